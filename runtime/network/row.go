package network

import "protoexp/runtime/equation"

// Row is one line of an exact step, x = Σ E y + F injected + G, for an engine that computes it in one pass over the cells.
// Offsets are those of State (X, Y) and Param (E, F, G); F and G are -1 where they are 0.
type Row struct {
	X    int
	Y, E []int
	F, G int
}

// rows lists the lines of an exact step in an order in which each can be written where it is read. It is nil where the step
// needs its program: noise, factors that differ between cells, variables in a circle, more than three terms.
func (p *Population) rows(sys *equation.System, c *Coefs) []Row {
	n := len(sys.Vars)
	if c.Many || sys.Noisy() {
		return nil
	}
	order, ok := equation.Order(n, func(i, j int) bool { return c.E[i*n+j] >= 0 })
	if !ok {
		return nil
	}
	var rows []Row
	for k := n - 1; k >= 0; k-- {
		i := order[k]
		if !p.moves(sys, i) {
			continue
		}
		r := Row{X: p.Vars[i].Off, F: c.F[i], G: c.G[i]}
		for j := range n {
			if c.E[i*n+j] >= 0 {
				r.Y, r.E = append(r.Y, p.Vars[j].Off), append(r.E, c.E[i*n+j])
			}
		}
		if len(r.Y) > 3 {
			return nil
		}
		rows = append(rows, r)
	}
	return rows
}
