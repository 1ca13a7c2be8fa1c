package interp

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"

	"protoexp/lang/diag"
	"protoexp/runtime/checkpoint"
	"protoexp/runtime/random"
	"protoexp/runtime/record"
)

// fingerprint is the bytes of an animal, of what was recorded of it and of what a session knows, in short.
func fingerprint(s *Session) string {
	h := sha256.New()
	w := s.now().walker
	switch st := w.Stage().(type) {
	case *stage:
		k, err := st.keepsake()
		if err != nil {
			return err.Error()
		}
		h.Write(checkpoint.Encode(record.Version, k))
		for _, p := range st.probes() {
			t, _ := st.recorded(p)
			fmt.Fprint(h, t)
		}
	case *pupil:
		fmt.Fprint(h, st.now, st.responses, st.draws, st.kept)
	}
	fmt.Fprint(h, s.Result().Trials, s.Result().Shown, s.Result().Checks, s.Result().Whys, w.Values(), w.Labels(), w.Recording(), w.Seed)
	return fmt.Sprintf("%x", h.Sum(nil)[:8])
}

// sayings are entries that a session may be given.
var sayings = []string{
	"touch siphon", "train: touch siphon x2 every 10s", "test: touch mantle", "shock tail", "rest 1h", "rest 3s", "omit touch siphon", "peek shock head",
	"pair touch siphon with shock tail at +500ms", "scatter [touch siphon x2, shock tail] over 1min", "{ a: touch siphon; rest 5s; b: touch mantle } shuffled",
	"apply serotonin dose 10uM for 1min", "apply vehicle dose 1uM", "wash", "remove abdominal_ganglion", "cut LE -> L7", "inject L7 current 1nA for 50ms",
	"a: inject L7 current 1nA for 50ms", "fire LE", "clamp L7 -70mV for 100ms", "record L7.v every 10ms", "record LE.spikes, (LE -> L7).depression.vesicles", "record (LE -> L7).depletion.vesicles, serotonin", "record off",
	"print L7.v.max, LE.spikes.count", "print train.last", "measure siphon.duration", "measure epsp(LE -> L7).amplitude", "variability 20%", "seed 4", "use snail with L7.threshold = -48mV",
	"let n = uniform(1, 3)", "let cs = touch siphon for 100ms", "cs x2", "let probe = inject L7 current 1nA for 20ms", "probe", "rest n * 1s", "touch sifon", "train: rest 1s",
	"repeat until train.last < 10% max 2 { train: touch siphon; rest 5s }", "if train.last > 1% { shock tail } else { rest 2s }", "for k in [1, 2] { rest k * 1s }", "expect train.last < train.first",
	"stimulus jet(site, for = 200ms) { drive senses(site) with current 0.2nA }", "jet siphon", "neuron lif { var v = 0mV; dv/dt = -v / 1s }", "role test: train", "plot train", "use rescorla_wagner", "reinforce AB x2", "record A.strength",
	"circuit slow of snail { interval 20s }", "use slow", "use aplysia", "touch siphon x2", "expect “falls”: train.last < 200% of train.first", "checkpoint \"x.state\"", "why", "why train",
	"experiment \"e\" { group a n=2 { t: touch siphon; record L7.v every 100ms }; group b n=2 { t: touch mantle }; expect a.t > b.t; print a.t }",
	"experiment \"f\" { use rescorla_wagner; group a n=2 { train: reinforce A x2; t: test A; print t }; explore t }", "phases \"p\" { a | 2 A+ | test A }",
	"sweep k in [1s, 2s] { train: touch siphon; rest k; t: touch siphon; report change = t - train }", "plot curve change over k",
}

// snail is a small animal with the names of aplysia.
const snail = `neuron cell {
  param rest = -65mV, threshold = -50mV, tau = 15ms, resistance = 80Mohm, refractory = 3ms, tau_syn = 8ms
  var v = rest, i = 0nA
  dv/dt = (rest - v + resistance * (i + injected)) / tau
  di/dt = -i / tau_syn
  spike when v > threshold { v = rest }
}
circuit snail {
  modulator serotonin { var level = 0uM; dlevel/dt = -level / 1min }
  agent serotonin { clearance 1min }
  agent vehicle { clearance 1min }
  neuron LE x2 of cell { senses siphon, mantle }
  neuron CB1 of cell { senses tail, head; releases serotonin 1uM }
  neuron L7 of cell { part abdominal_ganglion }
  synapse LE -> L7 { weight 0.4nA; delay 2ms; into i; rule depletion(use = 0.05) }
  synapse CB1 -> L7 { weight 0.4nA; delay 2ms; into i }
  effector gill from L7 {
    var contraction = 0; dcontraction/dt = -contraction / 1s
    on spike { contraction += 5% * (1 - contraction) }
    measure amplitude = peak(contraction) within 5s
  }
  effector siphon from L7 {
    var contraction = 0; dcontraction/dt = -contraction / 2s
    on spike { contraction += 5% * (1 - contraction) }
    measure duration = time(contraction > 10%) within 20s
  }
  stimulus touch(site, force = 2g, for = 100ms) { drive senses(site) with current 0.4nA * log(1 + force / 0.5g) }
  stimulus shock(site, current = 50mA, for = 100ms) { drive senses(site) with current 1nA * (current / 50mA) }
  interval 5s; variability 20% of weight
}
`

