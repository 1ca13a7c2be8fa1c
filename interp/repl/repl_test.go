package repl

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"protoexp/interp"
	"protoexp/runtime/record"
)

// worm is a small animal.
const worm = `neuron cell {
  param rest = -65mV, threshold = -50mV, tau = 15ms, resistance = 80Mohm, refractory = 3ms, tau_syn = 8ms
  var v = rest, i = 0nA
  dv/dt = (rest - v + resistance * (i + injected)) / tau
  di/dt = -i / tau_syn
  spike when v > threshold { v = rest }
}
circuit worm {
  agent ether { clearance 1min }
  neuron skin x2 of cell { senses head, tail }
  neuron motor of cell { part cord }
  synapse skin -> motor { weight 0.4nA; delay 2ms; into i; rule depletion(use = 0.02) }
  effector body from motor {
    var bend = 0; dbend/dt = -bend / 1s
    on spike { bend += 5% * (1 - bend) }
    measure amplitude = peak(bend) within 5s
  }
  stimulus poke(site, force = 2g, for = 100ms) { drive senses(site) with current 0.3nA * log(1 + force / 0.5g) }
  interval 5s; variability 20% of weight
}
use worm`

// bench is a prompt without a terminal, and all that it printed.
func bench() (*Prompt, *bytes.Buffer) {
	out := &bytes.Buffer{}
	written := map[string]string{"part.proto-exp": "a: poke head x2\n"}
	p := &Prompt{Session: interp.NewSession(interp.Options{Memory: 1 << 26}), Out: out, Width: func() int { return 80 },
		Load: func(path string) (string, error) {
			if text, ok := written[path]; ok {
				return text, nil
			}
			return "", fmt.Errorf("%s: %w", path, os.ErrNotExist)
		},
		Save: func(path string, data []byte) error { written[path] = string(data); return nil }}
	p.Start()
	return p, out
}

// FuzzPrompt gives the prompt lines. None is a mistake of ours, and what it saves gives the same numbers.
func FuzzPrompt(f *testing.F) {
	for _, seed := range []string{
		"poke head x3\n:undo\n:redo\n:branch other\nt: poke tail\n:animals first\n:save a\n:load a",
		":checkpoint here\npoke head\n:back here\n:undo\n:clock\n:circuit\n:circuit a\n:record motor.v every 1ms\npoke tail\n:plot motor.v",
		"train: poke head x2 every 1s\n:table\n:table train\n:plot\n:critic\n:critic b\n:set width 50\n:seed 3\n:help poke\n:doc",
		"poke sifon\n:\n:x\n:undo 3\nprint “a”\n{ poke head\n} x2\nlet a = poke head\na x2\nrest 2h\npeek a\n:load part.proto-exp",
		"variability 30%\nseed 9\nlet n = uniform(1, 4)\nscatter [poke head x2] over 1min\nrest n * 1s\nomit poke head\n:save c",
		"for k in [1s, 2s] { poke head; rest k }\nexpect 1 < 2\nuse aplysia\ngroup a n=2 { poke head }\napply ether dose 1mM for 1s\ncut skin -> motor",
		"experiment \"e\" { group a n=2 { t: poke head }; group b n=2 { t: poke tail }; expect a.t > b.t }\nphases \"p\" { a | 2 A+ | test A; b | + }\nsweep k in [1s, 2s] { poke head; rest k; t: poke head; report r = t }\nplot curve r over k\n:undo\npoke head\n:save d\n:critic",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, out := bench()
		slow := false
		for _, line := range append([]string{worm}, strings.SplitN(text, "\n", 8)...) {
			ctx, stop := context.WithTimeout(context.Background(), 2*time.Second)
			quit := p.Answer(ctx, line)
			slow = slow || ctx.Err() != nil
			stop()
			if quit {
				break
			}
			if strings.Contains(out.String(), "a mistake of ours") {
				t.Fatalf("%q:\n%s", line, out)
			}
			complete(t, p, line)
		}
		ctx, stop := context.WithTimeout(context.Background(), 5*time.Second)
		defer stop()
		if _, err := p.Session.Agrees(ctx, p.Session.Script()); err != nil && !slow && ctx.Err() == nil {
			t.Fatalf("%v:\n%s\n%s", err, p.Session.Script(), out)
		}
	})
}

// complete asks for what may follow a line: each candidate goes on with what is there.
func complete(t *testing.T, p *Prompt, line string) {
	if strings.TrimSpace(line) == "" {
		return
	}
	word, list := p.complete(line)
	for _, w := range list {
		if !strings.HasPrefix(w, word) || !strings.HasSuffix(line, word) {
			t.Fatalf("%q: %q for %q", line, w, word)
		}
	}
	d := &painter{p}
	p.Colour = true
	if got := ansi.ReplaceAllString(string(d.Paint([]rune(line), 0)), ""); got != string([]rune(line)) {
		t.Fatalf("%q is painted as %q", line, got)
	}
	p.Colour = false
}

var ansi = regexp.MustCompile("\x1b\\[[0-9;]*m")

