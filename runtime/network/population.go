package network

import (
	"protoexp/runtime/circuit"
	"protoexp/runtime/equation"
)

// The bits of what is held in a cell.
const (
	Refractory = 1 // the variables that a spike sets
	Clamped    = 2 // v
)

// Population is a number of cells of one model.
type Population struct {
	Owner
	Index     int
	First     int // number of its first cell in the network
	Cells     int // State: of the first variable, a number for each cell; the other variables follow
	Drive     int // State: current of stimuli and electrodes, A
	Injected  int // State: Drive and the current of gap junctions; the same place as Drive without them
	Until     int // Times: end of the refractory period
	Fired     int // Times: number of action potentials
	ClampAt   int // State: the potential that clamped cells are held at
	V         int // index of v, or -1
	Hold      *Quantity
	Step      [4]*equation.Program // by what is held; of all lanes, and ByA for held ones
	Exact     [4]*Coefs            // of an exact step
	Rows      []Row                // the exact step of all cells in one pass a variable; nil: use the program
	Escapes   bool                 // an upstroke may escape to infinity within a step
	Escape    int                  // State: where it did
	Spike     *equation.Program    // collects the lanes that meet the condition
	Fires     *equation.Program    // writes the condition of a lane in Work, as in a General flow, behind what the flow needs
	SpikeAt   *equation.Program    // the same for the lanes of A; collects places in A
	Threshold *Threshold           // nil: the condition has another form, or v no closed form
	Reset     *equation.Program    // ByA
	Receive   *equation.Program    // ByA; received is Work[0:]
	Flow      [4]*Flow             // by what is held, for jumps
	Moving    [4][]bool
	Levels    bool // the step or the condition reads modulators or agents
	Noisy     bool
	Electric  bool   // has gap junctions
	Axial     *Axial // of cells with compartments
	Senses    []string
	Parts     []string
	Releases  []Release
	Out       []*Projection
	In        []*Projection // those with `on post`
	Organs    []*Organ
}

// Release is what one spike of a cell adds to a modulator.
type Release struct {
	State  int // of the modulator's first variable
	Amount Quantity
	// Now, where the amount depends on the cell's variables, writes what each cell of A releases into Work, and Amount is
	// the cells' numbers; else nil.
	Now *equation.Program
}

// Coefs is where the factors of an exact step stand in Param: x(t+h) = E x + F injected + G.
type Coefs struct {
	E, F, G []int // n x n, n, n; -1 where 0 for all animals
	Many    bool
}

func (b *builder) population(c circuit.Population) {
	net := b.net
	p := &Population{Index: len(net.Populations), First: net.Cells, V: -1, Senses: c.Senses, Parts: c.Parts}
	p.Owner = Owner{Name: c.Name, Model: c.Model, Count: c.Count, Cable: c.Model.Cable, still: c.Still}
	p.Count *= p.Compartments()
	net.Cells += p.Count
	net.Populations = append(net.Populations, p)
	p.Numbered = true
	b.targets(&p.Owner)
	b.own(&p.Owner, c.Settings, "")
	p.Cells = net.StateSize
	b.variables(&p.Owner, p.Count)
	p.Drive = net.state(p.Count)
	p.Injected = p.Drive
	for _, s := range net.Circuit.Synapses {
		if s.Electrical && (s.Pre == c.Name || s.Post == c.Name) {
			p.Electric = true
		}
	}
	if p.Electric {
		p.Injected = net.state(p.Count)
	}
	p.Until, p.Fired = net.time(p.Count), net.time(p.Count)
	p.ClampAt = net.state(1)
	p.Hold = p.Param("refractory")
	for i, v := range p.Vars {
		if v.Name == "v" {
			p.V = i
		}
	}
	b.axial(p)
	for _, r := range c.Releases {
		m := net.Humour.Modulator(r.Modulator)
		if m == nil {
			b.fail(c.Name, "there is no modulator %s to release", r.Modulator)
			continue
		}
		q := Quantity{Name: "release " + r.Modulator, Expr: r.Amount, Many: p.Count > 1, Off: net.param(p.Count)}
		p.Releases = append(p.Releases, Release{State: m.Vars[0].Off, Amount: q})
	}
}

