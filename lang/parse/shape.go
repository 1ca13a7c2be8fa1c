package parse

// shapes shows each statement as it should look, for the fix of a diagnostic.
var shapes = map[string]string{
	"use": "use aplysia", "seed": "seed 42", "measure": "measure gill.amplitude", "variability": "variability 20% of L7.threshold",
	"role": "role test: after_week, after_month", "experiment": `experiment "title" { ... }`, "group": "group trained n=12 { ... }",
	"factor": "factor isi between [10s, 30s, 3min]", "each": "each n=10 per cell { ... }", "when": "when history is trained { ... }",
	"within": "within site { ... }", "assign": "assign random in blocks of 6", "batches": "batches 3",
	"explore": "explore test by group", "sweep": "sweep u in [0.1, 0.2, 0.4] reps 20 { ... }", "report": "report habituation = 1 - train.last / train.first",
	"diagnose": "diagnose reps 200 against fatigue, adaptation", "phases": `phases "blocking" { ... }`, "cut": "cut LE -> L7", "why": "why test against train.first",
	"repeat": "repeat until train.last < 1 max 40 { ... }", "if": "if test > 1 { ... } else { ... }", "for": "for v in [1g, 2g] { ... }",
	"neuron": "neuron lif { ... }", "rule": "rule depletion { ... }", "modulator": "modulator serotonin { ... }", "agent": "agent vehicle { ... }",
	"circuit": "circuit reflex { ... }", "learner": "learner mine { ... }", "effector": "effector gill from L7 { ... }", "synapse": "synapse LE -> L7 { weight 2nA; into i }",
	"connect": "connect exc -> all { probability 2%; weight 1nA; into i }", "on": "on pre { ... }", "spike": "spike when v > threshold { v = reset }",
	"drive": "drive senses(site) with current 0.4nA", "grow": "grow 2 when x > 1", "prune": "prune when x < 1",
	"stimulus": "stimulus touch(site, force = 2g, for = 500ms) { ... }", "allow": `allow no-control "the reason"`,
	"expect": "expect train.last < 50% of train.first", "primary": "primary expect trained.test < control.test",
	"rest": "rest 2h", "pair": "pair touch siphon with shock tail at +500ms", "scatter": "scatter [tone x15, shock tail x15] over 75min",
	"apply": "apply serotonin dose 10uM for 5min", "wash": "wash", "let": "let isi = 30s", "print": "print train", "plot": "plot train",
	"table": "table train", "record": "record L7.v", "inject": "inject L7 current 2nA for 100ms", "clamp": "clamp L7 -70mV for 1s",
	"fire": "fire LE x10 every 1s", "plan": "plan { alpha 0.05; power 80%; stop at n }", "predict": "predict { test = 110%..250% of base }",
	"param": "param tau = 20ms", "var": "var v = -70mV", "compartments": "compartments x100", "structure": "structure { grow 2 when x > 1; prune when x < 1 }",
}
