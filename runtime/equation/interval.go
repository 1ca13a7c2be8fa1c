package equation

import "math"

// Interval is a range of numbers that holds a value for sure.
type Interval struct{ Lo, Hi float64 }

// Point is the interval of one number.
func Point(v float64) Interval { return Interval{v, v} }

// Everything is the interval of which nothing is known.
func Everything() Interval { return Interval{math.Inf(-1), math.Inf(1)} }

var (
	falsehood = Interval{0, 0}
	certainty = Interval{1, 1}
	perhaps   = Interval{0, 1}
)

// Bound returns an interval that e cannot leave while its names stay within theirs. Of a condition it is 0..0 when it
// cannot become true. Rounding errors are not counted.
func (e *Expr) Bound(lookup func(name string) Interval) Interval {
	switch e.Op {
	case Const:
		return Point(e.Value)
	case Name:
		return lookup(e.Name)
	}
	a := e.Args[0].Bound(lookup)
	switch e.Op {
	case Once:
		return a
	case Choose:
		x, y := e.Args[1].Bound(lookup), e.Args[2].Bound(lookup)
		return Interval{math.Min(x.Lo, y.Lo), math.Max(x.Hi, y.Hi)}
	}
	if len(e.Args) == 1 {
		return a.unary(e.Op)
	}
	b := e.Args[1].Bound(lookup)
	switch e.Op {
	case Min, Max:
		for i := 1; i < len(e.Args); i++ {
			if i > 1 {
				b = e.Args[i].Bound(lookup)
			}
			a = Interval{binary(e.Op, a.Lo, b.Lo), binary(e.Op, a.Hi, b.Hi)}
		}
		return a
	case Clamp:
		c := e.Args[2].Bound(lookup)
		return Interval{math.Min(math.Max(a.Lo, b.Lo), c.Lo), math.Min(math.Max(a.Hi, b.Hi), c.Hi)}
	}
	return a.binary(e.Op, b)
}

func (a Interval) unary(op Op) Interval {
	switch op {
	case Neg:
		return Interval{-a.Hi, -a.Lo}
	case Not:
		switch {
		case a == falsehood:
			return certainty
		case a.Lo > 0 || a.Hi < 0:
			return falsehood
		}
		return perhaps
	case Abs:
		if a.Lo >= 0 {
			return a
		}
		return Interval{math.Max(0, -a.Hi), math.Max(-a.Lo, a.Hi)}
	case Exp, Log, Log10, Sqrt, Tanh, Round: // rising
		lo, hi := unary(op, a.Lo), unary(op, a.Hi)
		if lo != lo || hi != hi {
			return Everything()
		}
		return Interval{lo, hi}
	case Sin, Cos:
		return Interval{-1, 1}
	}
	return Everything()
}

func (a Interval) binary(op Op, b Interval) Interval {
	known := func(yes, no bool) Interval {
		if yes {
			return certainty
		}
		if no {
			return falsehood
		}
		return perhaps
	}
	switch op {
	case Add:
		return Interval{a.Lo + b.Lo, a.Hi + b.Hi}.sane()
	case Sub:
		return Interval{a.Lo - b.Hi, a.Hi - b.Lo}.sane()
	case Mul:
		return corners(a.Lo*b.Lo, a.Lo*b.Hi, a.Hi*b.Lo, a.Hi*b.Hi)
	case Div:
		if b.Lo <= 0 && b.Hi >= 0 {
			return Everything()
		}
		return corners(a.Lo/b.Lo, a.Lo/b.Hi, a.Hi/b.Lo, a.Hi/b.Hi)
	case Pow:
		if b.Lo == b.Hi && a.Lo >= 0 {
			return corners(binary(Pow, a.Lo, b.Lo), binary(Pow, a.Hi, b.Lo), binary(Pow, a.Lo, b.Lo), binary(Pow, a.Hi, b.Lo))
		}
	case Greater:
		return known(a.Lo > b.Hi, a.Hi <= b.Lo)
	case GreaterEq:
		return known(a.Lo >= b.Hi, a.Hi < b.Lo)
	case Less:
		return known(a.Hi < b.Lo, a.Lo >= b.Hi)
	case LessEq:
		return known(a.Hi <= b.Lo, a.Lo > b.Hi)
	case Equal:
		return known(a.Lo == a.Hi && a == b, a.Hi < b.Lo || a.Lo > b.Hi)
	case NotEqual:
		return known(a.Hi < b.Lo || a.Lo > b.Hi, a.Lo == a.Hi && a == b)
	case And:
		if a == falsehood || b == falsehood {
			return falsehood
		}
		return perhaps
	case Or:
		if a == falsehood && b == falsehood {
			return falsehood
		}
		return perhaps
	}
	return Everything()
}

func (a Interval) sane() Interval {
	if a.Lo != a.Lo || a.Hi != a.Hi {
		return Everything()
	}
	return a
}

func corners(a, b, c, d float64) Interval {
	return Interval{math.Min(math.Min(a, b), math.Min(c, d)), math.Max(math.Max(a, b), math.Max(c, d))}.sane()
}
