package engine

import (
	"protoexp/runtime/equation"
	"protoexp/runtime/equation/elementary"
	"protoexp/runtime/network"
)

// table is the factors of a glance by the number of steps since its variable was moved; beyond its end they are computed.
// The digits are the same.
type table struct {
	j       float64
	perStep float64 // steps in a nanosecond
	factor  []float64
	share   []float64
}

// The number of connections from which tables pay, and their length in steps.
const (
	tabled      = 1 << 14
	tableLength = 1 << 13
)

// tabulate makes the tables of glances whose coefficients are the same for all lanes.
func (e *Engine) tabulate() {
	e.tables = make([]*table, e.Net.Glances)
	for _, p := range e.Net.Projections {
		length := 0
		if e.Body.Wiring[p.Index].Pairs() >= tabled {
			length = tableLength
		}
		list := append(append([]network.Glance(nil), p.Row...), p.Column...)
		if p.Replay != nil {
			list = append(list, p.Replay.Row...)
		}
		for i := range list {
			g := &list[i]
			if g.Site.Flow.Varies {
				continue
			}
			f, n := &e.frame, g.Site.Flow.N
			f.Self, f.Lane, f.A, f.N = 0, 0, e.one, 1
			g.Site.Flow.Coefs.Run(f)
			t := &table{j: f.Work[n+g.Var*n+g.Var], perStep: 1 / float64(e.Net.Step)}
			for k := range length {
				h := float64(int64(k)*e.Net.Step) / 1e9
				t.factor = append(t.factor, elementary.Exp(t.j*h))
				if g.Share >= 0 {
					t.share = append(t.share, h*elementary.Phi1(t.j*h))
				}
			}
			e.tables[g.ID] = t
		}
	}
}

// glance prepares what a program reads of the lanes of the other side at t.
func (e *Engine) glance(g *network.Glance, lanes []int32, t int64) {
	times := e.times[g.Site.Time : g.Site.Time+g.Site.Count]
	at := e.frame.Work[g.At : g.At+len(lanes)]
	tab := e.tables[g.ID]
	if tab == nil {
		for i, k := range lanes {
			at[i] = float64(t-times[k]) / 1e9
		}
		return
	}
	factor := tab.factor
	for i, k := range lanes {
		d := t - times[k]
		if s := uint(float64(float64(d)*tab.perStep) + 0.5); s < uint(len(factor)) {
			at[i] = factor[s]
		} else {
			at[i] = tab.beyond(d)
		}
	}
	if g.Share >= 0 {
		share := e.frame.Work[g.Share : g.Share+len(lanes)]
		for i, k := range lanes {
			share[i] = tab.shareOf(t - times[k])
		}
	}
}

// glanceBack prepares what a program reads of one lane of the other side at each of some times, in steps since base.
func (e *Engine) glanceBack(g *network.Glance, lane int, base int64, times []int32) {
	since, step := e.times[g.Site.Time+lane]-base, e.Net.Step
	at := e.frame.Work[g.At : g.At+len(times)]
	tab := e.tables[g.ID]
	if tab == nil {
		for i, t := range times {
			at[i] = float64(int64(t)*step-since) / 1e9
		}
		return
	}
	factor, first := tab.factor, int(since/step)
	for i, t := range times {
		if s := uint(int(t) - first); s < uint(len(factor)) {
			at[i] = factor[s]
		} else {
			at[i] = tab.beyond(int64(t)*step - since)
		}
	}
	if g.Share >= 0 {
		share := e.frame.Work[g.Share : g.Share+len(times)]
		for i, t := range times {
			share[i] = tab.shareOf(int64(t)*step - since)
		}
	}
}

// beyond is the factor over d ns.
func (t *table) beyond(d int64) float64 { return elementary.Exp(t.j * (float64(d) / 1e9)) }

// shareOf is h φ(J h) over d ns.
func (t *table) shareOf(d int64) float64 {
	if s := uint(float64(float64(d)*t.perStep) + 0.5); s < uint(len(t.share)) {
		return t.share[s]
	}
	h := float64(d) / 1e9
	return h * elementary.Phi1(t.j*h)
}

// block is how many lanes are worked on together.
const block = equation.BlockSize
