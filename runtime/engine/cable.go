package engine

import (
	"math"

	"protoexp/runtime/network"
)

// gamma makes the method of order 2 for v stable however close neighbours are joined, and damps what they settle at once:
// ROS2, L-stable (Verwer, Spee, Blom & Hundsdorfer 1999 SIAM J Sci Comput 20:1456).
const gamma = 1 - 1/math.Sqrt2

// cable takes cells with compartments through a step. Their other variables stand at half steps; the conductances that
// follow from them are held while v and the current along the cable are solved together, compartment by compartment to the
// end and back (Hines 1984 Int J Biomed Comput 15:69).
func (e *Engine) cable(p *network.Population) {
	if e.asleep[p.Index] {
		return
	}
	f, a := &e.frame, p.Axial
	f.Lane, f.N = 0, p.Count
	p.Step[0].Run(f)
	v := e.f[p.Vars[p.V].Off:][:p.Count]
	if held := e.clamped[p.Index]; len(held) > 0 { // all of them: no current flows along
		for _, i := range held {
			v[i] = e.f[p.ClampAt]
		}
		return
	}
	rate, slope := e.f[a.Rate:][:p.Count], e.f[a.Slope:][:p.Count]
	up, down := e.Body.Param[a.Up:][:p.Count], e.Body.Param[a.Down:][:p.Count]
	n := p.Compartments()
	for first := 0; first < p.Count; first += n {
		end := first + n
		e.along(v[first:end], rate[first:end], slope[first:end], up[first:end], down[first:end])
	}
}

// along advances v of one cell. It writes over rate and slope.
func (e *Engine) along(v, rate, slope, up, down []float64) {
	n := len(v)
	e.w, e.x, e.z = grow(e.w, n), grow(e.x, n), grow(e.z, n)
	inverse, k1, k2 := e.w[:n], e.x[:n], e.z[:n]
	rate, slope, up, down = rate[:n], slope[:n], up[:n], down[:n]
	g := gamma * e.Net.H
	// the rows of 1 - g J, from the beginning to the end; slope becomes the factor of the row above
	before, above, from := 0.0, 1.0, 0.0 // of the row above: what is right of its pivot, 1 / pivot, its right side
	for i := range n {
		u, d := up[i], down[i]
		if i+1 < n {
			rate[i] += float64(u * (v[i+1] - v[i]))
		}
		if i > 0 {
			rate[i] += float64(d * (v[i-1] - v[i]))
		}
		factor := -float64(g*d) * above
		above = 1 / (1 - float64(g*(slope[i]-u-d)) + float64(factor*before))
		before = float64(g * u)
		from = rate[i] - float64(factor*from)
		inverse[i], slope[i], k1[i] = above, factor, from
	}
	back(k1, inverse, up, g)
	from = 0
	for i := range n {
		from = rate[i] + float64((k1[i]-rate[i])*(1/gamma)) - float64(2*k1[i]) - float64(slope[i]*from)
		k2[i] = from
	}
	back(k2, inverse, up, g)
	h := e.Net.H
	for i := range n {
		v[i] += float64(h * (float64(1.5*k1[i]) + float64(0.5*k2[i])))
	}
}

// back substitutes from the end of a cable to its beginning.
func back(k, inverse, up []float64, g float64) {
	inverse, up = inverse[:len(k)], up[:len(k)]
	next := 0.0
	for i := len(k) - 1; i >= 0; i-- {
		next = float64((k[i] + float64(float64(g*up[i])*next)) * inverse[i])
		k[i] = next
	}
}

// doze lets cells with compartments sleep in which nothing changes, while others are active.
func (e *Engine) doze() {
	for _, p := range e.Net.Populations {
		if p.Axial != nil && !p.Noisy && !p.Electric && !p.Levels && !e.asleep[p.Index] {
			e.asleep[p.Index] = e.rested(p)
		}
	}
}

// rested says whether a step changes nothing in cells with compartments: only then may they be left alone.
func (e *Engine) rested(p *network.Population) bool {
	if e.asleep[p.Index] {
		return true
	}
	if p.Levels {
		for _, c := range e.levels[:len(e.levels)-1] {
			if c != 0 {
				return false
			}
		}
	}
	e.backup = e.backup[:0]
	for _, v := range p.Vars {
		e.backup = append(e.backup, e.f[v.Off:v.Off+p.Count]...)
	}
	e.cable(p)
	still := true
	for k, v := range p.Vars {
		x, old := e.f[v.Off:v.Off+p.Count], e.backup[k*p.Count:]
		for i := range x {
			still = still && math.Abs(x[i]-old[i]) <= float64(1e-13*math.Abs(old[i]))+1e-18
		}
		copy(x, old)
	}
	return still
}
