package main

import "fmt"

// The programs, as the table names them.
const (
	ours        = "protoexp"
	twoThreads  = "protoexp, two threads"
	compiled    = "Brian2, compiled"
	byHand      = "Brian2, compiled, traces moved by hand"
	atRun       = "Brian2, at run time"
	eventDriven = "NEURON, event-driven cells"
	fixedStep   = "NEURON, fixed step"
	variable    = "NEURON, variable step"
)

// rows are the pieces of work, in the order in which they run.
func rows(b *bench) []*row {
	animals, many, second := 100, 10000, 1.0
	if !b.all {
		many = 400
	}
	if b.quick {
		animals, many, second = 10, 20, 0.1
	}
	return []*row{
		cuba(b, second, false),
		cuba(b, 10*second, true),
		{
			name: "stdp", what: fmt.Sprintf("STDP network: 10,000 cells, 10 million plastic synapses, about 9 Hz, %g s", second),
			programs: []*program{
				b.script(ours, "stdp.proto-exp", "--set", span(second), "--jobs", "1"),
				b.script(twoThreads, "stdp.proto-exp", "--set", span(second), "--jobs", "2"),
				b.compiled(byHand, false, "stdp_brian.py", fmt.Sprint(second), "cells"),
				b.compiled(compiled, true, "stdp_brian.py", fmt.Sprint(second), "synapses"),
			},
			targets: []target{against(simulation, byHand, 0.6, "0.6"), bytesEach(12)},
		},
		{
			name: "protocol", what: "learning protocol: 31 cells, ten touches, 2 h of rest, a touch (7,475 s)",
			programs: []*program{
				b.script(ours, "protocol.proto-exp"),
				b.neuron(eventDriven, false, "protocol_neuron.py", "event", "1"),
				b.neuron(variable, false, "protocol_neuron.py", "cvode", "1"),
				b.compiled(compiled, true, "protocol_brian.py", "1"),
			},
			targets: []target{against(wholeProcess, eventDriven, 1.0/15, "1/15"), against(simulation, eventDriven, 1, "1")},
		},
		{
			name: "animals", what: fmt.Sprintf("the same, %d animals", animals),
			programs: []*program{
				b.script(ours, "animals.proto-exp", "--set", fmt.Sprintf("animals=%d", animals)),
				b.neuron(eventDriven, false, "protocol_neuron.py", "event", fmt.Sprint(animals)),
				b.neuron(variable, true, "protocol_neuron.py", "cvode", fmt.Sprint(animals)),
			},
			targets: []target{against(simulation, eventDriven, 0.6, "0.6")},
		},
		{
			name: "cable", what: fmt.Sprintf("squid's axon: 200 compartments at 0.01 ms, 50 action potentials a second, %g s", second),
			programs: []*program{
				b.script(ours, "cable.proto-exp", "--set", span(second)),
				b.neuron(fixedStep, false, "cable_neuron.py", fmt.Sprint(second)),
			},
			targets: []target{against(simulation, fixedStep, 1, "1")},
		},
		days(b, many),
		start(b),
	}
}

func span(seconds float64) string { return fmt.Sprintf("span=%gms", seconds*1e3) }

func cuba(b *bench, seconds float64, long bool) *row {
	name := "cuba"
	if long {
		name = "cuba, long"
	}
	return &row{
		name: name, what: fmt.Sprintf("CUBA network: 4,000 cells, 320,000 synapses, %g s", seconds),
		programs: []*program{
			b.script(ours, "cuba.proto-exp", "--set", span(seconds), "--jobs", "1"),
			b.compiled(compiled, false, "cuba_brian.py", fmt.Sprint(seconds)),
			b.runtime(atRun, long, "cuba_brian.py", fmt.Sprint(seconds)),
			b.neuron(eventDriven, long, "cuba_neuron.py", fmt.Sprint(seconds)),
		},
		targets: []target{against(simulation, compiled, 0.5, "0.5"), against(wholeProcess, compiled, 1.0/30, "1/30")},
	}
}

func days(b *bench, many int) *row {
	group := func(n, jobs int) (string, *program) {
		name := fmt.Sprintf("%d animals, %d core", n, jobs)
		if jobs > 1 {
			name += "s"
		}
		return name, b.script(name, "days.proto-exp", "--set", fmt.Sprintf("animals=%d", n), "--jobs", fmt.Sprint(jobs))
	}
	halfName, half := group(many/2, 2)
	oneName, one := group(many, 1)
	twoName, two := group(many, 2)
	half.once, one.once, two.once = 0, 0, 0
	return &row{
		name: "days", what: fmt.Sprintf("five days of training and a test after three weeks, %d animals", many),
		programs: []*program{half, one, two},
		targets:  []target{small(twoName, 500), proportional(halfName, twoName, 2.1), faster(oneName, twoName, 1.8)},
	}
}

func start(b *bench) *row {
	version, line := "protoexp version", "protoexp run -e '"+oneLiner+"'"
	return &row{
		name: "start", what: "start of a program",
		programs: []*program{
			b.command(version, "version"),
			b.command(line, "run", "-e", oneLiner),
			b.neuron("NEURON, one cell for 100 ms", false, "start_neuron.py"),
			b.runtime("Brian2, one cell for 100 ms", false, "start_brian.py"),
			b.compiled("Brian2, compiled, one cell for 100 ms", true, "start_brian.py"),
		},
		targets: []target{within(version, 0.015), within(line, 0.060)},
	}
}

const oneLiner = "touch siphon x10; rest 2h; shock head"
