package equation

// Program ends the building. Values that nothing uses are dropped; products that are only added to something become one
// pass (rounded in between, as when they are two).
func (b *Builder) Program() (*Program, error) {
	if b.err != nil {
		return nil, b.err
	}
	e := &emitter{b: b, p: &Program{spread: b.Spread}, at: make([]operand, len(b.nodes)), uses: make([]int, len(b.nodes)), fused: make([]bool, len(b.nodes)), made: make([]int, len(b.nodes))}
	e.count()
	for v := range b.nodes {
		if e.uses[v] > 0 && !e.fused[v] {
			e.emit(Val(v))
		}
	}
	e.storeAll()
	e.direct()
	e.allocate()
	return e.p, nil
}

type emitter struct {
	b     *Builder
	p     *Program
	at    []operand // where each value is; block scratch is numbered by value until allocate
	uses  []int
	fused []bool
	made  []int // 1 + the instruction of p.each that makes a value
}

func (e *emitter) count() {
	b := e.b
	for _, s := range b.stores {
		e.uses[s.val]++
	}
	for v := len(b.nodes) - 1; v >= 0; v-- {
		n := b.nodes[v]
		if n.op == opCollect {
			e.uses[v]++
		}
		if e.uses[v] == 0 || n.op == opLoad || n.op == code(Const) {
			continue
		}
		for i := range arity(n.op) {
			e.uses[n.arg[i]]++
		}
	}
	for _, n := range b.nodes {
		if n.op == opCollect {
			if c := b.nodes[n.arg[0]]; c.op == code(Greater) && c.many && e.uses[n.arg[0]] == 1 {
				e.fused[n.arg[0]] = true
			}
		}
	}
	for v, n := range b.nodes {
		if n.op != code(Add) || !n.many || e.uses[v] == 0 {
			continue
		}
		for _, a := range n.arg[:2] {
			if m := b.nodes[a]; m.op == code(Mul) && m.many && e.uses[a] == 1 {
				e.fused[a] = true
				break
			}
		}
	}
}

func arity(op code) int {
	switch op {
	case code(Neg), code(Not), code(Exp), code(Log), code(Log10), code(Sqrt), code(Abs), code(Round), code(Sin), code(Cos), code(Tanh), code(phi1), opCollect:
		return 1
	case opMulAdd, opSelect:
		return 3
	case opLoad, code(Const), opUniform, opNormal:
		return 0
	}
	return 2
}

func (e *emitter) emit(v Val) {
	n := e.b.nodes[v]
	switch n.op {
	case code(Const):
		e.at[v] = operand{space: consts, off: int32(len(e.p.constants))}
		e.p.constants = append(e.p.constants, n.x)
		return
	case opLoad:
		e.at[v] = operand{n.slot.Space, n.slot.Class, n.slot.many(), n.slot.Off}
		if n.slot.Class != ByA && n.slot.Class != ByB {
			return
		}
		e.each(v, instruction{op: opGather, a: e.at[v]})
		return
	}
	in := instruction{op: n.op, purpose: n.purpose}
	args := []*operand{&in.a, &in.b, &in.c}
	for i := range arity(n.op) {
		*args[i] = e.at[n.arg[i]]
	}
	if n.op == code(Add) && n.many {
		for i, a := range n.arg[:2] {
			if e.fused[a] {
				m := e.b.nodes[a]
				in.op, in.a, in.b, in.c = opMulAdd, e.at[m.arg[0]], e.at[m.arg[1]], e.at[n.arg[1-i]]
				if !in.a.many {
					in.a, in.b = in.b, in.a
				}
				break
			}
		}
	}
	if n.op == opCollect && e.fused[n.arg[0]] {
		c := e.b.nodes[n.arg[0]]
		in.op, in.a, in.b = opCollectAbove, e.at[c.arg[0]], e.at[c.arg[1]]
	}
	if n.many {
		e.each(v, in)
		return
	}
	in.dst = e.single()
	e.p.first = append(e.p.first, in)
	e.at[v] = in.dst
}

