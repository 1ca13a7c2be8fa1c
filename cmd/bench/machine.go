package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

// machine says in a line on what was measured, and with which versions.
func (b *bench) machine() string {
	parts := []string{fmt.Sprintf("%s/%s, %d cores", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())}
	if name := line("/proc/cpuinfo", "model name"); name != "" {
		parts = append([]string{name}, parts...)
	}
	if memory := line("/proc/meminfo", "MemTotal"); memory != "" {
		var kb float64
		if _, err := fmt.Sscan(memory, &kb); err == nil {
			parts = append(parts, fmt.Sprintf("%.0f GB", kb/1e6))
		}
	}
	parts = append(parts, runtime.Version())
	if b.load != "" {
		parts = append(parts, "load "+b.load+" before the first run")
	}
	return strings.Join(append(parts, b.versions...), "; ") + fmt.Sprintf("; medians of %d runs in turn", b.repeats)
}

// load is how many programs wanted a core in the last minute; "" where it is not known.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	one, _, _ := strings.Cut(string(text), " ")
	return one
}

// line is the value of the first line of a file of "name : value" that begins with a name.
func line(path, name string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	for _, l := range strings.Split(string(text), "\n") {
		if key, value, ok := strings.Cut(l, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
