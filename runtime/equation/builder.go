package equation

import "math"

// code is an Op, or one of the operations that only programs have.
type code uint8

const (
	opLoad code = iota + 201
	opGather
	opStore // copy, scatter or fill
	opMulAdd
	opSelect // a where c is true, else b
	opCollect
	opCollectAbove // lanes where a > b
	opUniform
	opNormal
)

// Val is a number that a program computes.
type Val int32

type node struct {
	op      code
	arg     [3]Val
	slot    Slot
	x       float64
	many    bool
	purpose uint64
}

// Builder compiles expressions and assignments into a Program. Values are numbered as they arise, so that what is
// written twice is computed once.
type Builder struct {
	// Resolve finds a name; key tells names of different owners apart.
	Resolve func(name string) (key string, slot Slot, err error)
	// Purpose names the random numbers that are drawn; Spread says how lanes are numbered for them.
	Purpose uint64
	Spread  Class

	nodes  []node
	known  map[node]Val
	env    map[string]Val
	stores []store
	once   map[*Expr]Val // conditions of the event that is being compiled
	err    error
}

type store struct {
	slot Slot
	val  Val
}

// NewBuilder starts a program.
func NewBuilder(resolve func(name string) (string, Slot, error)) *Builder {
	return &Builder{Resolve: resolve, Spread: Lane, known: map[node]Val{}, env: map[string]Val{}}
}

func (b *Builder) add(n node) Val {
	if v, ok := b.known[n]; ok {
		return v
	}
	v := Val(len(b.nodes))
	b.nodes = append(b.nodes, n)
	if n.op != opUniform && n.op != opNormal && n.op != opCollect {
		b.known[n] = v
	}
	return v
}

// Constant is a number.
func (b *Builder) Constant(x float64) Val { return b.add(node{op: code(Const), x: x}) }

// Load is what stands in a slot before the program runs.
func (b *Builder) Load(s Slot) Val { return b.add(node{op: opLoad, slot: s, many: s.many()}) }

func (b *Builder) constant(v Val) (float64, bool) {
	n := b.nodes[v]
	return n.x, n.op == code(Const)
}

// Do is an operation on one or two values.
func (b *Builder) Do(op Op, args ...Val) Val {
	x, cx := b.constant(args[0])
	if len(args) == 1 {
		if cx {
			return b.Constant(unary(op, x))
		}
		return b.add(node{op: code(op), arg: [3]Val{args[0]}, many: b.nodes[args[0]].many})
	}
	y, cy := b.constant(args[1])
	switch {
	case cx && cy:
		return b.Constant(binary(op, x, y))
	case op == Pow && cy && y == math.Trunc(y) && y >= 1 && y <= 64:
		return b.power(args[0], int(y))
	case op == Mul && cx && x == 1, op == Add && cx && x == 0:
		return args[1]
	case op == Mul && cy && y == 1, op == Div && cy && y == 1, op == Add && cy && y == 0, op == Sub && cy && y == 0:
		return args[0]
	}
	return b.add(node{op: code(op), arg: [3]Val{args[0], args[1]}, many: b.nodes[args[0]].many || b.nodes[args[1]].many})
}

// power is x to a whole power, by the products of elementary.Pow.
func (b *Builder) power(x Val, n int) Val {
	p := b.Constant(1)
	for ; ; x = b.Do(Mul, x, x) {
		if n&1 == 1 {
			p = b.Do(Mul, p, x)
		}
		if n >>= 1; n == 0 {
			return p
		}
	}
}

// Select is x where the condition is true, else y.
func (b *Builder) Select(cond, x, y Val) Val {
	many := b.nodes[cond].many || b.nodes[x].many || b.nodes[y].many
	return b.add(node{op: opSelect, arg: [3]Val{x, y, cond}, many: many})
}

// Bind gives a name a value for what follows.
func (b *Builder) Bind(key string, v Val) { b.env[key] = v }

// Name is the present value of a name.
func (b *Builder) Name(name string) Val {
	key, slot, err := b.Resolve(name)
	if v, ok := b.env[key]; ok && err == nil {
		return v
	}
	if err != nil {
		if b.err == nil {
			b.err = err
		}
		return b.Constant(0)
	}
	v := b.Load(slot)
	b.env[key] = v
	return v
}

// Value compiles an expression.
func (b *Builder) Value(e *Expr) Val {
	switch e.Op {
	case Const:
		return b.Constant(e.Value)
	case Name:
		return b.Name(e.Name)
	case Noise:
		return b.Constant(0)
	case Once:
		v, asked := b.once[e]
		if !asked {
			v = b.Value(e.Args[0])
			if b.once != nil {
				b.once[e] = v
			}
		}
		return v
	}
	args := make([]Val, len(e.Args))
	for i, a := range e.Args {
		args[i] = b.Value(a)
	}
	switch e.Op {
	case Min, Max:
		v := args[0]
		for _, w := range args[1:] {
			v = b.Do(e.Op, v, w)
		}
		return v
	case Choose:
		return b.Select(args[0], args[1], args[2])
	case Clamp:
		return b.Do(Min, b.Do(Max, args[0], args[1]), args[2])
	case Uniform:
		return b.Do(Add, args[0], b.Do(Mul, b.Do(Sub, args[1], args[0]), b.draw(opUniform)))
	case Normal:
		return b.Do(Add, args[0], b.Do(Mul, args[1], b.draw(opNormal)))
	}
	return b.Do(e.Op, args...)
}

// Normal draws a standard normal deviate for each lane.
func (b *Builder) Normal() Val { return b.draw(opNormal) }

func (b *Builder) draw(op code) Val {
	b.Purpose += 0x9E3779B97F4A7C15
	return b.add(node{op: op, many: true, purpose: b.Purpose})
}

// Assign compiles the assignments of an event, in order. Target names are resolved as names are.
func (b *Builder) Assign(list []Assign) {
	b.once = map[*Expr]Val{}
	defer func() { b.once = nil }()
	for _, a := range list {
		v := b.Value(a.Value)
		key, slot, err := b.Resolve(a.Target)
		if err != nil {
			if b.err == nil {
				b.err = err
			}
			return
		}
		if a.Op != '=' {
			v = b.Do(map[byte]Op{'+': Add, '-': Sub, '*': Mul, '/': Div}[a.Op], b.Name(a.Target), v)
		}
		b.env[key] = v
		b.Store(slot, v)
	}
}

// Store leaves a value in a slot when the program ends; a later store to the slot replaces an earlier one.
func (b *Builder) Store(s Slot, v Val) {
	for i := range b.stores {
		if b.stores[i].slot == s {
			b.stores[i].val = v
			return
		}
	}
	b.stores = append(b.stores, store{s, v})
}

// Collect appends the lanes for which the value is true to Frame.Hits.
func (b *Builder) Collect(v Val) {
	b.add(node{op: opCollect, arg: [3]Val{v}, many: true})
}

// Drop takes a store back.
func (b *Builder) Drop(s Slot) {
	for i := range b.stores {
		if b.stores[i].slot == s {
			b.stores = append(b.stores[:i], b.stores[i+1:]...)
			return
		}
	}
}

// Phi1 is (e^z - 1)/z.
func (b *Builder) Phi1(z Val) Val { return b.Do(phi1, z) }