func (e *emitter) single() operand {
	e.p.singles++
	return operand{space: single, off: int32(e.p.singles - 1)}
}

// each appends an instruction that works on lanes; its scratch is numbered by value until allocate.
func (e *emitter) each(v Val, in instruction) {
	in.dst = operand{space: block, class: Lane, many: true, off: int32(v)}
	e.at[v] = in.dst
	e.p.each = append(e.p.each, in)
	e.made[v] = len(e.p.each)
}

func (e *emitter) storeAll() {
	stored := map[operand]bool{}
	slot := func(s Slot) operand { return operand{s.Space, s.Class, s.many(), s.Off} }
	for _, s := range e.b.stores {
		stored[slot(s.slot)] = true
	}
	// a value that is still where another store will write is moved out of the way
	for _, s := range e.b.stores {
		o := e.at[s.val]
		lone := !s.slot.many() && o.many && o.space != block // the last pass reads numbers and scratch only
		if !lone && (!stored[o] || o == slot(s.slot)) {
			continue
		}
		if o.many {
			e.each(s.val, instruction{op: opStore, a: o})
		} else {
			d := e.single()
			e.p.first = append(e.p.first, instruction{op: opStore, dst: d, a: o})
			e.at[s.val] = d
		}
	}
	for _, s := range e.b.stores {
		in := instruction{op: opStore, dst: slot(s.slot), a: e.at[s.val]}
		switch {
		case in.dst == in.a:
		case in.dst.many:
			e.p.each = append(e.p.each, in)
		default:
			e.p.last = append(e.p.last, in)
		}
	}
}

// direct lets the last operation of a value write where the value is stored, if nothing reads that place later.
func (e *emitter) direct() {
	each := e.p.each
	for i := len(each) - 1; i >= 0; i-- {
		s := each[i]
		if s.op != opStore || s.dst.space == block || s.dst.class == ByA || s.dst.class == ByB || s.a.space != block {
			continue
		}
		maker, readers := -1, 0
		for k, in := range each {
			if in.dst == s.a {
				maker = k
			}
			for _, o := range []operand{in.a, in.b, in.c} {
				if o == s.a {
					readers++
				}
			}
		}
		for _, in := range e.p.last {
			if in.a == s.a {
				readers++
			}
		}
		if maker < 0 || readers != 1 || each[maker].op == opCollect || each[maker].op == opCollectAbove {
			continue
		}
		free := true
		for k := maker + 1; k < len(each); k++ {
			in := each[k]
			if k != i && (in.a == s.dst || in.b == s.dst || in.c == s.dst) {
				free = false
			}
		}
		if free {
			each[maker].dst = s.dst
			each = append(each[:i:i], each[i+1:]...)
		}
	}
	e.p.each = each
}

// allocate gives block scratch few places: one is free again after the last use of its value.
func (e *emitter) allocate() {
	each := e.p.each
	lastUse := map[int32]int{}
	for k, in := range each {
		for _, o := range []operand{in.a, in.b, in.c} {
			if o.space == block {
				lastUse[o.off] = k
			}
		}
	}
	for _, in := range e.p.last {
		if in.a.space == block {
			lastUse[in.a.off] = len(each)
		}
	}
	place := map[int32]int32{}
	var free []int32
	for k := range each {
		in := &each[k]
		var ended []int32
		for _, o := range []*operand{&in.a, &in.b, &in.c} {
			if o.space != block {
				continue
			}
			v := o.off
			o.off = place[v] * BlockSize
			if lastUse[v] == k {
				ended = append(ended, place[v])
				lastUse[v] = -1
			}
		}
		free = append(free, ended...)
		if in.dst.space == block && in.op != opCollect && in.op != opCollectAbove {
			var r int32
			if len(free) > 0 {
				r, free = free[len(free)-1], free[:len(free)-1]
			} else {
				r = int32(e.p.blocks)
				e.p.blocks++
			}
			place[in.dst.off] = r
			in.dst.off = r * BlockSize
		}
	}
	for k := range e.p.last {
		if o := &e.p.last[k].a; o.space == block {
			o.off = place[o.off] * BlockSize
		}
	}
}
