//go:build unix

package format

import (
	"syscall"
	"time"
)

// clock is the time that this program has spent on the cores: on a busy machine, unlike that on the wall, it is the program's own.
func clock() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
