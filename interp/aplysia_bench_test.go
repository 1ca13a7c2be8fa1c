package interp

import (
	"context"
	"testing"

	"protoexp/lang/diag"
)

// oneLiner is the first script of the manual.
const oneLiner = "touch siphon x10; rest 2h; shock head"

// The life of an animal that is trained for five days and tested after three weeks, without and with shocks.
const (
	trained = "use aplysia; { train: touch siphon x10 every 30s } x5 every 1d; rest 21d; test: touch siphon"
	shocked = "use aplysia; { shock tail; rest 1min; train: touch siphon x10 every 30s } x5 every 1d; rest 21d; test: touch siphon"
)

func benchmark(b *testing.B, text string) {
	for b.Loop() {
		s, ds := Load("-e", text, Options{})
		if diag.Failed(ds) {
			b.Fatal(ds)
		}
		if _, ds, err := s.Run(context.Background()); err != nil || diag.Failed(ds) {
			b.Fatal(ds, err)
		}
	}
}

func BenchmarkOneLiner(b *testing.B) { benchmark(b, oneLiner) }
func BenchmarkTrained(b *testing.B)  { benchmark(b, trained) }
func BenchmarkShocked(b *testing.B)  { benchmark(b, shocked) }
