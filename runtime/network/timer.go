package network

import "protoexp/runtime/equation"

// Timer is a block that runs at every multiple of Period. One of the owners is set.
type Timer struct {
	Owner      string
	Period     int64 // ns
	Program    *equation.Program
	Population *Population
	Projection *Projection
	Rule       *Rule
	Organ      *Organ
	Modulator  *Owner
}

func (b *builder) timer(period int64, t *Timer, _ int) {
	if period <= 0 {
		b.fail(t.Owner, "every: the period must be longer than nothing")
		return
	}
	if period < b.net.Step {
		b.fail(t.Owner, "every %d ns is shorter than the clock's step of %d ns; such a change belongs into an equation, dx/dt", period, b.net.Step)
		return
	}
	t.Period = period
	b.net.Timers = append(b.net.Timers, t)
}

func (b *builder) modulatorPrograms(o *Owner) {
	s := newScope()
	s.params(o, "", equation.One)
	s.vars(o, "", equation.One)
	s.levels(b.net.Humour)
	for k, t := range o.Model.Every {
		prog := b.compile(o.Name, s, "every", equation.Self, func(eb *equation.Builder) { o.assign(eb, t.Body) })
		b.timer(t.Period, &Timer{Owner: o.Name, Modulator: o, Program: prog}, k)
	}
}
