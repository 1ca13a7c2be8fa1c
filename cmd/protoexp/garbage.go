package main

import (
	"runtime"
	"runtime/debug"
	"sync/atomic"
)

// early is how much memory the program takes before garbage is collected for the first time, in bytes; most runs end before.
const early = 64 << 20

// share is when it is collected after that, in percent of what is in use: runs leave little, and what they keep may be large.
var share atomic.Int64

func init() { share.Store(50) }

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
		debug.SetGCPercent(int(share.Load()))
	})
}
