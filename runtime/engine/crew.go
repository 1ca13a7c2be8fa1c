package engine

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// crew is the threads that step a large network together. Its cells are cut into as many parts. In each step a thread walks,
// of the rows of the spikes that arrive, the connections to its cells, spike by spike in the one order that there is,
// then advances these cells and looks which fire; what follows from that is done by the engine's own thread. So every cell
// sees what it would see alone, and the digits do not depend on who did what. A thread keeps to its part, whose numbers are
// in its cache, but if it is not there in time its part is done by the first.
type crew struct {
	leader  *Engine
	hands   []*hand
	round   atomic.Int64
	claimed []atomic.Int64 // of each part: the last round in which it was taken
	done    atomic.Int64   // parts of this round that are finished
	hits    [][][]int32    // of each part and population: the cells that meet their condition
	quit    atomic.Bool
	gone    sync.WaitGroup
	next    int64 // the end of this step, ns
	helped  int   // parts done by hands in the last rounds
	alone   int   // steps to go without them
}

// hand is a thread beside the first.
type hand struct {
	e      *Engine // shares the animal's state with the first; its scratch is its own
	bell   chan struct{}
	asleep atomic.Bool
}

const (
	spins    = 1 << 14 // looks before a hand goes to sleep
	trial    = 64      // rounds after which to see whether hands help
	patience = 4096    // steps without hands where they do not, because others use the machine
)

// shared says whether a step is so much work that several threads gain. The costs are in ns, measured roughly.
func (e *Engine) shared() bool {
	if e.Threads < 2 || !e.Net.Apart || e.solo.on {
		return false
	}
	cost := 0
	for _, p := range e.Net.Populations {
		cost += p.Count * len(p.Vars) / 4
	}
	for _, l := range e.loads {
		if l.p.OnPre == nil {
			cost += l.to - l.from
		} else {
			cost += 10 * (l.to - l.from)
		}
	}
	if cost < 40_000 {
		return false
	}
	if c := e.crew; c != nil && c.alone > 0 {
		c.alone--
		return false
	}
	return true
}

// together delivers the spikes that were laid by, advances all cells to next and finds which meet their condition.
func (e *Engine) together(next int64) error {
	for _, l := range e.loads {
		if l.p.Replay == nil {
			if err := e.touchSource(l.p, l.cell); err != nil {
				return err
			}
		}
	}
	for _, p := range e.Net.Populations {
		e.releaseHeld(p)
	}
	c := e.muster()
	c.next = next
	c.done.Store(0)
	round := c.round.Add(1)
	for _, h := range c.hands {
		h.wake()
	}
	mine := 0
	for part := range c.claimed {
		if c.claimed[part].CompareAndSwap(round-1, round) {
			e.part(c, part)
			c.done.Add(1)
			mine++
		}
	}
	c.judge(round, len(c.claimed)-mine)
	for k := 0; int(c.done.Load()) < len(c.claimed); k++ {
		if k > spins {
			runtime.Gosched()
		}
	}
	for _, l := range e.loads {
		if l.p.OnPre == nil {
			continue
		}
		if l.p.Replay != nil {
			e.replayed(l.p, l.cell)
			if err := e.touchSource(l.p, l.cell); err != nil {
				return err
			}
		}
		e.frame.Self = l.cell
		l.p.OnPre.Finish(&e.frame)
	}
	e.loads = e.loads[:0]
	return nil
}

// judge goes on alone for a while where hands do not come.
func (c *crew) judge(round int64, helped int) {
	if c.helped += helped; round%trial == 0 {
		if c.helped < trial/4 {
			c.alone = patience
		}
		c.helped = 0
	}
}

// part delivers loads to one part of the cells, advances these and collects who meets the condition.
func (e *Engine) part(c *crew, part int) {
	parts := len(c.claimed)
	loads := c.leader.loads
	for k, l := range loads {
		if k+1 < len(loads) {
			e.expect(loads[k+1])
		}
		p, w := l.p, e.Body.Wiring[l.p.Index]
		first, end := share(p.Post.Count, part, parts)
		from, to := w.Before(l.from, l.to, first, p.Post.Count), w.Before(l.from, l.to, end, p.Post.Count)
		if from == to {
			continue
		}
		if p.OnPre == nil {
			e.add(p, w, from, to)
			continue
		}
		targets := w.Targets(from, to, e.targets)
		if p.Replay != nil {
			e.replay(p, l.cell, from, targets)
		}
		e.touchPart(p, l.cell, from, targets)
		e.walk(p, l.cell, from, targets) // fails only where something is received
	}
	f := &e.frame
	own := f.Hits
	for i, p := range e.Net.Populations {
		f.Time, f.Hits = c.next, c.hits[part][i][:0]
		if from, to := share(p.Count, part, parts); from < to {
			e.integrate(p, from, to)
			e.condition(p, from, to)
		}
		c.hits[part][i] = f.Hits
	}
	f.Hits = own
}

// share is the cells of a part: from a multiple of 8, so that threads share few lines of memory.
func share(count, part, parts int) (from, to int) {
	from, to = count*part/parts&^7, count*(part+1)/parts&^7
	if part+1 == parts {
		to = count
	}
	return from, to
}

// muster calls the hands.
func (e *Engine) muster() *crew {
	c := e.crew
	if c == nil || len(c.claimed) != e.Threads {
		e.dismiss()
		c = &crew{leader: e, claimed: make([]atomic.Int64, e.Threads), hits: make([][][]int32, e.Threads)}
		for part := range c.hits {
			c.hits[part] = make([][]int32, len(e.Net.Populations))
		}
		for range e.Threads - 1 {
			w := &Engine{Net: e.Net, Body: e.Body, state: e.state}
			w.tables = e.tables
			w.prepare()
			c.hands = append(c.hands, &hand{e: w, bell: make(chan struct{}, 1)})
		}
		e.crew = c
	}
	if !e.mustered {
		e.mustered = true
		c.quit.Store(false)
		for i, h := range c.hands {
			c.gone.Add(1)
			go h.work(c, i+1, c.round.Load())
		}
	}
	return c
}

// dismiss lets the hands go, before the engine returns to its caller.
func (e *Engine) dismiss() {
	if !e.mustered {
		return
	}
	e.mustered = false
	e.crew.quit.Store(true)
	for _, h := range e.crew.hands {
		h.wake()
	}
	e.crew.gone.Wait()
}

// wake wakes a hand that sleeps.
func (h *hand) wake() {
	if h.asleep.CompareAndSwap(true, false) {
		h.bell <- struct{}{}
	}
}

// work does a part in each round until the crew is dismissed: looks for the next round for a while, then sleeps.
func (h *hand) work(c *crew, part int, seen int64) {
	defer c.gone.Done()
	called := func() bool { return c.quit.Load() || c.round.Load() != seen }
	for {
		for k := 0; !called(); k++ {
			if k < spins {
				continue
			}
			k = 0
			h.asleep.Store(true)
			if !called() || !h.asleep.CompareAndSwap(true, false) {
				<-h.bell
			}
		}
		if c.quit.Load() {
			return
		}
		seen = c.round.Load()
		if c.claimed[part].CompareAndSwap(seen-1, seen) {
			h.e.state = c.leader.state // which stands still until all parts are done
			h.e.part(c, part)
			c.done.Add(1)
		}
	}
}
