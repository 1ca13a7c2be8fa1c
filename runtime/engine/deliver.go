package engine

import "protoexp/runtime/network"

// deliver brings the spikes that arrive now to their targets.
func (e *Engine) deliver() error {
	for _, p := range e.Net.Projections {
		q := &e.queues[p.Pre.Index]
		c := e.cursor[p.Index]
		if l := e.ledgers[p.Index]; l != nil && e.full(l) {
			e.replayAll(p)
		}
		if c == q.end() {
			continue
		}
		due := e.t - e.Body.Delay[p.Index]*e.Net.Step
		for ; c < q.end() && q.time[c-q.base] <= due; c++ {
			cell := int(q.cell[c-q.base])
			if e.cut[p.Index] || e.flags[p.Pre.First+cell]&removed != 0 {
				continue
			}
			if err := e.arrive(p, cell); err != nil {
				return err
			}
		}
		e.cursor[p.Index] = c
	}
	for i, p := range e.Net.Populations {
		if q := &e.queues[i]; len(q.time) > 0 {
			first := q.end()
			for _, out := range p.Out {
				first = min(first, e.cursor[out.Index])
			}
			q.trim(first)
		}
	}
	return e.foreseeStale()
}

// arrive delivers one spike of one cell over one projection.
func (e *Engine) arrive(p *network.Projection, cell int) error {
	w := e.Body.Wiring[p.Index]
	from, to := int(w.Row[cell]), int(w.Row[cell+1])
	if from == to {
		return nil
	}
	e.SynapticEvents += int64(to - from)
	if e.solo.on {
		if err := e.bringTargets(p, w, from, to); err != nil {
			return err
		}
	}
	f := &e.frame
	if p.OnPre == nil && p.Into >= 0 {
		e.add(p, w, from, to)
		if !p.Received {
			return nil
		}
	}
	targets := w.Targets(from, to, e.targets)
	if p.OnPre == nil {
		weight := e.Body.Param[p.Weight.Off]
		for i := range targets {
			f.Work[i] = weight
		}
		return e.receive(p, targets)
	}
	if p.Replay != nil {
		e.replay(p, cell, from, targets)
	}
	if err := e.touchRow(p, cell, from, targets); err != nil {
		return err
	}
	if err := e.level(e.t); err != nil {
		return err
	}
	for ; len(targets) > 0; from += block {
		row := targets[:min(block, len(targets))]
		targets = targets[len(row):]
		for i := range p.Row {
			e.glance(&p.Row[i], row, e.t)
		}
		f.Self, f.Lane, f.A, f.N, f.Time = cell, from, row, len(row), e.t
		p.OnPre.Lanes(f)
		if err := e.receive(p, row); err != nil {
			return err
		}
	}
	f.Self = cell
	p.OnPre.Finish(f)
	return nil
}

// receive does what a spike does at its targets beside adding to a variable; what it sends stands in Work.
func (e *Engine) receive(p *network.Projection, targets []int32) error {
	if !p.Received {
		return nil
	}
	f := &e.frame
	if p.Shadow != nil {
		if err := e.shade(p.Shadow, targets); err != nil {
			return err
		}
	}
	if p.Into < 0 {
		f.A, f.N, f.Time = targets, len(targets), e.t
		p.Post.Receive.Run(f)
	}
	return nil
}

// add delivers a spike whose weight is the same for all connections.
func (e *Engine) add(p *network.Projection, w *network.Wiring, from, to int) {
	weight, x := e.Body.Param[p.Weight.Off], e.f[p.Into:p.Into+p.Post.Count]
	if w.Narrow != nil {
		for _, j := range w.Narrow[from:to] {
			x[j] += weight
		}
		return
	}
	for _, j := range w.Target[from:to] {
		x[j] += weight
	}
}

// onPost runs the rules of a projection for a spike of one of its targets.
func (e *Engine) onPost(p *network.Projection, cell int, t int64) error {
	if p.Replay != nil {
		return e.enter(p, cell, t)
	}
	w := e.Body.Wiring[p.Index]
	pairs := w.InPair[w.InRow[cell]:w.InRow[cell+1]]
	if len(pairs) == 0 {
		return nil
	}
	e.again = e.again[:0]
	for _, k := range pairs {
		e.again = append(e.again, w.Source[k])
	}
	if err := e.touchColumn(p, cell, pairs, e.again, t); err != nil {
		return err
	}
	if err := e.level(t); err != nil {
		return err
	}
	f := &e.frame
	for sources := e.again; len(pairs) > 0; {
		n := min(block, len(pairs))
		for i := range p.Column {
			e.glance(&p.Column[i], sources[:n], t)
		}
		f.Self, f.A, f.B, f.N, f.Time = cell, pairs[:n], sources[:n], n, t
		p.OnPost.Lanes(f)
		pairs, sources = pairs[n:], sources[n:]
	}
	p.OnPost.Finish(f)
	return nil
}
