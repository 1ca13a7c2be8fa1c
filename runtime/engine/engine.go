// Package engine is the clock of an animal: it steps while something is active and jumps while nothing is.
//
// Events (stimulus edges, spikes, timers) fall on a grid of the circuit's steps. Between them cells are stepped, or, where
// nothing can fire, left alone until the next event and then brought forward in one go. Everything that is not a membrane
// is advanced only when an event touches it. Reading works on scratch, so it never changes what happens. The engine knows
// no stimuli by name and no trials of a study: that is package animal.
//
//	e, err := engine.New(body)
//	e.Schedule(engine.Edge{At: e.Grid(e.Now()), Kind: engine.Fire, Population: 0})
//	err = e.Advance(60e9)
package engine

import (
	"protoexp/runtime/equation"
	"protoexp/runtime/network"
)

// Engine runs one animal.
type Engine struct {
	Net  *network.Network
	Body *network.Body
	// Observer, if set, sees samples and spikes while they happen. Copies have none.
	Observer Observer
	// Stop, if set, is asked every few hundred steps; true ends Advance with ErrStopped, between two steps.
	Stop func() bool
	// AlwaysStep turns jumps over silence off; for tests.
	AlwaysStep bool
	// restless says that cells fire without end, and so many that stepping them all costs less than following each.
	restless bool
	// Threads, from 2 on, lets so many threads deliver the spikes of a large network; the numbers are the same.
	Threads int

	state
	scratch
}

// Observer sees an animal while it runs. Reading the engine from inside is allowed.
type Observer interface {
	// Sample is called after each step, and at both ends of each silent stretch (edge is true).
	Sample(t int64, edge bool) error
	// Spike is called for each action potential.
	Spike(population, cell int, t int64) error
}

// state is all that changes. A copy of it is a copy of the animal, and a checkpoint keeps every field of it that has no tag.
type state struct {
	now int64 // what the caller knows
	t   int64 // to which cells have been computed; on the grid
	// exact is the time of the populations that are solved exactly: t while active, the beginning of the silence else.
	exact   int64
	active  bool
	checkAt int64 // when to ask next whether there is silence
	backoff int64 // steps between such questions
	macro   int64 // the next stride of populations that are not solved exactly, ns

	f        []float64 // State
	weight   []float64 // Weight
	ledgers  []*ledger `state:"-"` // of each projection that does `on post` late; nil of others; up to date in a snapshot
	times    []int64   // Times
	flags    []uint8   // of each cell
	held     [][]int32 // of each population: refractory cells
	clamped  [][]int32 // of each population
	disarmed [][]int32 // of each population: cells whose condition is still true from their last spike
	firing   [][]int32 // of each population: cells to fire in this step
	queues   []queue   // of each population: spikes on their way
	cursor   []int     // of each projection: the next spike to deliver
	cut      []bool    // of each projection
	cutGap   []bool    // of each gap
	edges    []Edge    // to come, by time and order of arrival
	drives   []*Drive  // under way
	clampID  []int     // of each population: the clamp that holds it
	applyID  []int     // of each agent: the application that holds it
	timers   []int64   // when each timer runs next
	asleep   []bool    // of each population: cells with compartments in which nothing changes until something reaches them
	solo     solo
	past     []stir   // what was dissolved before, as long as some lane has not gone through it
	windows  []window // open
	results  [][]float64
	most     []float64 // of each reading: the largest value that was seen in any window that has closed
	failed   error     `state:"-"` // an animal that failed is not kept

	Counters
}

// Counters are what an engine has done.
type Counters struct {
	Spikes, SynapticEvents, Steps, Jumps int64
}

// The flags of a cell.
const (
	removed  = 1
	isOff    = 2 // disarmed
	isHeld   = 4 // clamped
	stillHit = 8 // disarmed, and its condition is true in this step
)

// scratch is what an engine needs to work; it holds no history.
type scratch struct {
	frame     equation.Frame
	stiff     equation.StiffScratch
	caches    []*cache    // of each flow
	ladders   [][]*ladder // of each flow and cell; one where cells are alike
	limits    []limit     // of each cell
	humours   []float64
	humoursAt int64
	humoursOK bool
	ebb       ebb
	ebbOK     bool
	flowEbbs  []ebb // of each flow
	ebbsOK    []bool
	decays    []float64 // of modulators, where humours are simple
	tides     map[span]*tide
	classes   []int     // of each flow: the first of those that are equal in this animal
	courses   [4]course // of flows, by number
	sails     [4]sail   // of late
	nextSail  int
	magnus    map[int]*equation.Magnus // for so many variables
	perStep   float64                  // steps in a nanosecond
	levels    []float64
	mid       []float64 // of levels, in the middle of the step under way
	midAt     int64     // of cells that keep their own time: the end of the step to which mid belongs
	levelsAt  int64
	levelsOK  bool
	saved     []float64
	mine      []int32 // held cells of a part
	all       [][]int // of each population: where its variables stand
	backup    []float64
	spiked    []int32
	ripe      []float64 // what cells release that depends on their variables
	targets   []int32   // of a row
	tables    []*table  // of each glance
	backlogs  []*backlog
	loads     []load // that arrive in this step, where a crew may deliver them
	crew      *crew
	mustered  bool // the hands are at work
	again     []int32
	stale     []bool // of each population: something happened to its cells that keep their own time
	one, two  []int32
	w, x, z   []float64
	began     []float64 // of a segment: its state at the beginning, and
	ended     []float64 // at the end
}

