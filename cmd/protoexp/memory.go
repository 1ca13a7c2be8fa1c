package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"

	"protoexp/runtime/network"
)

// sizes are the units of memory.
var sizes = []struct {
	unit  string
	bytes float64
}{{"TiB", 1 << 40}, {"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"TB", 1e12}, {"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}}

// parseMemory reads 500MB or 16GB; empty is what is free.
func parseMemory(text string) (int64, error) {
	if text == "" {
		return freeMemory(), nil
	}
	for _, s := range sizes {
		number, ok := strings.CutSuffix(strings.ToLower(text), strings.ToLower(s.unit))
		if !ok {
			continue
		}
		if n, err := strconv.ParseFloat(strings.TrimSpace(number), 64); err == nil && n*s.bytes >= 1 && n*s.bytes < 1e18 {
			return int64(n * s.bytes), nil
		}
	}
	return 0, fail(invalid, "--memory is a size such as 500MB or 16GB, and not %q", text)
}

// freeMemory is what the machine has left, where it says so (Linux), or else the usual limit.
func freeMemory() int64 {
	f, err := os.Open("/proc/meminfo")
	if err != nil {
		return network.MemoryLimit
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		var kB int64
		if n, _ := fmt.Sscanf(s.Text(), "MemAvailable: %d kB", &kB); n == 1 && kB > 0 {
			return kB << 10
		}
	}
	return network.MemoryLimit
}
