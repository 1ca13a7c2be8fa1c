package interp_test

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"protoexp/interp"
	"protoexp/lang/diag"
	"protoexp/runtime/record"
)

// TestSameBitsEverywhere: the runs of testdata/bits leave the same bits on every machine. .ci/run repeats it for other
// levels of amd64, for arm64 and for js/wasm. UPDATE=1 rewrites testdata/bits.txt.
func TestSameBitsEverywhere(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	paths, err := filepath.Glob("testdata/bits/*.proto-exp")
	if err != nil || len(paths) == 0 {
		t.Fatal("no scripts", err)
	}
	var b strings.Builder
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		script, ds := interp.Load(filepath.ToSlash(path), string(text), interp.Options{})
		if diag.Failed(ds) {
			t.Fatalf("%s: %v", path, ds)
		}
		r, ds, err := script.Run(context.Background())
		if err != nil || diag.Failed(ds) {
			t.Fatalf("%s: %v %v", path, ds, err)
		}
		count, sum := digest(r)
		fmt.Fprintf(&b, "%-12s %6d numbers %x\n", strings.TrimSuffix(filepath.Base(path), ".proto-exp"), count, sum)
	}
	const golden = "testdata/bits.txt"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the bits of these runs were\n%sand are now\n%s", want, b.String())
	}
}

// TestSameBitsOnAnyCores: how many cores a run may use changes no bit.
func TestSameBitsOnAnyCores(t *testing.T) {
	for _, name := range []string{"groups", "network", "plasticity"} {
		text, err := os.ReadFile("testdata/bits/" + name + ".proto-exp")
		if err != nil {
			t.Fatal(err)
		}
		var sums []string
		for _, jobs := range []int{1, 2, 3} {
			script, ds := interp.Load(name, string(text), interp.Options{Jobs: jobs})
			if diag.Failed(ds) {
				t.Fatal(ds)
			}
			r, _, err := script.Run(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			count, sum := digest(r)
			sums = append(sums, fmt.Sprintf("%d numbers %x", count, sum))
		}
		if sums[0] != sums[1] || sums[0] != sums[2] {
			t.Errorf("%s on 1, 2 and 3 cores: %v", name, sums)
		}
	}
}

// digest is a hash over all that was simulated: onsets and responses of the trials, and every recorded trace.
func digest(r *record.Result) (count int, sum []byte) {
	h := sha256.New()
	add := func(xs ...float64) {
		count += len(xs)
		for _, x := range xs {
			if x != x {
				x = math.NaN() // its sign differs between machines, and says nothing
			}
			write(h, math.Float64bits(x))
		}
	}
	for _, t := range r.Trials {
		write(h, uint64(t.Animal))
		write(h, uint64(t.Onset))
		add(t.Responses...)
	}
	for _, t := range r.Traces {
		h.Write([]byte(t.Name))
		add(t.Time...)
		for _, v := range t.Values {
			write(h, uint64(len(v)))
			add(v...)
		}
	}
	return count, h.Sum(nil)[:12]
}

func write(h hash.Hash, x uint64) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], x)
	h.Write(b[:])
}
