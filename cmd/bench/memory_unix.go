//go:build linux || darwin

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peak is the largest memory that a process had resident, in bytes; 0 where it is not known.
func peak(s *os.ProcessState) int64 {
	u, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return int64(u.Maxrss)
	}
	return int64(u.Maxrss) * 1024
}