// sea is never silent, so that a rest takes long.
const sea = `neuron noisy { param rest = -65mV, tau = 10ms, sigma = 1mV
 var v = rest
 dv/dt = (rest - v) / tau + noise(sigma * sqrt(2 / tau))
 spike when v > -40mV { v = rest } }
circuit sea { neuron cells x50 of noisy { senses skin }
 effector foot from cells { var pull = 0; dpull/dt = -pull / 1s; on spike { pull += 1% }
  measure amplitude = peak(pull) within 1s }
 stimulus poke(site, for = 100ms) { drive senses(site) with current 1nA }
 interval 5s }
use sea`

// TestInterrupt stops entries while they run, from outside, and goes on with the same animal.
func TestInterrupt(t *testing.T) {
	p, out := bench()
	ctx := context.Background()
	p.Answer(ctx, sea)
	p.Answer(ctx, "poke skin")
	before := p.Session.Now()
	script := p.Session.Script()
	for range 3 {
		over := make(chan struct{})
		go func() {
			for {
				select {
				case <-over:
					return
				case <-time.After(10 * time.Millisecond):
					p.running.interrupt()
				}
			}
		}()
		p.Answer(ctx, "a: poke skin x2; rest 300d")
		close(over)
		if !strings.Contains(out.String(), "stopped: the animal is as it was before this line, at 0.1s") || p.Session.Now() != before || p.Session.Script() != script {
			t.Fatalf("at %d:\n%s", p.Session.Now(), out)
		}
		out.Reset()
	}
	p.Answer(ctx, "rest 1s")
	if p.Session.Now() != before+1e9 {
		t.Error(p.Session.Now(), out)
	}
}

// TestExperiment: an experiment has animals of its own. It is reported as a run is, and saved, and the session's animal knows nothing
// of it.
func TestExperiment(t *testing.T) {
	p, out := bench()
	ctx := context.Background()
	for _, entry := range []string{
		worm, "poke head", "let strong = 4g",
		"experiment \"a stronger poke\" {\n  seed 3\n  group weak n=8 { t: poke head }\n  group firm n=8 { t: poke head force strong }\n  measure body.amplitude blind\n  expect stronger: firm.t > weak.t\n}",
		"phases \"p\" n=2 { seed 2\n  a | 2 A+ | test A\n  b | 2 B+ | test A\n  expect a.A > b.A }",
		"sweep f in [2g, 4g] { t: poke head force f; report bent = t }", "plot curve bent over f", "poke head", ":save e",
	} {
		p.Answer(ctx, entry)
	}
	got := out.String()
	for _, want := range []string{"a stronger poke: 16 animals of worm, seed 3", "✓ \"stronger\" holds: body.amplitude at t was higher in firm", "A: test A", "sweep over f: 2 cells",
		"bent over f", "which was run and gives the same"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if p.Mistakes() > 0 || len(p.Session.Result().Trials) != 2 || p.Session.Now() != 2e8 {
		t.Fatalf("%d mistakes, %d trials, at %d\n%s", p.Mistakes(), len(p.Session.Result().Trials), p.Session.Now(), got)
	}
	p.Answer(ctx, oneLine("phases \"in one line\" {\n  seed 2 # as the history keeps it\n  a | 2 A+ | test A\n  b | 2 B+ | test A\n  expect a.A > b.A\n}"))
	if p.Mistakes() > 0 || !strings.Contains(out.String(), "is more than b.A (0)") {
		t.Errorf("a table in one line:\n%s", out)
	}
	out.Reset()
	for _, entry := range []string{":undo", ":undo", ":undo", ":undo", ":undo", ":undo", ":clock", "group a n=2 { poke head }", "experiment \"d\" { group a n=2 { t: poke head }; expect a.t > 0; diagnose reps 2 against fatigue }"} {
		p.Answer(ctx, entry)
	}
	for _, want := range []string{"taken back: experiment \"a stronger poke\"", "0.1s since the beginning", "write it in experiment \"name\" { ... }", "protoexp diagnose FILE"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
}

// TestPanic: a mistake of ours leaves the animal as it was.
func TestPanic(t *testing.T) {
	p, out := bench()
	p.Answer(context.Background(), worm)
	p.Session.Audience.Trial = func(record.Trial, int, []record.Measure) { panic("a test") }
	p.Answer(context.Background(), "poke head x2")
	p.Session.Audience.Trial = p.trial
	if p.Session.Now() != 0 || !strings.Contains(out.String(), "a mistake of ours and not of yours: a test") {
		t.Fatal(p.Session.Now(), out)
	}
	p.Answer(context.Background(), "poke head x2")
	if !strings.Contains(out.String(), "poke head") || p.Session.Now() == 0 {
		t.Error(out)
	}
}

var shownSession = regexp.MustCompile("(?s)```console\n\\$ protoexp repl\n(.*?)```")

// TestReadmeEntries: what the README types at the prompt is answered without a mistake, and saved as it says.
func TestReadmeEntries(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	m := shownSession.FindSubmatch(text)
	if m == nil {
		t.Fatal("the README shows no prompt")
	}
	p, out := bench()
	for _, line := range strings.Split(strings.TrimSpace(string(m[1])), "\n") {
		p.Answer(context.Background(), strings.TrimPrefix(line, "> "))
	}
	if p.Mistakes() > 0 || !strings.Contains(out.String(), "wrote trained.proto-exp, which was run and gives the same 5 responses") {
		t.Error(out)
	}
}