// populationPrograms compiles a population once everything has its place.
func (b *builder) populationPrograms(p *Population) {
	net := b.net
	fixed := func(name string) bool { return p.Param(name) != nil }
	sys, err := equation.NewSystem(p.Model.Vars, p.derivs(), fixed)
	if err != nil {
		b.fail(p.Name, "%v", err)
		return
	}
	p.System = sys
	p.Noisy = sys.Noisy()
	sets := map[string]bool{}
	for _, a := range p.Model.Reset {
		sets[a.Target] = true
	}
	for mask := range 4 {
		b.held(p, mask, sets)
	}
	if p.Model.Spike != nil {
		p.Levels = p.Levels || p.Model.Spike.Reads(net.cell(p, equation.Lane).isLevel)
		p.Spike = b.compile(p.Name, net.cell(p, equation.Lane), "spike", equation.Lane, func(eb *equation.Builder) {
			v := eb.Value(p.Model.Spike)
			if p.Escapes {
				v = eb.Do(equation.Or, v, eb.Load(slot(equation.State, equation.Lane, p.Escape)))
			}
			eb.Collect(v)
		})
		p.SpikeAt = b.compile(p.Name, net.cell(p, equation.ByA), "spike", equation.ByA, func(eb *equation.Builder) { eb.Collect(eb.Value(p.Model.Spike)) })
		if f := p.Flow[0]; f.Stiff != nil {
			p.Fires = b.fires(p, f)
		}
		if p.Axial == nil && (sys.Kind == equation.Exact || sys.Kind == equation.Still) {
			p.Threshold = b.threshold(p)
		}
		p.Reset = b.compile(p.Name, net.cell(p, equation.ByA), "reset", equation.ByA, func(eb *equation.Builder) { p.assign(eb, p.Model.Reset) })
	}
	p.Receive = b.compile(p.Name, net.cell(p, equation.ByA), "receive", equation.ByA, func(eb *equation.Builder) { p.assign(eb, p.Model.OnReceive) })
	b.amounts(p)
	net.work(p.Count)
	for k, t := range p.Model.Every {
		prog := b.compile(p.Name, net.cell(p, equation.Lane), "every", equation.Lane, func(eb *equation.Builder) { p.assign(eb, t.Body) })
		b.timer(t.Period, &Timer{Owner: p.Name, Population: p, Program: prog}, k)
	}
}

// amounts compiles what spikes release where it depends on the cell's variables.
func (b *builder) amounts(p *Population) {
	for i := range p.Releases {
		r := &p.Releases[i]
		if !r.Amount.Expr.Reads(func(name string) bool { return p.Var(name) != nil }) {
			continue
		}
		s := b.net.cell(p, equation.ByA)
		s.bind("index", "index", slot(equation.Param, equation.ByA, r.Amount.Off))
		r.Now = b.compile(p.Name, s, r.Amount.Name, equation.ByA, func(eb *equation.Builder) {
			amount := eb.Value(r.Amount.Expr.Set("count", float64(p.Count/p.Compartments())))
			eb.Store(slot(equation.Work, equation.Local, 0), b.unlessStill(eb, r, amount))
		})
		r.Amount.Expr = equation.Ref("index")
	}
}

// held compiles the step and the flow of a population while some of its variables are held.
func (b *builder) held(p *Population, mask int, sets map[string]bool) {
	net, n := b.net, len(p.Vars)
	holds := func(name string) bool {
		return mask&Refractory != 0 && sets[name] || mask&Clamped != 0 && name == "v"
	}
	p.Moving[mask] = make([]bool, n)
	derivs := []equation.Deriv{}
	for _, d := range p.derivs() {
		if !holds(d.Var) {
			derivs = append(derivs, d)
		}
	}
	sys := p.System
	if len(derivs) < len(p.derivs()) {
		var err error
		if sys, err = equation.NewSystem(p.Model.Vars, derivs, func(name string) bool { return p.Param(name) != nil }); err != nil {
			b.fail(p.Name, "%v", err)
			return
		}
		if p.System.Kind != equation.Exact && sys.Kind == equation.Exact && p.System.Kind != equation.Still {
			sys.Kind = equation.Conditional // held or not, a population has one method
		}
	}
	lane := net.cell(p, equation.Self)
	lane.bind("injected", "injected", slot(equation.Level, equation.One, len(net.Humour.Names)))
	for i := range sys.Vars {
		p.Moving[mask][i] = !equation.IsZero(sys.Rates[i]) || len(sys.Noise[i]) > 0
		p.Levels = p.Levels || sys.Rates[i].Reads(lane.isLevel)
	}
	var condition []*equation.Expr
	if p.Model.Spike != nil {
		condition = []*equation.Expr{p.Model.Spike}
	}
	if p.Axial != nil {
		b.axialPrograms(p, mask, sys)
		p.Flow[mask] = b.flow(p.Name, &equation.System{Vars: sys.Vars}, lane, p.varies) // stepped, or at rest
		return
	}
	p.Flow[mask] = b.flow(p.Name, sys, lane, p.varies, condition...)
	class := equation.Lane
	if mask != 0 {
		class = equation.ByA
	}
	if sys.Kind == equation.Exact {
		p.Exact[mask] = b.coefs(p, sys, p.Flow[mask].Varies)
		if mask == 0 {
			p.Rows = p.rows(sys, p.Exact[0])
		}
	}
	p.Step[mask] = b.compile(p.Name, net.cell(p, class), "step", class, func(eb *equation.Builder) {
		if sys.Kind == equation.Still {
			return
		}
		if sys.Kind == equation.Exact {
			b.exactStep(eb, p, sys, p.Exact[mask], class)
			return
		}
		escaped := equation.Stepper{System: sys, Spike: p.Model.Spike, H: net.H}.Build(eb)
		if mask == 0 && sys.Kind == equation.General && p.Model.Spike != nil {
			p.Escapes, p.Escape = true, net.state(p.Count)
			eb.Store(slot(equation.State, equation.Lane, p.Escape), escaped)
		}
	})
}

