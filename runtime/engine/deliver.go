package engine

import "protoexp/runtime/network"

// load is one spike of one cell that is to be delivered over one projection.
type load struct {
	p              *network.Projection
	cell, from, to int // the connections
}

// deliver brings the spikes that arrive now to their targets, or lays them by in loads.
func (e *Engine) deliver(later bool) error {
	for _, p := range e.Net.Projections {
		q := &e.queues[p.Pre.Index]
		c := e.cursor[p.Index]
		if l := e.ledgers[p.Index]; l != nil && e.full(l) {
			e.replayAll(p)
		}
		if c == q.end() {
			continue
		}
		row := e.Body.Wiring[p.Index].Row
		due := e.t - e.Body.Delay[p.Index]*e.Net.Step
		for ; c < q.end() && q.time[c-q.base] <= due; c++ {
			cell := int(q.cell[c-q.base])
			from, to := int(row[cell]), int(row[cell+1])
			if from == to || e.cut[p.Index] || e.flags[p.Pre.First+cell]&removed != 0 {
				continue
			}
			e.SynapticEvents += int64(to - from)
			l := load{p, cell, from, to}
			if later {
				e.loads = append(e.loads, l)
			} else if err := e.arrive(l); err != nil {
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
func (e *Engine) arrive(l load) error {
	p, w := l.p, e.Body.Wiring[l.p.Index]
	e.asleep[p.Post.Index] = false
	if e.solo.on {
		if err := e.bringTargets(p, w, l.from, l.to); err != nil {
			return err
		}
	}
	if p.OnPre == nil {
		return e.addAll(p, w, l.from, l.to)
	}
	targets := w.Targets(l.from, l.to, e.targets)
	if p.Replay != nil {
		e.replay(p, l.cell, l.from, targets)
		e.replayed(p, l.cell)
	}
	if err := e.touchRow(p, l.cell, l.from, targets); err != nil {
		return err
	}
	if err := e.level(e.t); err != nil {
		return err
	}
	if len(targets) <= block {
		e.face(p, l.cell, l.from, targets)
		p.OnPre.Run(&e.frame)
		return e.receive(p, targets)
	}
	if err := e.walk(p, l.cell, l.from, targets); err != nil {
		return err
	}
	e.frame.Self = l.cell
	p.OnPre.Finish(&e.frame)
	return nil
}

// face tells the frame which connections `on pre` is about.
func (e *Engine) face(p *network.Projection, cell, from int, targets []int32) {
	for i := range p.Row {
		e.glance(&p.Row[i], targets, e.t)
	}
	f := &e.frame
	f.Self, f.Lane, f.A, f.N, f.Time = cell, from, targets, len(targets), e.t
}

// walk does what a spike does at the targets of a row, or of a part of it.
func (e *Engine) walk(p *network.Projection, cell, from int, targets []int32) error {
	for ; len(targets) > 0; from += block {
		row := targets[:min(block, len(targets))]
		targets = targets[len(row):]
		e.face(p, cell, from, row)
		p.OnPre.Lanes(&e.frame)
		if err := e.receive(p, row); err != nil {
			return err
		}
	}
	return nil
}

// addAll delivers a spike over connections that have no rules and one weight.
func (e *Engine) addAll(p *network.Projection, w *network.Wiring, from, to int) error {
	if p.Into >= 0 {
		e.add(p, w, from, to)
	}
	if !p.Received {
		return nil
	}
	targets, weight := w.Targets(from, to, e.targets), e.Body.Param[p.Weight.Off]
	for i := range targets {
		e.frame.Work[i] = weight
	}
	return e.receive(p, targets)
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
