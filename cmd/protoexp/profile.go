package main

import (
	"os"
	"runtime/pprof"
	"runtime/trace"
)

// profiles are files in which a run is followed.
type profiles struct{ cpu, trace string }

// start begins to write them, and returns what ends it.
func (p profiles) start() (stop func() error, err error) {
	var ends []func() error
	stop = func() error {
		var first error
		for _, end := range ends {
			if err := end(); err != nil && first == nil {
				first = fail(broken, "a profile cannot be written: %v", plain(err))
			}
		}
		return first
	}
	begin := func(path string, start func(*os.File) error, end func()) error {
		if path == "" {
			return nil
		}
		f, err := os.Create(path)
		if err == nil {
			err = start(f)
		}
		if err != nil {
			return fail(broken, "a profile cannot be written: %v", plain(err))
		}
		ends = append(ends, func() error { end(); return f.Close() })
		return nil
	}
	err = begin(p.cpu, func(f *os.File) error { return pprof.StartCPUProfile(f) }, pprof.StopCPUProfile)
	if err == nil {
		err = begin(p.trace, func(f *os.File) error { return trace.Start(f) }, trace.Stop)
	}
	return stop, err
}
