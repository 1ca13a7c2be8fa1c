package engine

import "protoexp/runtime/network"

// exactStep computes an exact step row by row: the same sums, in the same order, as the population's program.
func (e *Engine) exactStep(p *network.Population) {
	param := e.Body.Param
	injected := e.f[p.Injected : p.Injected+p.Count]
	for k := range p.Rows {
		r := &p.Rows[k]
		g, f := 0.0, 0.0
		if r.G >= 0 {
			g = param[r.G]
		}
		x := e.f[r.X : r.X+p.Count]
		y := e.f[r.Y[0] : r.Y[0]+p.Count]
		a := param[r.E[0]]
		var z, w []float64
		var b, c float64
		if len(r.Y) > 1 {
			z, b = e.f[r.Y[1]:r.Y[1]+p.Count], param[r.E[1]]
		}
		if len(r.Y) > 2 {
			w, c = e.f[r.Y[2]:r.Y[2]+p.Count], param[r.E[2]]
		}
		if r.F >= 0 {
			f = param[r.F]
			driven(x, injected, y, z, w, g, f, a, b, c)
		} else {
			free(x, y, z, w, g, a, b, c)
		}
	}
}

// free is x = ((g + a y) + b z) + c w; z and w may be nil.
func free(x, y, z, w []float64, g, a, b, c float64) {
	y = y[:len(x)]
	switch {
	case z == nil && g == 0:
		for i := range x {
			x[i] = y[i] * a
		}
	case z == nil:
		for i := range x {
			x[i] = float64(y[i]*a) + g
		}
	case w == nil:
		z = z[:len(x)]
		for i := range x {
			x[i] = float64(z[i]*b) + (float64(y[i]*a) + g)
		}
	default:
		z, w = z[:len(x)], w[:len(x)]
		for i := range x {
			x[i] = float64(w[i]*c) + (float64(z[i]*b) + (float64(y[i]*a) + g))
		}
	}
}

// driven is free with f·injected added to g first.
func driven(x, injected, y, z, w []float64, g, f, a, b, c float64) {
	injected, y = injected[:len(x)], y[:len(x)]
	switch {
	case z == nil:
		for i := range x {
			x[i] = float64(y[i]*a) + (float64(injected[i]*f) + g)
		}
	case w == nil:
		z = z[:len(x)]
		for i := range x {
			x[i] = float64(z[i]*b) + (float64(y[i]*a) + (float64(injected[i]*f) + g))
		}
	default:
		z, w = z[:len(x)], w[:len(x)]
		for i := range x {
			x[i] = float64(w[i]*c) + (float64(z[i]*b) + (float64(y[i]*a) + (float64(injected[i]*f) + g)))
		}
	}
}
