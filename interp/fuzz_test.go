package interp_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"protoexp/interp"
	"protoexp/lang/diag"
	"protoexp/runtime/export"
	"protoexp/runtime/report"
)

// tiny is a small animal, so that a run takes no time.
const tiny = `
circuit tiny {
  modulator serotonin { var level = 0uM; dlevel/dt = -level / 1min }
  agent serotonin { clearance 1min }
  neuron skin x2 of lif { senses back; part head; releases serotonin 0.1uM }
  neuron motor of lif { }
  synapse skin -> motor { weight 1nA; delay 1ms; into i; rule depletion; rule serotonin_facilitation }
  effector body from motor { var bend = 0; dbend/dt = -bend / 1s; on spike { bend += 10% * (1 - bend) }; measure amplitude = peak(bend) within 2s }
  stimulus poke(site, force = 2g, for = 20ms) { drive senses(site) with current 0.5nA * force / 1g }
  interval 5s; variability 20% of weight
}
use tiny
`

// FuzzRun: whatever a script says, it is refused with a diagnostic or it runs; reports and documents can be written.
func FuzzRun(f *testing.F) {
	for _, s := range []string{
		"poke back x3; rest 1h; poke back",
		"train: poke back force 1g for 10ms x3 every 1s; print train.drop, train[2], train.tau; expect train.last < train.first",
		"pair poke back with poke back force 3g at +50ms x2 every 1s",
		"apply serotonin dose 3uM for 10s; a: peek poke back; wash; b: omit poke back x2; table a, b",
		"record motor.v, skin.spikes, (skin -> motor).depletion.vesicles every 1ms; poke back; record off; plot motor.v; print skin.spikes.count",
		"remove head; cut skin -> motor; fire skin x2; inject motor current 1nA for 10ms; clamp motor -60mV for 5ms",
		"variability 30%; seed 3; { x: poke back; y: poke back force 1g } shuffled; scatter [poke back x3] over 10s",
		"repeat until t.last < 50% of t.first max 3 { t: poke back; rest 1s }",
		"for g in [1g, 2g] { let a = poke back force g; a x2 every 1s }; if 2 > 1 { rest 1s } else { rest 2s }",
		"neuron n { var v = 1mV; dv/dt = v / 1ms; spike when v > 5mV { v = 0mV } }",
		"group a n=2 { t: poke back x2 }; group b n=3 { t: poke back; print t }; expect a.t.last < b.t; explore t.mean by group; print a.t.drop; table t",
		"experiment \"e\" { factor f between [1g, 2g]; factor s within [x, y] order balanced washout 1s; batches 2; assign random by batch; each n=2 per cell { within s { t: poke back force f } }; expect trend(t, f) > 0; expect main(s) on t; expect interaction(f, s) on t by anova; plan { correct holm; exclude t[f=1g] < 0.1 }; predict { t[f=1g] = 50%..80% of t[f=2g] } }",
		"group a n=auto { b: poke back; t: poke back force 1g }; expect a.t ~ 2 * a.b margin 20% by wilcoxon; primary expect (a.t - a.b) / 2 > 0; plan { smallest d=2 }",
		"group a n=2 { t: poke back }; group b n=2 { t: omit poke back }; group c n=1 { t: poke back }; expect (a.t - b.t) > (b.t - c.t) by t; expect a.t > b.t by mannwhitney; expect a.t / a.t[1] > 1 when t > 0",
		"batches 2", "explore 0", "experiment \"e\" { }",
		"sweep u in [1, 2] reps 2 { use tiny; t: poke back x(u); report r = t.last }; plot heatmap r over u",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		script, ds := interp.Load("fuzz", tiny+text, interp.Options{})
		if diag.Failed(ds) {
			return
		}
		events, simulated, animals, _ := script.Timeline()
		if len(events) > 30 || animals > 30 || simulated > int64(100*24*time.Hour) {
			return
		}
		ctx, stop := context.WithTimeout(context.Background(), 2*time.Second)
		defer stop()
		r, _, err := script.Run(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if r == nil {
			return
		}
		var b bytes.Buffer
		if err := report.Text(&b, r, report.Options{}); err != nil {
			t.Fatal(err)
		}
		if err := export.JSON(&b, r, nil); err != nil {
			t.Fatal(err)
		}
		if err := export.CSV(&b, export.Trials(r)); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzLearner: the same of learners, tables of phases, sweeps and power; a table that is printed can be read.
func FuzzLearner(f *testing.F) {
	for _, s := range []string{
		"use rescorla_wagner with A.salience = 0.3, AB.salience = 0.1, lambda = 2\nvariability 20% of salience, A.lambda\nreinforce AB x3; present A x2 every 10s; t: test LightTone; print A.strength, t",
		"phases \"p\" n=3 { a | 3 A+ / 2 B- | + ; test AB\n b | | test 2 A\n expect a.AB > 0 }",
		"phases { a | A+; 2 B- | test B\n expect a.B < a.A_1 }",
		"sweep u in [0.1, 0.2], n in 1..3 steps 2 reps 2 { use rescorla_wagner with salience = u; reinforce A x(round(n)); report v = A.strength }\nplot heatmap v over u, n; plot curve v over n",
		"sweep c in [A, B], t in 1s..1h log 3 { use rescorla_wagner; reinforce c; rest t; report v = A.strength }",
		"use rescorla_wagner; seed 3; group a n=3 { reinforce A x2; t: test A }; group b n=2 { t: test A }; expect a.t > b.t; plan { correct holm }",
		"experiment \"e\" { use rescorla_wagner; factor c within [A, B] order balanced; each n=2 { within c { x: reinforce c x2 } }; expect x[c=A].last > x[c=A].first }",
		"learner l { param r = 0.1; var v = 0, w = 1; on reinforced { v += r * (1 - sum(v * w)); w = normal(1, 0.1) }; on unreinforced { v *= 0.9 }; measure m = max(0, sum(v)); interval 1s }\nuse l; record A.v; reinforce A x3; omit reinforce A; peek test A; plot A.v",
		"let x = reinforce AB; x x2; omit x; { x; present A } shuffled x2; scatter [x x2, present C] over 1h; repeat until A.strength > 0.4 max 9 { x }",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		script, ds := interp.Load("fuzz", text, interp.Options{Jobs: 1})
		if diag.Failed(ds) {
			return
		}
		events, _, animals, _ := script.Timeline()
		if len(events) > 100 || animals > 100 || strings.Contains(text, "touch") || !strings.Contains(text, "rescorla_wagner") && !strings.Contains(text, "learner") {
			return
		}
		ctx, stop := context.WithTimeout(context.Background(), 2*time.Second)
		defer stop()
		r, _, err := script.Run(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if r != nil {
			if err := errors.Join(report.Text(&b, r, report.Options{}), export.JSON(&b, r, nil), export.CSV(&b, export.Trials(r))); err != nil {
				t.Fatal(err)
			}
		}
		if table, err := script.Table(); err == nil {
			if _, ds := interp.Load("table", table, interp.Options{}); diag.Failed(ds) {
				t.Fatalf("%s\n%v", table, ds)
			}
		}
		power, _ := script.Power(ctx, interp.PowerOptions{N: []int{2, 4}, Reps: 2})
		if err := errors.Join(report.Power(&b, power, report.Options{}), export.Power(&b, "", power, nil, 0)); err != nil {
			t.Fatal(err)
		}
	})
}
