package animal_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"math"
	"reflect"
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/checkpoint"
	"protoexp/runtime/circuit"
	. "protoexp/runtime/equation"
)

// file is a state as it stands in a file.
func file(t testing.TB, a *animal.Animal) []byte {
	t.Helper()
	s, err := a.State()
	must(t, err)
	return checkpoint.Encode("test", &s)
}

// again puts the animal of a file in the place of another.
func again(t testing.TB, a *animal.Animal, file []byte) {
	t.Helper()
	var s animal.State
	must(t, checkpoint.Decode(bytes.NewReader(file), "test", &s))
	b, err := animal.Resume(a.Network(), s)
	must(t, err)
	*a = *b
}

// Saving, loading and going on is going on, bit for bit: at any time, in an animal that has one of everything.
func TestStateGoesOn(t *testing.T) {
	want := func(a *animal.Animal) any { x, y := live(t, a, 1<<60, nil); return []any{x, y, a.Counters()} }(grow(t, menagerie()))
	for _, cut := range []int64{777*ms + 123, 10 * s, 3600 * s} {
		a, times := grow(t, menagerie()), 0
		x, y := live(t, a, cut, func() {
			if times++; times < 50 {
				old := file(t, a)
				again(t, a, old)
				if !bytes.Equal(old, file(t, a)) {
					t.Fatal("a state that was loaded is saved otherwise")
				}
			}
		})
		if got := []any{x, y, a.Counters()}; !reflect.DeepEqual(got, want) {
			t.Errorf("every %g s: \n%v\nbecomes\n%v", float64(cut)/1e9, want, got)
		}
	}
}

// The same in a small circuit, whose cells keep their own time.
func TestStateOfReflex(t *testing.T) {
	want := func(a *animal.Animal) any { _, x, y := day(t, a, 1<<60, nil); return []any{x, y, a.Counters()} }(grow(t, reflex()))
	a, times := grow(t, reflex()), 0
	_, x, y := day(t, a, 3*s+ms/7, func() {
		if times++; times < 100 {
			again(t, a, file(t, a))
		}
	})
	if got := []any{x, y, a.Counters()}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v\nbecomes\n%v", want, got)
	}
}

// The same where weights are late.
func TestStateOfLearning(t *testing.T) {
	a, b := grow(t, learning(triplet(), 60, 0.3)), grow(t, learning(triplet(), 60, 0.3))
	for range 40 {
		rest(t, a, 50*ms)
		rest(t, b, 50*ms)
		again(t, b, file(t, b))
	}
	weight := animal.Probe{Kind: animal.Weight, Owner: "A_A"}
	if x, y := read(t, a, weight), read(t, b, weight); !reflect.DeepEqual(x, y) || a.Counters() != b.Counters() || a.Counters().Spikes < 1000 {
		t.Errorf("weights differ, or what was done: %+v, %+v", a.Counters(), b.Counters())
	}
}

// Every field of an animal is in its state, or stands here with what it is.
func TestStateIsWhole(t *testing.T) {
	elsewhere := map[string]string{"Stop": "the caller's", "Room": "the caller's", "net": "the circuit, built anew", "record": "not saved", "engine": "Engine"}
	kept := reflect.TypeFor[animal.State]()
	for i := range reflect.TypeFor[animal.Animal]().NumField() {
		f := reflect.TypeFor[animal.Animal]().Field(i)
		if k, ok := kept.FieldByName(f.Name); elsewhere[f.Name] == "" && (!ok || k.Type != f.Type) {
			t.Errorf("the field %s of an animal is in no state", f.Name)
		}
	}
}

