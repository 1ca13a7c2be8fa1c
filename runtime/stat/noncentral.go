package stat

import (
	"math"
	"sync"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/mathext"
)

// nodes are those of a Gauss-Legendre rule on -1..1.
var nodes = sync.OnceValue(func() (r struct{ x, w [16]float64 }) {
	quad.Legendre{}.FixedLocations(r.x[:], r.w[:], -1, 1)
	return r
})

// noncentralTUpper is the share above t of the noncentral t with shift delta: the mean of P(Z > t s - delta) over the
// distribution of s, a standard deviation (Johnson, Kotz and Balakrishnan 1995, chapter 31). It integrates that, for the
// usual series (Lenth 1989, AS 243) loses its terms where delta is large.
func noncentralTUpper(t, df, delta float64) float64 {
	sqrt := math.Sqrt(df)
	log, _ := math.Lgamma(df / 2)
	log += (df/2 - 1) * math.Ln2
	f := func(x float64) float64 {
		return normalUpper(t*x/sqrt-delta) * math.Exp((df-1)*math.Log(x)-x*x/2-log)
	}
	low, high := max(0, sqrt-9), sqrt+9
	if width := sqrt / math.Abs(t); width < 0.5 { // the step from 1 to 0 is narrow
		at := delta * sqrt / t
		from, to := min(max(low, at-12*width), high), min(max(low, at+12*width), high)
		return panels(f, low, from, 0.5) + panels(f, from, to, width) + panels(f, to, high, 0.5)
	}
	return panels(f, low, high, 0.5)
}

// panels integrates f in steps of no more than width.
func panels(f func(float64) float64, low, high, width float64) (sum float64) {
	if high <= low {
		return 0
	}
	n := math.Ceil((high - low) / width)
	half := (high - low) / n / 2
	rule := nodes()
	for k := range int(n) {
		mid := low + (2*float64(k)+1)*half
		for i, x := range rule.x {
			sum += rule.w[i] * f(mid+half*x)
		}
	}
	return sum * half
}

// shiftInterval is the interval of the shift of a noncentral t that was seen as t (Steiger and Fouladi 1997).
func shiftInterval(t, df, level float64) (low, high float64) {
	tail := (1 - level) / 2
	at := func(share float64) float64 {
		f := func(delta float64) float64 { return noncentralTUpper(t, df, delta) - share }
		start := t - 4*math.Sqrt(1+t*t/(2*df))
		for f(start) > 0 {
			start -= 4 * math.Sqrt(1+t*t/(2*df))
		}
		return root(f, start, t-start)
	}
	return at(tail), at(1 - tail)
}

// noncentralFUpper is the share above f of the noncentral F: a mean of shares of beta distributions with the weights of a
// Poisson distribution of mean lambda/2, summed from its middle outwards.
func noncentralFUpper(f, df1, df2, lambda float64) float64 {
	if f <= 0 {
		return 1
	}
	x := df2 / (df2 + df1*f)
	half := lambda / 2
	if half == 0 {
		return mathext.RegIncBeta(df2/2, df1/2, x)
	}
	term := func(j float64) float64 {
		log, _ := math.Lgamma(j + 1)
		return math.Exp(j*math.Log(half)-half-log) * mathext.RegIncBeta(df2/2, df1/2+j, x)
	}
	// Far from zero the weights are so wide that every stride-th term tells the sum.
	middle, wide := math.Floor(half), math.Sqrt(half)
	stride := max(1, math.Floor(wide/8))
	reach := 12*wide + 40
	var sum float64
	for j := middle; j >= 0 && j > middle-reach; j -= stride {
		sum += term(j)
	}
	for j := middle + stride; j < middle+reach; j += stride {
		add := term(j)
		sum += add
		if add < 1e-18*sum {
			break
		}
	}
	return min(1, sum*stride)
}

// noncentralityInterval is the interval of lambda of a noncentral F that was seen as f.
func noncentralityInterval(f, df1, df2, level float64) (low, high float64) {
	tail := (1 - level) / 2
	at := func(share float64) float64 {
		return root(func(lambda float64) float64 { return noncentralFUpper(f, df1, df2, lambda) - share }, 0, df1*f+1)
	}
	return at(tail), at(1 - tail)
}
