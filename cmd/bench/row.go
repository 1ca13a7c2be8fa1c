package main

import (
	"fmt"
	"os"
	"slices"
)

// row is one piece of work, the programs that do it, and what is to be reached.
type row struct {
	name     string
	what     string
	programs []*program
	targets  []target
	notes    []string
}

// program does the work of a row once for each call.
type program struct {
	name string
	slow bool // minutes: runs once, and only with --all
	// prepare does what is done once, such as compiling; its time, in s, is part of every whole process. It may be nil. An
	// error says in plain words why the program is left out.
	prepare func() (once float64, err error)
	run     func() (sample, error)

	samples []sample
	once    float64
}

// sample is one run.
type sample struct {
	whole      float64 // s, from start to end of the process
	simulation float64 // s, without start, building and printing; 0 where it is not known
	cpu        float64 // s on all cores together, of the process that runs; not of compiling before it
	memory     int64   // bytes at the peak
	spikes     int64   // a check that all do the same work; 0 where it is not known
	synapses   int64
}

// target is a figure to reach.
type target struct {
	text  string // ≤ 0.5 x Brian2, compiled
	limit float64
	least bool // at least the limit, and not at most
	value func(r *row) (x float64, ok bool)
	shown string // verb of the value: "%.2f x"
}

func (t target) met(x float64) bool {
	if t.least {
		return x >= t.limit
	}
	return x <= t.limit
}

// measure runs the programs of a row in turn.
func (b *bench) measure(r *row) error {
	var ready []*program
	for _, p := range r.programs {
		if p.slow && !b.all {
			r.notes = append(r.notes, p.name+" takes minutes and runs with --all")
			continue
		}
		if p.prepare != nil {
			b.say("%s: %s, preparing", r.name, p.name)
			var err error
			if p.once, err = p.prepare(); err != nil {
				r.notes = append(r.notes, fmt.Sprintf("%s is left out: %v", p.name, err))
				continue
			}
		}
		ready = append(ready, p)
	}
	for n := range b.repeats {
		for _, p := range slices.Clone(ready) {
			if p.slow && n > 0 {
				continue
			}
			select {
			case <-b.stop:
				return fmt.Errorf("interrupted")
			default:
			}
			b.say("%s: %s, run %d of %d", r.name, p.name, n+1, b.repeats)
			s, err := p.run()
			if err != nil {
				r.notes = append(r.notes, fmt.Sprintf("%s is left out: %v", p.name, err))
				ready = slices.DeleteFunc(ready, func(q *program) bool { return q == p })
				p.samples = nil
				continue
			}
			s.whole += p.once
			p.samples = append(p.samples, s)
		}
	}
	return nil
}

func (b *bench) say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }

// whole, simulation, cpu and memory are medians over the runs of a program; ok is false where there are none.
func (p *program) whole() (float64, bool) {
	return p.median(func(s sample) float64 { return s.whole })
}

func (p *program) simulation() (float64, bool) {
	return p.median(func(s sample) float64 { return s.simulation })
}

func (p *program) cpu() (float64, bool) {
	return p.median(func(s sample) float64 { return s.cpu })
}

func (p *program) memory() (float64, bool) {
	return p.median(func(s sample) float64 { return float64(s.memory) })
}

func (p *program) median(of func(sample) float64) (float64, bool) {
	if p == nil || len(p.samples) == 0 {
		return 0, false
	}
	var x []float64
	for _, s := range p.samples {
		x = append(x, of(s))
	}
	m := median(x)
	return m, m > 0
}

func median(x []float64) float64 {
	x = slices.Clone(x)
	slices.Sort(x)
	n := len(x)
	return (x[(n-1)/2] + x[n/2]) / 2
}

// find is the program of a name, or nil.
func (r *row) find(name string) *program {
	for _, p := range r.programs {
		if p.name == name {
			return p
		}
	}
	return nil
}
