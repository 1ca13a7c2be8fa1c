package equation

import (
	"math/bits"

	"protoexp/runtime/equation/vector"
)

// machine is a frame during a run: the arrays by space.
type machine struct {
	mem  [block + 1][]float64
	f    *Frame
	from int // first lane of the block
	n    int // lanes of the block

	above [BlockSize / 64]uint64
}

// Run executes the program for lanes 0 to N-1 of the frame.
func (p *Program) Run(f *Frame) {
	if len(p.first)+len(p.each)+len(p.last) == 0 {
		return
	}
	p.lanes(f)
	p.end(f)
}

// Lanes executes the program but for its changes to single numbers, which Finish makes: whoever has more lanes than fit at
// once runs it part by part.
func (p *Program) Lanes(f *Frame) {
	if len(p.each) > 0 {
		p.lanes(f)
	}
}

// Finish makes the changes to single numbers. They must not follow from lanes.
func (p *Program) Finish(f *Frame) {
	if len(p.last) > 0 {
		p.begin(f)
		p.end(f)
	}
}

// begin gives the program its arrays and computes what is the same for all lanes.
func (p *Program) begin(f *Frame) {
	m := &f.machine
	m.f = f
	m.mem[State], m.mem[Param], m.mem[Work], m.mem[Level], m.mem[Weight], m.mem[consts] = f.State, f.Param, f.Work, f.Level, f.Weight, p.constants
	if len(m.mem[single]) < p.singles {
		m.mem[single] = make([]float64, p.singles)
	}
	if len(m.mem[block]) < p.blocks*BlockSize {
		m.mem[block] = make([]float64, p.blocks*BlockSize)
	}
	for i := range p.first {
		m.one(&p.first[i])
	}
}

func (p *Program) lanes(f *Frame) {
	p.begin(f)
	m := &f.machine
	if len(p.each) > 0 {
		for from := 0; from < f.N; from += BlockSize {
			m.from, m.n = from, min(BlockSize, f.N-from)
			for i := range p.each {
				m.many(p, &p.each[i])
			}
		}
	}
}

func (p *Program) end(f *Frame) {
	m := &f.machine
	for i := range p.last {
		in := &p.last[i]
		*m.place(&in.dst) = m.number(&in.a)
	}
}

// place is the address of a single number.
func (m *machine) place(o *operand) *float64 {
	i := int(o.off)
	if o.class == Self {
		i += m.f.Self
	}
	return &m.mem[o.space][i]
}

func (m *machine) number(o *operand) float64 { return *m.place(o) }

// lanes is a block of numbers.
func (m *machine) lanes(o *operand) []float64 {
	i := int(o.off)
	if o.space != block {
		i += m.from
		if o.class == Lane {
			i += m.f.Lane
		}
	}
	return m.mem[o.space][i : i+m.n : i+m.n]
}

func (m *machine) index(c Class) []int32 {
	if c == ByA {
		return m.f.A[m.from : m.from+m.n]
	}
	return m.f.B[m.from : m.from+m.n]
}

// one executes an instruction on single numbers.
func (m *machine) one(in *instruction) {
	d := m.place(&in.dst)
	x := m.number(&in.a)
	switch in.op {
	case code(Add):
		*d = x + m.number(&in.b)
	case code(Sub):
		*d = x - m.number(&in.b)
	case code(Mul):
		*d = x * m.number(&in.b)
	case code(Div):
		*d = x / m.number(&in.b)
	case opStore:
		*d = x
	case opSelect:
		if m.number(&in.c) != 0 {
			*d = x
		} else {
			*d = m.number(&in.b)
		}
	default:
		if arity(in.op) == 1 {
			*d = unary(Op(in.op), x)
		} else {
			*d = binary(Op(in.op), x, m.number(&in.b))
		}
	}
}

// many executes an instruction on a block of lanes.
func (m *machine) many(p *Program, in *instruction) {
	switch in.op {
	case opGather:
		d, ix, s := m.lanes(&in.dst), m.index(in.a.class), m.mem[in.a.space][in.a.off:]
		for i, k := range ix {
			d[i] = s[k]
		}
		return
	case opStore:
		m.store(in)
		return
	case opUniform, opNormal:
		m.draw(p, in)
		return
	case opCollect:
		m.collect(in)
		return
	case opCollectAbove:
		m.collectAbove(in)
		return
	case opMulAdd:
		m.mulAdd(in)
		return
	case opSelect:
		d, x, y, c := m.lanes(&in.dst), m.spread(&in.a), m.spread(&in.b), m.spread(&in.c)
		for i := range d {
			if c.at(i) != 0 {
				d[i] = x.at(i)
			} else {
				d[i] = y.at(i)
			}
		}
		return
	}
	d := m.lanes(&in.dst)
	if arity(in.op) == 1 {
		m.apply(d, Op(in.op), m.lanes(&in.a))
		return
	}
	op := Op(in.op)
	switch {
	case in.a.many && in.b.many:
		lanesLanes(d, op, m.lanes(&in.a), m.lanes(&in.b))
	case in.a.many:
		lanesNumber(d, op, m.lanes(&in.a), m.number(&in.b))
	default:
		numberLanes(d, op, m.number(&in.a), m.lanes(&in.b))
	}
}

