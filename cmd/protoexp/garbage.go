package main

import (
	"runtime"
	"runtime/debug"
)

// early is how much memory the program takes before garbage is collected for the first time, in bytes; most runs end before.
// After that it is collected when it is half of what is in use: runs leave little, and what they keep may be large.
const (
	early = 64 << 20
	half  = 50
)

// collectLate puts off the first collection. GOGC and GOMEMLIMIT have precedence.
func collectLate() {
	limit := debug.SetMemoryLimit(-1)
	percent := debug.SetGCPercent(-1)
	if percent != 100 || limit < early {
		debug.SetGCPercent(percent)
		return
	}
	debug.SetMemoryLimit(early)
	runtime.SetFinalizer(&[64]byte{}, func(*[64]byte) { // the first collection finds that nobody holds it
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(half)
	})
}