// New makes an engine at time 0, the only one of this body: it takes over its weights. It fails with a *BlowUp if the resting state of a measured synapse's target cannot be found.
func New(body *network.Body) (*Engine, error) {
	n := body.Net
	e := &Engine{Net: n, Body: body}
	e.state = state{
		f: append([]float64(nil), body.State...), weight: body.Weight, times: make([]int64, n.TimeSize), flags: make([]uint8, n.Cells), active: true, backoff: 1,
		held: make([][]int32, len(n.Populations)), clamped: make([][]int32, len(n.Populations)), disarmed: make([][]int32, len(n.Populations)),
		firing: make([][]int32, len(n.Populations)), queues: make([]queue, len(n.Populations)), cursor: make([]int, len(n.Projections)),
		cut: make([]bool, len(n.Projections)), cutGap: make([]bool, len(n.Gaps)), timers: make([]int64, len(n.Timers)), asleep: make([]bool, len(n.Populations)),
		clampID: make([]int, len(n.Populations)), applyID: make([]int, len(n.Humour.Agents)),
	}
	for i, t := range n.Timers {
		e.timers[i] = e.Grid(t.Period)
	}
	e.newLedgers()
	e.prepare()
	for _, s := range n.Shadows {
		if err := e.settleShadow(s); err != nil {
			return nil, err
		}
	}
	e.restless = n.Solo && n.Cells > restlessCells && e.Unrest() != ""
	return e, nil
}

// prepare makes the scratch.
func (e *Engine) prepare() {
	n := e.Net
	e.frame = equation.Frame{State: e.f, Param: e.Body.Param, Weight: e.weight, Work: make([]float64, n.WorkSize+4), Key: e.Body.Key}
	e.levels = make([]float64, len(n.Humour.Names)+1)
	e.frame.Level = e.levels
	e.perStep = 1 / float64(n.Step)
	e.mid, e.midAt = make([]float64, len(e.levels)), -1
	e.humours = make([]float64, len(n.Humour.Vars))
	e.humoursOK, e.levelsOK, e.ebbOK, e.decays, e.tides, e.sails = false, false, false, nil, nil, [4]sail{}
	if e.classes == nil {
		e.classify()
	}
	e.caches, e.ladders, e.limits = make([]*cache, n.Flows), make([][]*ladder, n.Flows), make([]limit, n.Cells)
	e.stale = make([]bool, len(n.Populations))
	most := 0
	for _, p := range n.Projections {
		most = max(most, p.Post.Count)
	}
	e.targets = make([]int32, most)
	e.one, e.two = make([]int32, 1), make([]int32, 1)
	for _, p := range n.Populations {
		var offs []int
		for _, v := range p.Vars {
			offs = append(offs, v.Off)
		}
		e.all = append(e.all, offs)
	}
	if e.tables == nil {
		e.tabulate()
	}
}

// Copy is an exact copy without Observer.
func (e *Engine) Copy() *Engine { return e.copyWith(append([]float64(nil), e.weight...)) }

// copyWith is a copy with these weights.
func (e *Engine) copyWith(weight []float64) *Engine {
	c := &Engine{Net: e.Net, Body: e.Body, Stop: e.Stop, AlwaysStep: e.AlwaysStep, restless: e.restless, state: e.state}
	c.f, c.weight = append([]float64(nil), e.f...), weight
	c.times = append([]int64(nil), e.times...)
	c.ledgers = make([]*ledger, len(e.ledgers))
	for i, l := range e.ledgers {
		c.ledgers[i] = l.copy()
	}
	c.tables, c.classes = e.tables, e.classes
	c.flags = append([]uint8(nil), e.flags...)
	for _, l := range []*[][]int32{&c.held, &c.clamped, &c.disarmed, &c.firing} {
		old := *l
		*l = make([][]int32, len(old))
		for i, x := range old {
			if len(x) > 0 {
				(*l)[i] = append([]int32(nil), x...)
			}
		}
	}
	c.queues = make([]queue, len(e.queues))
	for i := range e.queues {
		c.queues[i] = e.queues[i].copy()
	}
	c.cursor = append([]int(nil), e.cursor...)
	c.cut = append([]bool(nil), e.cut...)
	c.cutGap = append([]bool(nil), e.cutGap...)
	c.edges = append([]Edge(nil), e.edges...)
	c.drives = append([]*Drive(nil), e.drives...)
	c.clampID = append([]int(nil), e.clampID...)
	c.applyID = append([]int(nil), e.applyID...)
	c.timers = append([]int64(nil), e.timers...)
	c.asleep = append([]bool(nil), e.asleep...)
	c.solo = e.solo.copy()
	c.past = append([]stir(nil), e.past...) // what each holds is never changed
	c.windows = append([]window(nil), e.windows...)
	c.results = make([][]float64, len(e.results))
	copy(c.results, e.results) // rows are replaced, never changed
	c.most = append([]float64(nil), e.most...)
	c.prepare()
	copy(c.ladders, e.ladders)
	copy(c.limits, e.limits)
	return c
}

// Now is the animal's time, ns.
func (e *Engine) Now() int64 { return e.now }

// Grid is the first grid point at or after t.
func (e *Engine) Grid(t int64) int64 {
	s := e.Net.Step
	return (t + s - 1) / s * s
}

// Bytes is the size of the state that a copy copies.
func (e *Engine) Bytes() int64 {
	return int64(8*len(e.f) + 8*len(e.weight) + 8*len(e.times) + len(e.flags) + 64*len(e.edges) + 96*len(e.windows))
}
