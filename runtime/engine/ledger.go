package engine

import (
	"math"
	"slices"

	"protoexp/runtime/network"
)

// ledger holds the spikes of a projection's targets whose effect on weights is not worked in yet: a list for each target,
// last first. Entry 0 is the end of every list.
type ledger struct {
	seen   []int64 // of each source: the spikes up to then are in the weights of its row
	last   []int64 // of each target: its last spike
	head   []int32 // of each target: the entry of its last spike
	time   []int64 // of each entry
	before []int32 // of each entry: the one before of the same target
	kept   [][]float64
}

func newLedger(p *network.Projection) *ledger {
	l := &ledger{seen: make([]int64, p.Pre.Count), last: make([]int64, p.Post.Count), head: make([]int32, p.Post.Count), kept: make([][]float64, len(p.Replay.Kept))}
	l.clear()
	return l
}

func (l *ledger) clear() {
	l.time, l.before = append(l.time[:0], math.MinInt64), append(l.before[:0], 0)
	for i := range l.kept {
		l.kept[i] = append(l.kept[i][:0], 0)
	}
	clear(l.head)
}

func (l *ledger) copy() *ledger {
	if l == nil {
		return nil
	}
	c := &ledger{slices.Clone(l.seen), slices.Clone(l.last), slices.Clone(l.head), slices.Clone(l.time), slices.Clone(l.before), make([][]float64, len(l.kept))}
	for i := range c.kept {
		c.kept[i] = slices.Clone(l.kept[i])
	}
	return c
}

// full says that it is time to work in what there is: on average 16 spikes for each target.
func (l *ledger) full() bool { return len(l.time) > 16*len(l.head)+1024 }

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
	l.before = append(l.before, l.head[cell])
	l.head[cell], l.last[cell] = int32(len(l.time)), t
	l.time = append(l.time, t)
	f := &e.frame
	f.Self, f.N, f.Time = cell, 1, t
	p.Replay.Target.Run(f)
	return nil
}

// replay works the spikes of the targets since it was last asked into the weights of a row.
func (e *Engine) replay(p *network.Projection, cell, from int, targets []int32) {
	l := e.ledgers[p.Index]
	since := l.seen[cell]
	for ; len(targets) > 0; from += block {
		row := targets[:min(block, len(targets))]
		targets = targets[len(row):]
		b := e.backlog(0)
		n := 0
		for i, j := range row {
			b.target[n], b.pair[n], b.entry[n] = j, int32(from+i), l.head[j]
			if l.last[j] > since {
				n++
			}
		}
		deep := 0
		for ; n > 0; deep++ {
			b := e.backlog(deep)
			b.n = n
			next := e.backlog(deep + 1)
			n = 0
			for i, k := range b.entry[:b.n] {
				b.time[i] = l.time[k]
				next.target[n], next.pair[n], next.entry[n] = b.target[i], b.pair[i], l.before[k]
				if l.time[l.before[k]] > since {
					n++
				}
			}
		}
		for deep--; deep >= 0; deep-- {
			e.workIn(p, l, cell, e.backlogs[deep])
		}
	}
	l.seen[cell] = e.t
}

// workIn does one spike of each of some targets.
func (e *Engine) workIn(p *network.Projection, l *ledger, cell int, b *backlog) {
	f := &e.frame
	for i := range p.Replay.Row {
		e.glanceBack(&p.Replay.Row[i], cell, b.time[:b.n])
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
	if l == nil || len(l.time) == 1 {
		return
	}
	w := e.Body.Wiring[p.Index]
	for cell := range p.Pre.Count {
		from, to := int(w.Row[cell]), int(w.Row[cell+1])
		e.replay(p, cell, from, w.Targets(from, to, e.targets))
	}
	l.clear()
}

// backlog is a block of a row's connections whose targets have at least so many spikes that are not worked in, with the
// entry and the time of that spike, counted from the last.
type backlog struct {
	n            int
	target, pair [block]int32
	entry        [block]int32
	time         [block]int64
}

func (e *Engine) backlog(deep int) *backlog {
	for len(e.backlogs) <= deep {
		e.backlogs = append(e.backlogs, new(backlog))
	}
	return e.backlogs[deep]
}
