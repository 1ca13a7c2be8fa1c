package main

import (
	"fmt"
	"io"
	"testing"
)

// TestFree: two traces whose names become one name of a file are two files.
func TestFree(t *testing.T) {
	f := folder{dir: t.TempDir()}
	for _, name := range []string{"a[1].v", "a1.v", "A1.v"} {
		f.put(f.free(fileName(name), ".csv"), func(w io.Writer) error { _, err := io.WriteString(w, name); return err })
	}
	if got := fmt.Sprint(f.files, f.err); got != "[a1.v.csv a1.v-2.csv A1.v-3.csv] <nil>" {
		t.Error(got)
	}
}