// FuzzSession gives a session entries and takes them back, in any order, on several animals. Wherever it comes again its bytes
// are what they were, and what it says of an animal as a script gives the same numbers.
func FuzzSession(f *testing.F) {
	for _, seed := range []string{"\x00\x01\x80\x81\x04\x80\x80\x81", "\x14\x00\x17\x80\x00\x17", "\x01\x90\xa0\x03\x80\xa1\x00\xb0\x04\xb1", "\x1b\x1c\x09\x0a\x80\x0a\x1e\x23", "\x2f\x30\x31\x30\x80\x80\x81",
		"\x15\x01\xc0\x00\x80\xc1\x05\x1d\xd0", "\x32\x33\x34\x01\x90\x02\x91\x80"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, ops []byte) {
		explore(t, ops[:min(len(ops), 8)], snail+"use snail", 0)
	})
}

// explore does what bytes say, beside a model that knows nothing but fingerprints.
func explore(t *testing.T, ops []byte, start string, memory int64) {
	type line struct {
		now          string
		past, undone []string
	}
	s := NewSession(Options{Memory: memory, Save: func(string, []byte) error { return nil }})
	ctx := context.Background()
	if r, ds := s.Eval(ctx, start); r == nil {
		t.Fatal(ds)
	}
	s.animals[0].past = nil
	l := &line{now: fingerprint(s)}
	lines, marks := map[string]*line{FirstAnimal: l}, map[string]string{}
	did := ""
	goOn := func(to string) { l.past, l.undone, l.now = append(l.past, l.now), nil, to }
	turn := func(done bool, from, to *[]string) {
		n := len(*from) - 1
		if done != (n >= 0) {
			t.Fatalf("%s with %d entries: %v", did, n+1, done)
		}
		if done {
			*to = append(*to, l.now)
			l.now, *from = (*from)[n], (*from)[:n]
		}
	}
	for _, op := range ops {
		mark, other := string('a'+op%2), []string{FirstAnimal, "x", "y"}[op%3]
		did = fmt.Sprintf("%#x", op)
		switch op >> 4 {
		case 0x8:
			if op&8 == 0 {
				turn(s.Undo(ctx), &l.past, &l.undone)
			} else {
				turn(s.Redo(ctx), &l.undone, &l.past)
			}
		case 0x9:
			s.Mark(mark)
			marks[mark] = l.now
		case 0xa:
			if done := s.Back(ctx, mark); done != (marks[mark] != "") {
				t.Fatalf("back: %v", done)
			} else if done {
				goOn(marks[mark])
			}
		case 0xb:
			if done := s.Branch(other); done != (lines[other] == nil) {
				t.Fatalf("branch: %v", done)
			} else if done {
				lines[other] = &line{l.now, slices.Clone(l.past), nil}
				l = lines[other]
			}
		case 0xc:
			if done := s.Switch(other); done != (lines[other] != nil) {
				t.Fatalf("switch: %v", done)
			} else if done {
				l = lines[other]
			}
		default: // from 0xd0 on it is stopped in the middle, if anything can be
			did = sayings[int(op)%len(sayings)]
			if op >= 0xd0 {
				did += "; rest 1h; touch siphon; rest 1h"
			}
			entry, stop := context.WithCancel(ctx)
			if op >= 0xe0 {
				stop()
			} else if op >= 0xd0 {
				s.Trial = func(record.Trial, int, []record.Measure) { stop() }
			}
			r, ds := s.Eval(entry, did)
			stop()
			s.Audience = Audience{}
			switch {
			case r == nil && !diag.Failed(ds):
				t.Fatalf("%s: nothing is said and nothing done", did)
			case r != nil && !r.Partial:
				goOn(fingerprint(s))
			}
		}
		if got := fingerprint(s); got != l.now {
			t.Fatalf("after %s the session is %s and not %s:\n%s", did, got, l.now, s.Script())
		}
	}
	if _, err := s.Agrees(ctx, s.Script()); err != nil {
		t.Fatalf("%v:\n%s", err, s.Script())
	}
	s.Critique()
	s.Wiring()
}

// TestBrokenPreparation: definitions that spoil the default preparation are mistakes where it is used, and not before.
func TestBrokenPreparation(t *testing.T) {
	s := NewSession(Options{})
	ctx := context.Background()
	if r, ds := s.Eval(ctx, "neuron ganglion_cell { var v = 0mV; dv/dt = -v / 1s }"); r == nil {
		t.Fatal(ds)
	}
	s.Names()
	s.Wiring()
	s.Complete("touch si")
	s.Critique()
	if r, ds := s.Eval(ctx, "touch siphon"); r != nil || !diag.Failed(ds) {
		t.Error(r, ds)
	}
	if !s.Undo(ctx) {
		t.Error("nothing to take back")
	}
	if r, ds := s.Eval(ctx, "touch siphon"); r == nil {
		t.Error(ds)
	}
}

// TestSessions explores at length what the fuzzer has no time for.
func TestSessions(t *testing.T) {
	if testing.Short() {
		t.Skip("it is long")
	}
	for seed := range uint64(6) {
		key, ops := random.Key{Seed: seed, Animal: 1}, make([]byte, 24)
		for i := range ops {
			ops[i] = byte(256 * key.Uniform(random.Purpose("session"), 0, uint64(i)))
		}
		explore(t, ops, []string{snail + "use snail", "use aplysia", "let a_name = 1"}[seed%3], 0)
	}
}

// TestLittleMemory: what there is no room for is computed again, with the same bytes.
func TestLittleMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	explore(t, []byte("\x14\x01\x03\x90\x09\xb1\x04\x00\x80\x80\x88\x02\xa0\x80\x80\x80\x80\x80\x80\x88\x88\x88\xc0\x01\x80\x80\x88"), "use aplysia", 200_000)
}
