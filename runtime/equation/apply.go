package equation

import (
	"math"

	"protoexp/runtime/equation/elementary"
)

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// unary computes an operation on one number.
func unary(op Op, x float64) float64 {
	switch op {
	case Neg:
		return -x
	case Not:
		return truth(x == 0)
	case Exp:
		return elementary.Exp(x)
	case Log:
		return elementary.Log(x)
	case Log10:
		return elementary.Log10(x)
	case Sqrt:
		return math.Sqrt(x)
	case Abs:
		return math.Abs(x)
	case Round:
		return math.Round(x)
	case Sin:
		return elementary.Sin(x)
	case Cos:
		return elementary.Cos(x)
	case Tanh:
		return elementary.Tanh(x)
	case phi1:
		return elementary.Phi1(x)
	}
	panic("equation: not an operation on one number")
}

// binary computes an operation on two numbers.
func binary(op Op, x, y float64) float64 {
	switch op {
	case Add:
		return x + y
	case Sub:
		return x - y
	case Mul:
		return x * y
	case Div:
		return x / y
	case Pow:
		return elementary.Pow(x, y)
	case Less:
		return truth(x < y)
	case LessEq:
		return truth(x <= y)
	case Greater:
		return truth(x > y)
	case GreaterEq:
		return truth(x >= y)
	case Equal:
		return truth(x == y)
	case NotEqual:
		return truth(x != y)
	case And:
		return truth(x != 0 && y != 0)
	case Or:
		return truth(x != 0 || y != 0)
	case Min:
		if y < x {
			return y
		}
		return x
	case Max:
		if y > x {
			return y
		}
		return x
	}
	panic("equation: not an operation on two numbers")
}

// Surroundings give an expression its names and its random numbers.
type Surroundings interface {
	Lookup(name string) (float64, bool)
	Uniform() float64 // strictly between 0 and 1
	Normal() float64
}

// Evaluate computes e once. A name that is not known gives a *Unknown.
func (e *Expr) Evaluate(s Surroundings) (float64, error) {
	switch e.Op {
	case Const:
		return e.Value, nil
	case Name:
		v, ok := s.Lookup(e.Name)
		if !ok {
			return 0, &Unknown{e.Name}
		}
		return v, nil
	case Noise:
		return 0, nil
	}
	var args [3]float64
	for i, a := range e.Args {
		v, err := a.Evaluate(s)
		if err != nil {
			return 0, err
		}
		if i < 3 {
			args[i] = v
		}
		if (e.Op == Min || e.Op == Max) && i > 0 {
			args[0] = binary(e.Op, args[0], v)
		}
	}
	switch e.Op {
	case Min, Max:
		return args[0], nil
	case Choose:
		if args[0] != 0 {
			return args[1], nil
		}
		return args[2], nil
	case Once:
		return args[0], nil
	case Clamp:
		return binary(Min, binary(Max, args[0], args[1]), args[2]), nil
	case Uniform:
		return args[0] + float64((args[1]-args[0])*s.Uniform()), nil
	case Normal:
		return args[0] + float64(args[1]*s.Normal()), nil
	}
	if len(e.Args) == 1 {
		return unary(e.Op, args[0]), nil
	}
	return binary(e.Op, args[0], args[1]), nil
}

// Unknown is a name that stands for nothing where it is used.
type Unknown struct{ Name string }

func (e *Unknown) Error() string { return e.Name + " stands for nothing here" }
