package engine

import (
	"math"

	"protoexp/runtime/circuit"
	"protoexp/runtime/equation"
	"protoexp/runtime/network"
)

// segment is a stretch between two events in which an organ or a shadow moves by itself.
type segment struct {
	e     *Engine
	owner *network.Owner
	flow  *network.Flow
	m     *network.Measure // nil for a shadow
	lane  int
	v     int     // shadow: index of v
	rest  float64 // shadow: v at rest
	start int64
	x     []float64 // at start; of a flow that reads concentrations, with the humours behind
}

// observe reads what a window sees from where its owner was computed last until t.
func (e *Engine) observe(w *window, t int64) error {
	s := segment{e: e}
	var base int64
	if w.organ >= 0 {
		o := e.Net.Organs[w.organ]
		s.owner, s.flow, s.m, base = &o.Owner, o.Flow, o.Measures[w.measure], e.times[o.Time]
		s.start = max(w.open, base)
		if s.start > t || s.start == t && w.begun {
			return nil
		}
		if err := e.peekOrgan(o, s.start); err != nil {
			return err
		}
	} else {
		sh := e.Net.Shadows[w.shadow]
		p := sh.Projection.Post
		s.owner, s.flow, s.lane, s.v, s.rest, base = &p.Owner, p.Flow[0], w.lane, p.V, e.f[sh.Rest+w.lane], e.times[sh.Time+w.lane]
		s.start = max(w.open, base)
		if s.start > t || s.start == t && w.begun {
			return nil
		}
		if err := e.peekShadow(sh, w.lane, s.start); err != nil {
			return err
		}
	}
	s.x = append(e.began[:0], e.frame.Work[:s.flow.N]...)
	if s.flow.Humoral {
		if err := e.humour(s.start); err != nil {
			return err
		}
		for _, k := range s.flow.Humours {
			s.x = append(s.x, e.humours[k])
		}
	}
	e.began = s.x
	if err := e.level(s.start); err != nil { // of measures that read concentrations
		return err
	}
	if !w.begun {
		w.begun, w.peak, w.peakAt = true, math.Inf(-1), s.start
	}
	if s.m != nil && s.m.Monotone {
		return s.ends(w, t)
	}
	return s.samples(w, t)
}

// at moves from state x at time from to time to; the result stands in x.
func (s *segment) at(x []float64, from, to int64) error {
	f := &s.e.frame
	copy(f.Work, x)
	f.Self, f.Lane = s.lane, 0
	err := s.move(from, to)
	copy(x, f.Work[:len(x)])
	at := notFinite(x[:s.flow.N])
	switch {
	case at >= 0:
		return s.e.blowUp(s.owner.Name, s.owner.Vars[at].Name, s.lane, to)
	case err != nil:
		return s.e.blowUp(s.owner.Name, s.owner.Vars[0].Name, s.lane, to)
	}
	return nil
}

// move advances what stands in Work.
func (s *segment) move(from, to int64) error {
	if s.flow.Kind != equation.General || to <= from {
		return s.e.move(s.flow, from, to, 0)
	}
	f := &s.e.frame
	f.N = 1
	s.e.levels[len(s.e.levels)-1] = 0
	_, err := s.flow.Stiff.Advance(f, float64(to-from)/1e9, &s.e.stiff, nil)
	return err
}

// value is what is measured at state x.
func (s *segment) value(x []float64) float64 {
	if s.m == nil {
		return x[s.v] - s.rest
	}
	f := &s.e.frame
	copy(f.Work, x[:s.flow.N])
	f.Self, f.Lane, f.N = 0, 0, 1
	s.m.Value.Run(f)
	return f.Work[s.flow.N]
}

// ends reads a stretch in which the value only rises or only falls.
func (s *segment) ends(w *window, t int64) error {
	y := append(s.e.ended[:0], s.x...)
	s.e.ended = y
	if err := s.at(y, s.start, t); err != nil {
		return err
	}
	a, b := s.value(s.x), s.value(y)
	s.see(w, s.start, a)
	s.see(w, t, b)
	switch s.m.Kind {
	case circuit.Time, circuit.Latency:
		return s.cross(w, s.x, s.start, t, a != 0, b != 0)
	case circuit.Area, circuit.Mean:
		if t > s.start {
			return s.area(w, y, t)
		}
	}
	return nil
}

func (s *segment) see(w *window, t int64, v float64) {
	if v > w.peak || v != v { // what is undefined at a time has no peak
		w.peak, w.peakAt = v, t
	}
}

// cross adds up how long a condition is true and when it becomes so, between two times of which at most one change parts
// the conditions a and b; x is the state at from.
func (s *segment) cross(w *window, x []float64, from, to int64, a, b bool) error {
	change := to
	if a != b {
		lo, hi := from, to
		y := make([]float64, len(x))
		for hi-lo > 1 {
			mid := lo + (hi-lo)/2
			copy(y, x)
			if err := s.at(y, from, mid); err != nil {
				return err
			}
			if (s.value(y) != 0) == a {
				lo = mid
			} else {
				hi = mid
			}
		}
		change = hi
	}
	found := func(t int64) {
		if !w.found {
			w.found, w.foundAt = true, t
		}
	}
	if a {
		found(from)
		w.held += float64(change-from) / 1e9
	} else if b {
		found(change)
		w.held += float64(to-change) / 1e9
	}
	return nil
}

