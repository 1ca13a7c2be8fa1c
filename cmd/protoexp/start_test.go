package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
)

// started is the command, and then how much was allocated since the process began.
func started() {
	code := run(os.Args[1:])
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Fprintf(os.Stderr, "\nallocated %d %d\n", m.Mallocs, m.TotalAlloc)
	os.Exit(code)
}

// TestStart: what needs no script does nothing that takes long, neither before main nor in it. Allocations are counted, since a
// clock says little on a busy machine. To write all of the manual takes ten million, and a topic is no more than its page.
func TestStart(t *testing.T) {
	for _, c := range []struct {
		args         string
		count, bytes int
	}{
		{"version", 12_000, 3 << 20},
		{"help", 12_000, 3 << 20},
		{"run --help", 12_000, 3 << 20},
		{"help statements", 300_000, 40 << 20},
	} {
		out, err := exec.Command("started", strings.Fields(c.args)...).CombinedOutput()
		var count, bytes int
		if k := strings.LastIndex(string(out), "allocated "); k >= 0 {
			fmt.Sscanf(string(out[k:]), "allocated %d %d", &count, &bytes)
		}
		if err != nil || count == 0 || count > c.count || bytes > c.bytes {
			t.Errorf("protoexp %s: %d allocations of %d, %d bytes of %d, %v", c.args, count, c.count, bytes, c.bytes, err)
		}
	}
}
