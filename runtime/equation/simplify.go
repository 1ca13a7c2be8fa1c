package equation

// Simplify folds constants and drops what does nothing (x+0, x·1, 0·x). It decides which equations are linear, so it
// keeps everything else as written.
func (e *Expr) Simplify() *Expr {
	if e == nil || len(e.Args) == 0 {
		return e
	}
	args := make([]*Expr, len(e.Args))
	constant := e.Op != Uniform && e.Op != Normal && e.Op != Noise
	for i, a := range e.Args {
		args[i] = a.Simplify()
		constant = constant && args[i].Op == Const
	}
	out := &Expr{Op: e.Op, Args: args}
	if constant {
		v, _ := out.Evaluate(nil)
		return Number(v)
	}
	is := func(i int, v float64) bool { return args[i].Op == Const && args[i].Value == v }
	switch e.Op {
	case Add:
		if is(0, 0) {
			return args[1]
		}
		if is(1, 0) {
			return args[0]
		}
	case Sub:
		if is(1, 0) {
			return args[0]
		}
		if is(0, 0) {
			return Do(Neg, args[1])
		}
	case Mul:
		if is(0, 0) || is(1, 0) {
			return Number(0)
		}
		if is(0, 1) {
			return args[1]
		}
		if is(1, 1) {
			return args[0]
		}
	case Div:
		if is(0, 0) {
			return Number(0)
		}
		if is(1, 1) {
			return args[0]
		}
	case Pow:
		if is(1, 0) {
			return Number(1)
		}
		if is(1, 1) {
			return args[0]
		}
	case Neg:
		if args[0].Op == Neg {
			return args[0].Args[0]
		}
	}
	return out
}
