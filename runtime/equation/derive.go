package equation

// Derive is the derivative of e with respect to a name, simplified. Steps (comparisons, round) have derivative 0; min,
// max, clamp and abs that of the branch that is taken.
func (e *Expr) Derive(name string) *Expr { return e.derive(name).Simplify() }

func (e *Expr) derive(name string) *Expr {
	zero := Number(0)
	if !e.Reads(func(n string) bool { return n == name }) {
		return zero
	}
	if e.Op == Name {
		return Number(1)
	}
	a := e.Args
	var d []*Expr
	for _, x := range a {
		d = append(d, x.derive(name).Simplify())
	}
	switch e.Op {
	case Neg:
		return Do(Neg, d[0])
	case Add, Sub:
		return Do(e.Op, d[0], d[1])
	case Mul:
		return Do(Add, Do(Mul, d[0], a[1]), Do(Mul, a[0], d[1]))
	case Div:
		return Do(Sub, Do(Div, d[0], a[1]), Do(Div, Do(Mul, a[0], d[1]), Do(Mul, a[1], a[1])))
	case Pow:
		power := Do(Mul, Do(Mul, a[1], Do(Pow, a[0], Do(Sub, a[1], Number(1)))), d[0])
		if d[1].Op == Const && d[1].Value == 0 {
			return power
		}
		return Do(Add, power, Do(Mul, Do(Mul, e, Do(Log, a[0])), d[1]))
	case Exp:
		return Do(Mul, e, d[0])
	case Log:
		return Do(Div, d[0], a[0])
	case Log10:
		return Do(Div, d[0], Do(Mul, a[0], Number(2.302585092994045684)))
	case Sqrt:
		return Do(Div, d[0], Do(Mul, Number(2), e))
	case Abs:
		return Do(Mul, Do(Sub, Do(Greater, a[0], zero), Do(Less, a[0], zero)), d[0])
	case Sin:
		return Do(Mul, Do(Cos, a[0]), d[0])
	case Cos:
		return Do(Neg, Do(Mul, Do(Sin, a[0]), d[0]))
	case Tanh:
		return Do(Mul, Do(Sub, Number(1), Do(Mul, e, e)), d[0])
	case Min, Max:
		best, slope := a[0], d[0]
		first, second := LessEq, Greater
		if e.Op == Max {
			first, second = GreaterEq, Less
		}
		for i := 1; i < len(a); i++ {
			slope = Do(Add, Do(Mul, Do(first, best, a[i]), slope), Do(Mul, Do(second, best, a[i]), d[i]))
			best = Do(e.Op, best, a[i])
		}
		return slope
	case Clamp:
		inside := Do(And, Do(GreaterEq, a[0], a[1]), Do(LessEq, a[0], a[2]))
		return Do(Add, Do(Mul, inside, d[0]), Do(Add, Do(Mul, Do(Less, a[0], a[1]), d[1]), Do(Mul, Do(Greater, a[0], a[2]), d[2])))
	case Choose:
		return Do(Choose, a[0], d[1], d[2])
	case Uniform:
		return Do(Uniform, d[0], d[1])
	}
	return zero
}
