package engine

import (
	"slices"

	"protoexp/runtime/network"
)

// ledger holds the spikes of a projection's targets whose effect on weights is not worked in yet: a list for each target,
// last first. Entry 0 is the end of every list. Times are steps since base, at which all weights were up to date.
type ledger struct {
	base   int64
	seen   []int32 // of each source: the spikes up to then are in the weights of its row
	recent []recent
	time   []int32 // of each entry
	before []int32 // of each entry: the one before of the same target
	kept   [][]float64
}

// recent is the last two spikes of a target and their entries, together in memory since most rows look no further.
type recent struct{ last, second, head, under int32 }

// newLedgers are those of an engine whose weights are up to date.
func (e *Engine) newLedgers() {
	e.ledgers = make([]*ledger, len(e.Net.Projections))
	for i, p := range e.Net.Projections {
		if p.Replay != nil {
			l := &ledger{seen: make([]int32, p.Pre.Count), recent: make([]recent, p.Post.Count), kept: make([][]float64, len(p.Replay.Kept))}
			l.clear(e.t)
			e.ledgers[i] = l
		}
	}
}

func (l *ledger) clear(t int64) {
	l.base = t
	l.time, l.before = append(l.time[:0], 0), append(l.before[:0], 0)
	for i := range l.kept {
		l.kept[i] = append(l.kept[i][:0], 0)
	}
	clear(l.seen)
	clear(l.recent)
}

func (l *ledger) copy() *ledger {
	if l == nil {
		return nil
	}
	c := &ledger{l.base, slices.Clone(l.seen), slices.Clone(l.recent), slices.Clone(l.time), slices.Clone(l.before), make([][]float64, len(l.kept))}
	for i := range c.kept {
		c.kept[i] = slices.Clone(l.kept[i])
	}
	return c
}

// full says that it is time to work in what there is: on average 16 spikes for each target, or as many steps as fit.
func (e *Engine) full(l *ledger) bool {
	return len(l.time) > 16*len(l.recent)+1024 || e.t-l.base > 1<<30*e.Net.Step
}

// enter notes a spike of a target at t and lets it change the variables there.
func (e *Engine) enter(p *network.Projection, cell int, t int64) error {
	for _, r := range p.Rules {
		for _, s := range r.Sites {
			if s.Place == network.AtTarget && s.Time >= 0 {
				if err := e.touchOne(p, s, cell, cell, s.Column, t); err != nil {
					return err
				}
			}
		}
	}
	l := e.ledgers[p.Index]
	for i, k := range p.Replay.Kept {
		l.kept[i] = append(l.kept[i], e.f[k.State+cell])
	}
	x := &l.recent[cell]
	*x = recent{int32((t - l.base) / e.Net.Step), x.last, int32(len(l.time)), x.head}
	l.time, l.before = append(l.time, x.last), append(l.before, x.under)
	f := &e.frame
	f.Self, f.N, f.Time = cell, 1, t
	p.Replay.Target.Run(f)
	return nil
}

// backlog is a block of a row's connections whose targets have at least so many spikes that are not worked in, with the
// time and the entry of that spike, counted from the last.
type backlog struct {
	n            int
	target, pair [block]int32
	time, entry  [block]int32
}

// depth is the backlog of the spikes so deep.
func (e *Engine) depth(deep int) *backlog {
	for len(e.backlogs) <= deep {
		e.backlogs = append(e.backlogs, new(backlog))
	}
	return e.backlogs[deep]
}

// replay works the spikes of the targets since it was last asked into the weights of a row.
func (e *Engine) replay(p *network.Projection, cell, from int, targets []int32) {
	l := e.ledgers[p.Index]
	for ; len(targets) > 0; from += block {
		row := targets[:min(block, len(targets))]
		targets = targets[len(row):]
		for deep := e.dig(l, l.seen[cell], from, row) - 1; deep >= 0; deep-- {
			e.workIn(p, l, cell, e.backlogs[deep])
		}
	}
}

// replayed notes that the weights of a row are up to date.
func (e *Engine) replayed(p *network.Projection, cell int) {
	l := e.ledgers[p.Index]
	l.seen[cell] = int32((e.t - l.base) / e.Net.Step)
}

// dig finds the spikes after since of the targets of a block, and how many there are at most.
func (e *Engine) dig(l *ledger, since int32, from int, row []int32) int {
	a, b := e.depth(0), e.depth(1)
	n := 0
	for i, j := range row {
		a.entry[n&(block-1)] = int32(i)
		if l.recent[j].last > since {
			n++
		}
	}
	a.n, b.n = n, 0
	for k, i := range a.entry[:n] {
		j, pair := row[i], int32(from)+i
		x := &l.recent[j]
		a.target[k], a.pair[k], a.time[k], a.entry[k] = j, pair, x.last, x.head
		m := b.n & (block - 1)
		b.target[m], b.pair[m], b.time[m], b.entry[m] = j, pair, x.second, x.under
		if x.second > since {
			b.n++
		}
	}
	if n == 0 {
		return 0
	}
	deep := 1
	for ; b.n > 0; deep++ {
		a, b = b, e.depth(deep+1)
		b.n = 0
		for k, entry := range a.entry[:a.n] {
			before := l.before[entry]
			m := b.n & (block - 1)
			b.target[m], b.pair[m], b.time[m], b.entry[m] = a.target[k], a.pair[k], l.time[before], before
			if l.time[before] > since {
				b.n++
			}
		}
	}
	return deep
}

// workIn does one spike of each of some targets.
func (e *Engine) workIn(p *network.Projection, l *ledger, cell int, b *backlog) {
	f := &e.frame
	for i := range p.Replay.Row {
		e.glanceBack(&p.Replay.Row[i], cell, l.base, b.time[:b.n])
	}
	for i, k := range p.Replay.Kept {
		w := f.Work[k.Work : k.Work+b.n]
		for q, at := range b.entry[:b.n] {
			w[q] = l.kept[i][at]
		}
	}
	f.Self, f.A, f.B, f.N = cell, b.target[:], b.pair[:], b.n
	p.Replay.Weights.Run(f)
}

// replayAll brings all weights of a projection up to now; between steps only.
func (e *Engine) replayAll(p *network.Projection) {
	l := e.ledgers[p.Index]
	if l == nil {
		return
	}
	w := e.Body.Wiring[p.Index]
	for cell := 0; cell < p.Pre.Count && len(l.time) > 1; cell++ {
		from, to := int(w.Row[cell]), int(w.Row[cell+1])
		e.replay(p, cell, from, w.Targets(from, to, e.targets))
	}
	l.clear(e.t)
}