func (p *Population) varies(name string) bool {
	q := p.Param(name)
	return q != nil && q.Many
}

// coefs finds which factors of an exact step are not 0: E is the closure of J.
func (b *builder) coefs(p *Population, sys *equation.System, many bool) *Coefs {
	n := len(sys.Vars)
	reach := make([]bool, n*n)
	for i := range n {
		for j := range n {
			reach[i*n+j] = i == j || !equation.IsZero(sys.J[i][j])
		}
	}
	for k := range n {
		for i := range n {
			for j := range n {
				reach[i*n+j] = reach[i*n+j] || reach[i*n+k] && reach[k*n+j]
			}
		}
	}
	size := 1
	if many {
		size = p.Count
	}
	c := &Coefs{Many: many}
	place := func(list *[]int, used bool) {
		off := -1
		if used {
			off = b.net.param(size)
		}
		*list = append(*list, off)
	}
	for i := range n * n {
		place(&c.E, reach[i])
	}
	for i := range n {
		input, rest := false, false
		for j := range n {
			input = input || reach[i*n+j] && !equation.IsZero(sys.Input[j])
			rest = rest || reach[i*n+j] && !equation.IsZero(sys.Rest[j])
		}
		place(&c.F, input)
		place(&c.G, rest)
	}
	return c
}

// exactStep compiles x(t+h) = E x + F injected + G, and noise by Euler-Maruyama.
func (b *builder) exactStep(eb *equation.Builder, p *Population, sys *equation.System, c *Coefs, class equation.Class) {
	n := len(sys.Vars)
	cc := equation.One
	if c.Many {
		cc = class
	}
	load := func(off int) equation.Val { return eb.Load(slot(equation.Param, cc, off)) }
	old := make([]equation.Val, n)
	for i, v := range sys.Vars {
		old[i] = eb.Name(v)
	}
	noise := equation.Stepper{System: sys, H: b.net.H}
	out := make([]equation.Val, n)
	for i := range n {
		if !p.moves(sys, i) {
			out[i] = old[i]
			continue
		}
		sum := equation.Val(-1)
		add := func(v equation.Val) {
			if sum < 0 {
				sum = v
			} else {
				sum = eb.Do(equation.Add, v, sum)
			}
		}
		if c.G[i] >= 0 {
			add(load(c.G[i]))
		}
		if c.F[i] >= 0 {
			add(eb.Do(equation.Mul, eb.Name("injected"), load(c.F[i])))
		}
		for j := range n {
			if c.E[i*n+j] >= 0 {
				add(eb.Do(equation.Mul, old[j], load(c.E[i*n+j])))
			}
		}
		out[i] = sum
	}
	out = noise.AddNoise(eb, out)
	for i, v := range sys.Vars {
		if _, s, err := eb.Resolve(v); err == nil && p.moves(sys, i) {
			eb.Store(s, out[i])
		}
	}
}

func (p *Population) moves(sys *equation.System, i int) bool {
	return !equation.IsZero(sys.Rates[i]) || len(sys.Noise[i]) > 0
}

// fires compiles the condition for a lane that a General flow moves.
func (b *builder) fires(p *Population, f *Flow) *equation.Program {
	h := b.net.Humour
	s := b.net.cell(p, equation.Self)
	cond := p.Model.Spike
	vars := append([]string(nil), p.System.Vars...)
	if f.Humoral {
		cond = h.sums(cond, func(name string) bool { return !s.isLevel(name) })
		h.bind(s)
		for _, k := range f.Humours {
			vars = append(vars, h.vars[k])
		}
	}
	s.bind("injected", "injected", slot(equation.Level, equation.One, len(h.Names)))
	s.local(vars)
	at := f.Stiff.WorkSize()
	b.net.work(at + 1)
	return b.compile(p.Name, s, "spike", equation.Self, func(eb *equation.Builder) {
		eb.Store(slot(equation.Work, equation.One, at), eb.Value(cond))
	})
}