// The same where the animal is never silent: noise is named by time, and spikes are on their way at every moment.
func TestStateOfNoise(t *testing.T) {
	m := lif()
	m.Derivs[0].Rate = add(m.Derivs[0].Rate, Do(Noise, n(0.08)))
	c := &circuit.Circuit{Populations: []circuit.Population{{Name: "A", Count: 30, Model: m, Parts: []string{"part"}}, {Name: "B", Count: 20, Model: m}},
		Synapses: []circuit.Synapse{{Name: "A_B", Pre: "A", Post: "B", Pairing: circuit.Random, Probability: n(0.3), Weight: Do(Uniform, n(0), n(2e-10)), Delay: 7 * ms, Into: "i",
			Rules: []circuit.Rule{{Model: depletion(0.1, 10)}}}},
		Spreads: []circuit.Spread{{Owner: "A", Path: "threshold", CV: 0.1}, {Owner: "A_B", Path: "weight", CV: 0.2}}}
	all := []animal.Probe{cell("A", "v"), cell("B", "v"), {Kind: animal.CellSpikes, Owner: "B"}, {Kind: animal.RuleVar, Owner: "A_B", Rule: "depletion", Var: "vesicles"}}
	a, b := grow(t, c), grow(t, c)
	for k := range 60 {
		for _, x := range []*animal.Animal{a, b} {
			switch k {
			case 7:
				must(t, x.Inject("A", 0.1e-9, 50*ms+7), x.Inject("A", 0.1e-9, 31*ms), x.Clamp("B", -0.07, 3*ms))
			case 30:
				must(t, x.Fire("B"))
			case 45:
				must(t, x.Cut("A_B"), x.Remove("part"))
			}
			rest(t, x, 5*ms+ms/3)
		}
		again(t, b, file(t, b))
	}
	if a.Counters().Spikes < 100 || a.Counters() != b.Counters() {
		t.Errorf("%+v, loaded %+v", a.Counters(), b.Counters())
	}
	for _, p := range all {
		if x, y := read(t, a, p), read(t, b, p); !reflect.DeepEqual(x, y) {
			t.Errorf("%v differ", p)
		}
	}
	if x, y := a.ReachFrom("A"), b.ReachFrom("A"); !reflect.DeepEqual(x, y) {
		t.Error("a lesion is forgotten")
	}
}

// A state of another animal does not fit, and a state that was made up is refused or runs: it never panics.
func TestStateRefused(t *testing.T) {
	a := grow(t, reflex())
	var st animal.State
	must(t, checkpoint.Decode(bytes.NewReader(file(t, a)), "test", &st))
	other := reflex()
	other.Populations[0].Settings[0].Value = n(-0.050)
	if _, err := animal.Resume(grow(t, other).Network(), st); err == nil {
		t.Error("the state of an animal with other thresholds is taken")
	}
	st.Key.Seed++
	if _, err := animal.Resume(a.Network(), st); err == nil {
		t.Error("the state of an animal of another seed is taken")
	}
	bad := grow(t, one(&Model{Name: "bad", Vars: []Value{val("v", 1)}, Derivs: []Deriv{{Var: "v", Rate: mul(n(1e6), mul(r("v"), mul(r("v"), r("v"))))}}}))
	if bad.Advance(10*s) == nil {
		t.Fatal("it does not blow up")
	}
	if _, err := bad.State(); err == nil {
		t.Error("an animal that failed is saved")
	}
}

// Numbers of a state in other places of the animal do no harm: what cannot be is refused, and the rest runs or fails.
func FuzzState(f *testing.F) {
	a := grow(f, menagerie())
	must(f, a.Present("touch", "skin", nil, 200*ms), a.Clamp("C", -0.06, 50*ms), a.Apply("dopamine", 0.05, 300*s), a.Cut("C_E"))
	a.Begin(a.Reach("touch", "skin"))
	rest(f, a, 30*ms)
	must(f, a.Fire("E"), a.Inject("D", 1e-9, s))
	whole := file(f, a)
	f.Add(uint32(300), uint64(5))
	f.Add(uint32(9000), uint64(math.MaxUint64))
	f.Fuzz(func(t *testing.T, at uint32, x uint64) {
		head, body := bytes.Clone(whole[:28]), bytes.Clone(whole[60:])
		if at %= uint32(len(body)); int(at)+8 <= len(body) {
			binary.LittleEndian.PutUint64(body[at:], x)
		}
		sum := sha256.Sum256(append(bytes.Clone(head), body...))
		var st animal.State
		if checkpoint.Decode(io.MultiReader(bytes.NewReader(head), bytes.NewReader(sum[:]), bytes.NewReader(body)), "test", &st) != nil {
			return
		}
		b, err := animal.Resume(a.Network(), st)
		if err != nil {
			return
		}
		left := 3
		b.Stop = func() bool { left--; return left < 0 }
		if b.Advance(b.Now()+s) == nil {
			b.Responses(0)
			file(t, b)
		}
	})
}
