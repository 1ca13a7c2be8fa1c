package eval

import (
	"math"
	"math/big"
	"sync"
)

// The functions of Go's math differ in their last bit between machines. A script computes few of them, so they are taken
// with 256 bits here and rounded once: every machine gets the number nearest to the true value.

const precision = 256 // bits

func wide(x float64) *big.Float { return new(big.Float).SetPrec(precision).SetFloat64(x) }

func fresh() *big.Float { return new(big.Float).SetPrec(precision) }

func round(x *big.Float) float64 { f, _ := x.Float64(); return f }

// ordinary says whether x is a finite number other than 0; the others are left to math, where they are exact.
func ordinary(x float64) bool { return x != 0 && !math.IsInf(x, 0) && x == x }

// Exp is e^x, as every machine rounds it.
func Exp(x float64) float64 {
	if !ordinary(x) || x > 710 || x < -746 {
		return math.Exp(x)
	}
	return round(exponential(wide(x)))
}

// exponential is e^x for |x| < 1e4, by its series at x/2^32, squared again.
func exponential(x *big.Float) *big.Float {
	const halvings = 32
	small := fresh().SetMantExp(x, -halvings)
	sum, term := wide(1), wide(1)
	for k := 1; k < 16; k++ {
		term.Mul(term, small)
		term.Quo(term, wide(float64(k)))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
	}
	return sum
}

// Log is the natural logarithm, as every machine rounds it.
func Log(x float64) float64 {
	if !ordinary(x) || x < 0 || x == 1 {
		return math.Log(x)
	}
	return round(logarithm(x))
}

// Log10 is the logarithm to base 10, as every machine rounds it.
func Log10(x float64) float64 {
	if !ordinary(x) || x < 0 || x == 1 {
		return math.Log10(x)
	}
	return round(fresh().Quo(logarithm(x), logarithm(10)))
}

// logarithm is log x for 0 < x: of the mantissa, and as often that of 2 as the exponent says.
func logarithm(x float64) *big.Float {
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, e = 2*m, e-1
	}
	sum := area(wide(m))
	return sum.Add(sum, fresh().Mul(wide(float64(e)), two()))
}

// two is log 2.
var two = sync.OnceValue(func() *big.Float { return area(wide(2)) })

// area is log m for m near 1: twice the series of artanh at (m-1)/(m+1), as far as the sum is changed.
func area(m *big.Float) *big.Float {
	s := fresh().Quo(fresh().Sub(m, wide(1)), fresh().Add(m, wide(1)))
	square, power, sum := fresh().Mul(s, s), fresh().Set(s), fresh()
	if s.Sign() == 0 {
		return sum
	}
	term, count := fresh(), fresh()
	for k := 1; k == 1 || power.MantExp(nil) > sum.MantExp(nil)-precision-2; k += 2 {
		sum.Add(sum, term.Quo(power, count.SetInt64(int64(k))))
		power.Mul(power, square)
	}
	return sum.Add(sum, sum)
}

// Power is a^b, as every machine rounds it.
func Power(a, b float64) float64 {
	if !ordinary(a) || !ordinary(b) || a == 1 || b == 1 || a < 0 && b != math.Trunc(b) {
		return math.Pow(a, b)
	}
	if b == math.Trunc(b) && math.Abs(b) <= 64 {
		return round(product(a, int(b)))
	}
	y := fresh().Mul(wide(b), logarithm(math.Abs(a)))
	if f := round(y); f > 710 || f < -746 {
		return math.Pow(a, b)
	}
	r := round(exponential(y))
	if a < 0 && math.Mod(b, 2) != 0 {
		return -r
	}
	return r
}

// product is a^n, by multiplication.
func product(a float64, n int) *big.Float {
	r, square := wide(1), wide(a)
	for k := max(n, -n); k > 0; k /= 2 {
		if k%2 == 1 {
			r.Mul(r, square)
		}
		square.Mul(square, square)
	}
	if n < 0 {
		r.Quo(wide(1), r)
	}
	return r
}

// Tanh is the hyperbolic tangent, as every machine rounds it.
func Tanh(x float64) float64 {
	switch {
	case !ordinary(x) || math.Abs(x) > 22:
		return math.Tanh(x)
	case math.Abs(x) < 0x1p-40: // x - x³/3, of which no bit more is seen
		w := wide(x)
		return round(w.Sub(w, fresh().Quo(fresh().Mul(fresh().Mul(w, w), w), wide(3))))
	}
	e := exponential(wide(2 * x))
	return round(fresh().Quo(fresh().Sub(e, wide(1)), fresh().Add(e, wide(1))))
}

// Sin and Cos are those of an angle in radians, as every machine rounds them.
func Sin(x float64) float64 { return turn(x, 0, math.Sin) }

// Cos is the cosine; see Sin.
func Cos(x float64) float64 { return turn(x, 1, math.Cos) }

// turn is the sine of x and so many quarter turns. Beyond a million turns math answers.
func turn(x float64, quarters int64, far func(float64) float64) float64 {
	if !ordinary(x) || math.Abs(x) > 1e7 {
		return far(x)
	}
	quarter := fresh().Mul(wide(2), fresh().Sub(fresh().Mul(wide(4), arctan(5)), arctan(239))) // Machin 1706: π/4 = 4 arctan 1/5 - arctan 1/239
	n := int64(math.Round(x / (math.Pi / 2)))
	rest := fresh().Sub(wide(x), fresh().Mul(wide(float64(n)), quarter))
	n += quarters
	square, term, sum := fresh().Mul(rest, rest), wide(1), wide(1)
	first := 0
	if n%2 == 0 { // sine
		term, sum, first = fresh().Set(rest), fresh().Set(rest), 1
	}
	for k := first + 2; k < 64; k += 2 {
		term.Mul(term, square)
		term.Quo(term, wide(float64(-k*(k-1))))
		sum.Add(sum, term)
	}
	if n&2 != 0 {
		sum.Neg(sum)
	}
	return round(sum)
}

// arctan is the arc tangent of 1/n.
func arctan(n float64) *big.Float {
	sum, power := fresh(), fresh().Quo(wide(1), wide(n))
	for k := 1; k < 120; k += 2 {
		sum.Add(sum, fresh().Quo(power, wide(float64(k))))
		power.Quo(power, wide(-n*n))
	}
	return sum
}