// area adds the integral of a value that is linear in one moving variable of an exact flow: it is the value of the mean state.
func (s *segment) area(w *window, y []float64, t int64) error {
	f, n := &s.e.frame, s.flow.N
	h := float64(t-s.start) / 1e9
	mean := make([]float64, n)
	copy(mean, s.x)
	if s.flow.Kind == equation.Exact {
		copy(f.Work, s.x)
		f.Self, f.Lane, f.N = s.lane, 0, 1
		s.flow.Coefs.Run(f)
		co := append([]float64(nil), f.Work[n:n+n*n+2*n]...)
		for i := range n {
			j, k := co[i*n+i], co[n*n+n+i]
			for l := range n {
				if l != i {
					k += float64(co[i*n+l] * s.x[l]) // the others do not move
				}
			}
			if math.Abs(j*h) > 1e-3 {
				mean[i] = (y[i] - s.x[i] - float64(k*h)) / (j * h)
			} else { // Simpson's rule, exact to the last place for so short a time
				half := append([]float64(nil), s.x...)
				if err := s.at(half, s.start, s.start+(t-s.start)/2); err != nil {
					return err
				}
				mean[i] = (s.x[i] + float64(4*half[i]) + y[i]) / 6
			}
		}
	}
	w.sum += float64(s.value(mean) * h)
	return nil
}

// samples reads a stretch at intervals that are short against every time constant, until it no longer changes; peaks and
// crossings between samples are then found on the solution itself.
func (s *segment) samples(w *window, t int64) error {
	step := s.interval()
	x := append([]float64(nil), s.x...)
	mid, next := make([]float64, len(x)), make([]float64, len(x))
	a := s.value(x)
	s.see(w, s.start, a)
	var before []float64 // the state half an interval before x
	beforeAt, beforeValue := int64(0), math.Inf(1)
	for from := s.start; from < t; {
		to := t - max(0, t-from-step)
		half := from + (to-from)/2
		copy(mid, x)
		if err := s.at(mid, from, half); err != nil {
			return err
		}
		copy(next, mid)
		if err := s.at(next, half, to); err != nil {
			return err
		}
		settled := to < t
		for i := range x {
			settled = settled && math.Abs(next[i]-x[i]) <= 1e-14*math.Abs(x[i])
		}
		m, b := s.value(mid), s.value(next)
		if settled {
			to, b = t, a
			m = a
		}
		s.see(w, half, m)
		s.see(w, to, b)
		if s.m == nil || s.m.Kind == circuit.Peak {
			var err error
			switch {
			case m > a && m >= b:
				err = s.summit(w, x, from, to)
			case a > beforeValue && a >= m:
				err = s.summit(w, before, beforeAt, half)
			}
			if err != nil {
				return err
			}
			before = append(before[:0], mid...)
			beforeAt, beforeValue = half, m
		}
		if s.m != nil && (s.m.Kind == circuit.Time || s.m.Kind == circuit.Latency) {
			if err := s.cross(w, x, from, half, a != 0, m != 0); err != nil {
				return err
			}
			if err := s.cross(w, mid, half, to, m != 0, b != 0); err != nil {
				return err
			}
		}
		w.sum += float64((a + float64(4*m) + b) / 6 * (float64(to-from) / 1e9))
		copy(x, next)
		from, a = to, b
	}
	return nil
}

// interval is a twentieth of the fastest time constant, at least a step.
func (s *segment) interval() int64 {
	step := s.e.Net.Step
	if s.flow.Kind == equation.Still {
		return never / 4
	}
	f, n := &s.e.frame, s.flow.N
	copy(f.Work, s.x)
	f.Self, f.Lane, f.N = s.lane, 0, 1
	if s.flow.Kind != equation.Exact {
		if fast := s.flow.Stiff.Fastest(f); fast > 0 {
			return max(step, min(lasting(0.05, fast), 1e8))
		}
		return step
	}
	s.flow.Coefs.Run(f)
	norm := 0.0
	for _, c := range f.Work[n : n+n*n] {
		norm = math.Max(norm, math.Abs(c))
	}
	fast := 0.0
	for i := range n {
		fast = math.Max(fast, math.Abs(f.Work[n+i*n+i]))
	}
	if fast == 0 {
		fast = norm
	}
	return max(step, lasting(0.05, fast))
}

// lasting is a part of the time constant of a rate (1/s) in ns, at most a quarter of the clock's range.
func lasting(part, rate float64) int64 { return int64(math.Min(part/rate*1e9, never/4)) }

// summit finds the largest value between two times by golden section; x is the state at from.
func (s *segment) summit(w *window, x []float64, from, to int64) error {
	y := make([]float64, len(x))
	at := func(t int64) (float64, error) {
		copy(y, x)
		err := s.at(y, from, t)
		return s.value(y), err
	}
	lo, hi := from, to
	for hi-lo > 2 {
		third := int64(float64(hi-lo) * 0.381966)
		l, r := lo+max(third, 1), hi-max(third, 1)
		if l >= r {
			break
		}
		u, err := at(l)
		if err != nil {
			return err
		}
		v, err := at(r)
		if err != nil {
			return err
		}
		s.see(w, l, u)
		s.see(w, r, v)
		if u < v {
			lo = l
		} else {
			hi = r
		}
	}
	return nil
}
