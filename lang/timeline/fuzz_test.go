package timeline

import (
	"testing"
	"time"

	"protoexp/lang/internal/spent"
)

// heavy are texts that might be too much.
var heavy = []string{
	"{ { rest 1s } x1000000 } x1000000",
	"{ touch siphon } x1000000",
	"touch siphon x1000000; touch siphon x1000000",
	"for a in 1..1000000 { for b in 1..1000000 { } }",
	"for a in 1e17..1e17 { }",
	"for a in -1e308*10..1e308*10 { }",
	"let a = { a }; a",
	"let a = { b }; let b = { a }; a x5",
	"train: touch siphon x3; print train[1e300], siphon.duration(train[1e300])",
	"train: touch sifon; print train.last, siphon.duration(train[1]), train[2]",
	"scatter [touch siphon x1000000, touch mantle x1000000] over 290w",
	"rest 280y; rest until 15000w; rest 15000w; touch siphon x1000000 every 100w",
	"{ rest 1s } x1000000 every 15000w",
	"circuit a of b { }\ncircuit b of c { }\ncircuit c of b { }\nuse a",
	"let a = [1, 2]; let b = [a, a]; let c = [b, b]; print c",
	"experiment \"e\" { factor a between [1,2,3,4,5,6,7,8]; factor b between [1,2,3,4,5,6,7,8]; factor c between [1,2,3,4,5,6,7,8]; factor d between [1,2,3,4,5,6,7]; each n=5 { touch siphon x10000 every 30s } }",
	"if uniform(0, 1) > 0.5 { test: touch siphon } else { test: touch mantle }\nexpect test > 0",
	"omit { apply serotonin dose 1uM for 1min; remove cns }",
	"peek { touch siphon x3 }",
	"phases \"p\" { use aplysia; a | 10 A+ | test A; touch siphon }",
	"sweep a in 0 { use nobody; test: a; report x = test }",
	"experiment \"e\" { use nobody; group a n=3 { test: touch siphon }; expect a.test > 3s; explore test by group }",
	"sweep u in 0..1 steps 1000000 reps 1000000 { touch siphon }",
}

func TestHeavyScriptsEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	for _, text := range heavy {
		began := spent.Time()
		dry("heavy", text)
		if d := spent.Time() - began; d > 20*time.Second {
			t.Errorf("took %v: %s", d, text)
		}
	}
}

// FuzzCheck holds that any text is walked to an end, soon and without a panic. Run it with -fuzzminimizetime 20x: to make an
// interesting text smaller takes longer than to find it.
func FuzzCheck(f *testing.F) {
	for _, text := range scripts(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<16 {
			t.Skip()
		}
		began := spent.Time()
		dry("fuzz", text)
		if d := spent.Time() - began; d > 8*time.Second {
			t.Errorf("took %v", d)
		}
	})
}
