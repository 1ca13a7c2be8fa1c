package equation

import (
	"math"

	"protoexp/runtime/equation/vector"
)

func (m *machine) apply(d []float64, op Op, x []float64) {
	x = x[:len(d)]
	switch op {
	case Neg:
		for i := range d {
			d[i] = -x[i]
		}
	case Exp:
		vector.Exp(d, x)
	case phi1:
		vector.Phi1(d, x)
	case Sqrt:
		for i := range d {
			d[i] = math.Sqrt(x[i])
		}
	default:
		for i := range d {
			d[i] = unary(op, x[i])
		}
	}
}

func lanesLanes(d []float64, op Op, x, y []float64) {
	x, y = x[:len(d)], y[:len(d)]
	switch op {
	case Add:
		vector.Add(d, x, y)
	case Sub:
		vector.Sub(d, x, y)
	case Mul:
		vector.Mul(d, x, y)
	case Div:
		vector.Div(d, x, y)
	case Less:
		for i := range d {
			d[i] = truth(x[i] < y[i])
		}
	case LessEq:
		for i := range d {
			d[i] = truth(x[i] <= y[i])
		}
	case Greater:
		for i := range d {
			d[i] = truth(x[i] > y[i])
		}
	case GreaterEq:
		for i := range d {
			d[i] = truth(x[i] >= y[i])
		}
	case NotEqual:
		for i := range d {
			d[i] = truth(x[i] != y[i])
		}
	case And:
		for i := range d {
			d[i] = truth(x[i] != 0 && y[i] != 0)
		}
	case Or:
		for i := range d {
			d[i] = truth(x[i] != 0 || y[i] != 0)
		}
	default:
		for i := range d {
			d[i] = binary(op, x[i], y[i])
		}
	}
}

func lanesNumber(d []float64, op Op, x []float64, y float64) {
	x = x[:len(d)]
	switch op {
	case Add:
		vector.Offset(d, x, y)
	case Sub:
		vector.Offset(d, x, -y)
	case Mul:
		vector.Scale(d, x, y)
	case Min:
		vector.AtMost(d, x, y)
	case Max:
		vector.AtLeast(d, x, y)
	case Div:
		vector.Over(d, x, y)
	case Less:
		for i := range d {
			d[i] = truth(x[i] < y)
		}
	case LessEq:
		for i := range d {
			d[i] = truth(x[i] <= y)
		}
	case Greater:
		for i := range d {
			d[i] = truth(x[i] > y)
		}
	case GreaterEq:
		for i := range d {
			d[i] = truth(x[i] >= y)
		}
	case NotEqual:
		for i := range d {
			d[i] = truth(x[i] != y)
		}
	default:
		for i := range d {
			d[i] = binary(op, x[i], y)
		}
	}
}

func numberLanes(d []float64, op Op, x float64, y []float64) {
	y = y[:len(d)]
	switch op {
	case Add:
		vector.Offset(d, y, x)
	case Sub:
		vector.Rest(d, y, x)
	case Mul:
		vector.Scale(d, y, x)
	case Div:
		vector.Per(d, y, x)
	case Less:
		for i := range d {
			d[i] = truth(x < y[i])
		}
	case LessEq:
		for i := range d {
			d[i] = truth(x <= y[i])
		}
	case Greater:
		for i := range d {
			d[i] = truth(x > y[i])
		}
	case GreaterEq:
		for i := range d {
			d[i] = truth(x >= y[i])
		}
	case NotEqual:
		for i := range d {
			d[i] = truth(x != y[i])
		}
	default:
		for i := range d {
			d[i] = binary(op, x, y[i])
		}
	}
}
