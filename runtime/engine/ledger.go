package engine

import (
	"slices"

	"protoexp/runtime/equation/vector"
	"protoexp/runtime/network"
)

// ledger holds the spikes of a projection's targets whose effect on weights is not worked in yet: a list for each target,
// last first. Entry 0 is the end of every list. Times are steps since base, at which all weights were up to date.
type ledger struct {
	base   int64
	seen   []int32 // of each source: the spikes up to then are in the weights of its row
	last   []int32 // of each target: its last spike
	recent []recent
	time   []int32 // of each entry
	before []int32 // of each entry: the one before of the same target
	kept   [][]float64
}

// recent is the two spikes of a target before its last one, and the entry of that: most rows look no further.
type recent struct{ second, third, head int32 }

// newLedgers are those of an engine whose weights are up to date.
func (e *Engine) newLedgers() {
	e.ledgers = make([]*ledger, len(e.Net.Projections))
	for i, p := range e.Net.Projections {
		if p.Replay != nil {
			l := &ledger{seen: make([]int32, p.Pre.Count), last: make([]int32, p.Post.Count), recent: make([]recent, p.Post.Count), kept: make([][]float64, len(p.Replay.Kept))}
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
	clear(l.last)
	clear(l.recent)
}

func (l *ledger) copy() *ledger {
	if l == nil {
		return nil
	}
	c := &ledger{l.base, slices.Clone(l.seen), slices.Clone(l.last), slices.Clone(l.recent), slices.Clone(l.time), slices.Clone(l.before), make([][]float64, len(l.kept))}
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
	x, now := &l.recent[cell], int32((t-l.base)/e.Net.Step)
	l.time, l.before = append(l.time, now), append(l.before, x.head)
	*x = recent{l.last[cell], x.second, int32(len(l.time) - 1)}
	l.last[cell] = now
	f := &e.frame
	f.Self, f.N, f.Time = cell, 1, t
	p.Replay.Target.Run(f)
	return nil
}

// backlog is a block of a row's connections whose targets have at least so many spikes that are not worked in, with the
// time of that spike, counted from the last; from the third on with its entry.
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
	l, weight := e.ledgers[p.Index], e.weight[p.Weight.Off:]
	to := from + len(targets)
	vector.Prefetch(weight[from:min(from+block, to)])
	for ; len(targets) > 0; from += block {
		row := targets[:min(block, len(targets))]
		targets = targets[len(row):]
		if next := from + block; next < to {
			vector.Prefetch(weight[next:min(next+block, to)])
		}
		for deep := e.dig(l, l.seen[cell], from, row) - 1; deep >= 0; deep-- {
			e.workIn(p, l, cell, deep)
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
	last, recents, before := l.last, l.recent, l.before
	a, b, c := e.depth(0), e.depth(1), e.depth(2)
	n := 0
	for i, j := range row {
		a.pair[n&(block-1)] = int32(i)
		if last[j] > since {
			n++
		}
	}
	a.n, b.n, c.n, n = n, 0, 0, 0
	for k, i := range a.pair[:a.n] {
		j := row[i]
		second, pair := recents[j].second, int32(from)+i
		a.target[k], a.pair[k], a.time[k] = j, pair, last[j]
		m := n & (block - 1)
		b.target[m], b.pair[m], b.time[m] = j, pair, second
		if second > since {
			n++
		}
	}
	b.n, n = n, 0
	for k, j := range b.target[:b.n] {
		x, m := &recents[j], n&(block-1)
		c.target[m], c.pair[m], c.time[m], c.entry[m] = j, b.pair[k], x.third, x.head
		if x.third > since {
			n++
		}
	}
	c.n = n
	for k, head := range c.entry[:c.n] {
		c.entry[k] = before[before[head]]
	}
	deep := 3
	for ; c.n > 0; deep++ {
		next := e.depth(deep)
		n = 0
		for k, entry := range c.entry[:c.n] {
			under, m := before[entry], n&(block-1)
			next.target[m], next.pair[m], next.time[m], next.entry[m] = c.target[k], c.pair[k], l.time[under], under
			if l.time[under] > since {
				n++
			}
		}
		next.n, c = n, next
	}
	return deep
}

// workIn does the spikes so deep of some targets.
func (e *Engine) workIn(p *network.Projection, l *ledger, cell, deep int) {
	b := e.backlogs[deep]
	if b.n == 0 {
		return
	}
	f := &e.frame
	for i := range p.Replay.Row {
		e.glanceBack(&p.Replay.Row[i], cell, l.base, b.time[:b.n])
	}
	for i, k := range p.Replay.Kept {
		w := f.Work[k.Work : k.Work+b.n]
		for q := range w {
			w[q] = l.kept[i][l.entry(b, deep, q)]
		}
	}
	f.Self, f.A, f.B, f.N = cell, b.target[:], b.pair[:], b.n
	p.Replay.Weights.Run(f)
}

// entry is that of a spike of a backlog so deep.
func (l *ledger) entry(b *backlog, deep, q int) int32 {
	switch deep {
	case 0:
		return l.recent[b.target[q]].head
	case 1:
		return l.before[l.recent[b.target[q]].head]
	}
	return b.entry[q]
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
