package equation

import "math"

// Cable is the compartments of a neuron, in a row: so many rounds of its parts. The model has the parameters length (m),
// diameter (m) and resistivity (ohm m) of a compartment and the variable v, whose rate reads injected (A): the current
// along the cable is added to it. Beside them its expressions may use compartment (from 1), compartments, position (m, of
// the middle of the compartment from the beginning of the cable), area (m², of its membrane), and the names of parts,
// which are 1 in their compartments and 0 elsewhere.
type Cable struct {
	Rounds int
	Parts  []CablePart
}

// CablePart is a stretch of compartments; its name may be "".
type CablePart struct {
	Name  string
	Count int
}

// Len is the number of compartments.
func (c *Cable) Len() (n int) {
	for _, p := range c.Parts {
		n += c.Rounds * p.Count
	}
	return n
}

// In says whether compartment k, from 0, belongs to a part.
func (c *Cable) In(part string, k int) bool {
	k %= c.Len() / c.Rounds
	for _, p := range c.Parts {
		if k < p.Count {
			return p.Name == part
		}
		k -= p.Count
	}
	return false
}

// Places are the names that differ between compartments.
func (c *Cable) Places() []string {
	names := []string{"compartment", "position", "area"}
	for _, p := range c.Parts {
		if p.Name != "" {
			names = append(names, p.Name)
		}
	}
	return names
}

// AxialResistance is that from the middle of a cylinder of a length and a diameter (m) to its end, R = ρ L / A (ohm).
func AxialResistance(resistivity, length, diameter float64) float64 {
	return resistivity * (length / 2) / (math.Pi / 4 * diameter * diameter)
}

// CableStep compiles what a step of the clock does in each compartment. The variables other than v move by exponential
// steps, in which v stands still: they are those of half a step ahead of v. Then the rate of v and its derivative by v are
// stored, from which the current along the cable follows.
func (s Stepper) CableStep(b *Builder, rate, slope Slot) {
	v := s.System.Index("v")
	y := s.names(b)
	coupled := false
	for i := range y {
		for j := range y {
			coupled = coupled || i != j && i != v && j != v && s.moves(i) && s.moves(j) && !IsZero(s.System.J[i][j])
		}
	}
	if coupled { // there and back again: order 2
		for i := range y {
			y = s.single(b, y, i, v, s.H/2)
		}
		for i := len(y) - 1; i >= 0; i-- {
			y = s.single(b, y, i, v, s.H/2)
		}
	} else {
		for i := range y {
			y = s.single(b, y, i, v, s.H)
		}
	}
	s.bind(b, y)
	b.Store(rate, b.Value(s.System.Rates[v]))
	b.Store(slope, b.Value(s.System.J[v][v]))
	out := s.AddNoise(b, y)
	for i, name := range s.System.Vars {
		if _, slot, err := b.Resolve(name); err == nil && s.moves(i) && (i != v || len(s.System.Noise[i]) > 0) {
			b.Store(slot, out[i])
		}
	}
}

// single moves variable i over h while the others stand still.
func (s Stepper) single(b *Builder, y []Val, i, v int, h float64) []Val {
	if i == v || !s.moves(i) {
		return y
	}
	s.bind(b, y)
	out := append([]Val(nil), y...)
	step := b.Do(Mul, b.Value(s.System.Rates[i]), b.Constant(h))
	if !IsZero(s.System.J[i][i]) {
		step = b.Do(Mul, step, b.Do(phi1, b.Do(Mul, b.Value(s.System.J[i][i]), b.Constant(h))))
	}
	out[i] = b.Do(Add, y[i], step)
	return out
}
