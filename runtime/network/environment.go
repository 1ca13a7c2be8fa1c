package network

import "protoexp/runtime/equation"

// ownerEnv gives an owner's expressions their names, lane by lane.
type ownerEnv struct {
	g       *grower
	o       *Owner
	lane    int
	purpose uint64
	drawn   uint64
}

// Lookup finds a parameter, a variable whose initial value is known already, or when the animal came.
func (e *ownerEnv) Lookup(name string) (float64, bool) {
	if v, ok := e.g.place(e.o, name, e.lane); ok {
		return v, true
	}
	if v, ok := e.g.param(e.o, name, e.lane); ok {
		return v, true
	}
	if q := e.o.Var(name); q != nil {
		return e.g.body.State[q.Off+e.lane], true
	}
	return e.g.key.Came(name)
}

// Uniform draws for this lane; each draw of an expression has a number.
func (e *ownerEnv) Uniform() float64 {
	e.drawn++
	return e.g.key.Uniform(e.purpose, e.drawn-1, uint64(e.lane))
}

// Normal draws for this lane.
func (e *ownerEnv) Normal() float64 {
	e.drawn++
	return e.g.key.Normal(e.purpose, e.drawn-1, uint64(e.lane))
}

// place finds a name that says which cell, and which compartment, a lane is.
func (g *grower) place(o *Owner, name string, lane int) (float64, bool) {
	return o.Place(name, lane, func(name string, lane int) (float64, bool) { return g.param(o, name, lane) })
}

func (g *grower) param(o *Owner, name string, lane int) (float64, bool) {
	q := o.Param(name)
	if q == nil {
		return 0, false
	}
	if q.Many {
		return g.body.Param[q.Off+lane], true
	}
	return g.body.Param[q.Off], true
}

// pairEnv gives the expressions of a synapse their names: pre.X, post.X; index and count are those of the post cell.
type pairEnv struct {
	g         *grower
	pre, post *Population
	i, j      int
	purpose   uint64
	drawn     uint64
}

// Lookup finds a parameter or the initial value of a variable of one of the two cells.
func (e *pairEnv) Lookup(name string) (float64, bool) {
	p, lane := e.post, e.j
	where, name := side(name)
	switch where {
	case "pre":
		p, lane = e.pre, e.i
	case "":
		if name != "index" && name != "count" {
			return 0, false
		}
	}
	return (&ownerEnv{g: e.g, o: &p.Owner, lane: lane}).Lookup(name)
}

// Uniform draws for this pair.
func (e *pairEnv) Uniform() float64 {
	e.drawn++
	return e.g.key.Uniform(e.purpose+e.drawn, uint64(e.i), uint64(e.j))
}

// Normal draws for this pair.
func (e *pairEnv) Normal() float64 {
	e.drawn++
	return e.g.key.Normal(e.purpose+e.drawn, uint64(e.i), uint64(e.j))
}

// value evaluates an expression; what goes wrong is kept for the end.
func (g *grower) value(owner string, e *equation.Expr, s equation.Surroundings) float64 {
	if e.Op == equation.Const {
		return e.Value
	}
	v, err := e.Evaluate(s)
	if err != nil {
		g.fail(owner, "%v", err)
	}
	return v
}