// wide is a block of numbers, or one number for all lanes.
type wide struct {
	x    []float64
	same float64
}

func (m *machine) spread(o *operand) wide {
	if o.many {
		return wide{x: m.lanes(o)}
	}
	return wide{same: m.number(o)}
}

func (w wide) at(i int) float64 {
	if w.x == nil {
		return w.same
	}
	return w.x[i]
}

func (m *machine) store(in *instruction) {
	if !in.dst.many {
		return
	}
	if in.dst.class == ByA || in.dst.class == ByB {
		d, ix := m.mem[in.dst.space][in.dst.off:], m.index(in.dst.class)
		if !in.a.many {
			x := m.number(&in.a)
			for _, k := range ix {
				d[k] = x
			}
			return
		}
		x := m.lanes(&in.a)[:len(ix)]
		for i, k := range ix {
			d[k] = x[i]
		}
		return
	}
	d := m.lanes(&in.dst)
	if in.a.many {
		copy(d, m.lanes(&in.a))
		return
	}
	x := m.number(&in.a)
	for i := range d {
		d[i] = x
	}
}

func (m *machine) draw(p *Program, in *instruction) {
	d := m.lanes(&in.dst)
	t := uint64(m.f.Time)
	switch p.spread {
	case ByA:
		for i, k := range m.index(ByA) {
			if in.op == opUniform {
				d[i] = m.f.Key.Uniform(in.purpose, t, uint64(k))
			} else {
				d[i] = m.f.Key.Normal(in.purpose, t, uint64(k))
			}
		}
		return
	}
	lane := uint64(m.from)
	if p.spread == Lane {
		lane += uint64(m.f.Lane)
	} else if p.spread == Self {
		lane += uint64(m.f.Self)
	}
	if in.op == opUniform {
		m.f.Key.Uniforms(d, in.purpose, t, lane)
	} else {
		m.f.Key.Normals(d, in.purpose, t, lane)
	}
}

func (m *machine) collect(in *instruction) {
	base := int32(m.f.Lane + m.from)
	if !in.a.many {
		if m.number(&in.a) != 0 {
			for i := range m.n {
				m.f.Hits = append(m.f.Hits, base+int32(i))
			}
		}
		return
	}
	for i, x := range m.lanes(&in.a) {
		if x != 0 {
			m.f.Hits = append(m.f.Hits, base+int32(i))
		}
	}
}

func (m *machine) collectAbove(in *instruction) {
	base := int32(m.f.Lane + m.from)
	switch {
	case in.a.many && !in.b.many:
		x := m.lanes(&in.a)
		vector.Above(m.above[:], x, m.number(&in.b))
		for w, word := range m.above[:(len(x)+63)/64] {
			for ; word != 0; word &= word - 1 {
				m.f.Hits = append(m.f.Hits, base+int32(64*w+bits.TrailingZeros64(word)))
			}
		}
	default:
		x, y := m.spread(&in.a), m.spread(&in.b)
		for i := range m.n {
			if x.at(i) > y.at(i) {
				m.f.Hits = append(m.f.Hits, base+int32(i))
			}
		}
	}
}

func (m *machine) mulAdd(in *instruction) {
	d, x := m.lanes(&in.dst), m.lanes(&in.a)
	x = x[:len(d)]
	switch {
	case !in.b.many && in.c.many:
		vector.ScaleAdd(d, x, m.lanes(&in.c), m.number(&in.b))
	case !in.b.many:
		vector.Affine1(d, x, m.number(&in.b), m.number(&in.c))
	case in.c.many:
		vector.MulAdd(d, x, m.lanes(&in.b), m.lanes(&in.c))
	default:
		y, z := m.lanes(&in.b), m.number(&in.c)
		y = y[:len(d)]
		for i := range d {
			d[i] = float64(x[i]*y[i]) + z
		}
	}
}
