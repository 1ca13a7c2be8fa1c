//go:build unix

package spent

import (
	"syscall"
	"time"
)

// Time is the time that this program has spent on the cores.
func Time() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
