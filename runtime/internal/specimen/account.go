package specimen

import "protoexp/runtime/record"

// Account is that of a design in which every cell is touched once, ten times and, a day later, once; the second cell gets
// nothing in place of the ten.
func Account(experiment string, cells ...string) *record.Account {
	a := &record.Account{Script: "specimen.proto-exp", Source: "# Why this is done.\nexperiment \"" + experiment + "\" { <groups> }\n", Set: []string{"isi=30s"}, Blind: true,
		Findings:    []record.Finding{{Rule: "few-animals", Severity: "warning", Line: 4, Message: "the groups are small", Why: "Small groups find large effects only."}},
		Variability: []string{"20% of weight"}, Allowed: []record.Allowance{{Rule: "no-baseline", Reason: "the site was never touched before"}},
		Preparations: []record.Preparation{{Name: "aplysia", Doc: "The sea snail.", Measures: []record.Meaning{{Name: "gill.amplitude", Text: "the largest contraction"}},
			Parameters: []record.Parameter{{Owner: "neuron LE", Name: "threshold", Value: "-45mV", Meaning: "potential at which it fires", Source: "assumed"},
				{Owner: "neuron LE", Name: "tau", Value: "20ms", Meaning: "membrane time constant"}, {Owner: "in this script", Name: "LE.tau", Value: "30ms", Source: "the script", Changed: true}}}}}
	for i, cell := range cells {
		add := func(label, action string, onset int64, omitted bool) {
			a.Schedule = append(a.Schedule, record.Event{Experiment: experiment, Cell: cell, Onset: onset * second, For: second / 2, Label: label, Trial: true, Action: action, Omitted: omitted})
		}
		touch := "touch siphon force 2g for 500ms"
		add("base", touch, 0, false)
		for k := range int64(10) {
			add("train", touch, 600+30*k, i == 1)
		}
		a.Schedule = append(a.Schedule, record.Event{Experiment: experiment, Cell: cell, Onset: 900 * second, Action: "apply serotonin dose 10uM"})
		add("test", touch, 86400, false)
	}
	return a
}
