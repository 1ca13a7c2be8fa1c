package equation

import (
	"math"

	"protoexp/runtime/equation/elementary"
)

func (m *machine) apply(d []float64, op Op, x []float64) {
	x = x[:len(d)]
	switch op {
	case Neg:
		for i := range d {
			d[i] = -x[i]
		}
	case Exp:
		for i := range d {
			d[i] = elementary.Exp(x[i])
		}
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
		for i := range d {
			d[i] = x[i] + y[i]
		}
	case Sub:
		for i := range d {
			d[i] = x[i] - y[i]
		}
	case Mul:
		for i := range d {
			d[i] = x[i] * y[i]
		}
	case Div:
		for i := range d {
			d[i] = x[i] / y[i]
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
		for i := range d {
			d[i] = x[i] + y
		}
	case Sub:
		for i := range d {
			d[i] = x[i] - y
		}
	case Mul:
		for i := range d {
			d[i] = x[i] * y
		}
	case Div:
		for i := range d {
			d[i] = x[i] / y
		}
	case Greater:
		for i := range d {
			d[i] = truth(x[i] > y)
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
		for i := range d {
			d[i] = x + y[i]
		}
	case Sub:
		for i := range d {
			d[i] = x - y[i]
		}
	case Mul:
		for i := range d {
			d[i] = x * y[i]
		}
	case Div:
		for i := range d {
			d[i] = x / y[i]
		}
	default:
		for i := range d {
			d[i] = binary(op, x, y[i])
		}
	}
}
