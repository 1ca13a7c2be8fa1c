package vector

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"protoexp/runtime/equation/elementary"
)

// same compares bits; any two that are not numbers are alike.
func same(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b
}

// twins runs every operation by assembly and by the loops. It fails where the bits differ or lanes behind the block change.
func twins(t *testing.T, x, y, z []float64, a, b, c, g float64) {
	t.Helper()
	if !wide {
		t.Skip("no AVX2 here")
	}
	if has := wider; has {
		defer func() { wider = true }()
		twinsOf(t, x, y, z, a, b, c, g)
		wider = false
	}
	twinsOf(t, x, y, z, a, b, c, g)
}

// twinsOf does so with the assembly that is chosen now.
func twinsOf(t *testing.T, x, y, z []float64, a, b, c, g float64) {
	t.Helper()
	chosen := wider
	defer func() { wide, wider = true, chosen }()
	n := len(x)
	for name, op := range ops {
		fast, slow := make([]float64, n+5), make([]float64, n+5)
		wide, wider = true, chosen
		op(fast[:n], x, y, z, a, b, c, g)
		wide, wider = false, false
		op(slow[:n], x, y, z, a, b, c, g)
		if !slices.EqualFunc(fast, slow, same) {
			t.Fatalf("%s of %d lanes: %v and %v", name, n, fast, slow)
		}
	}
	for _, l := range [][]float64{x, y, z} {
		finite := true
		for _, v := range l {
			finite = finite && !math.IsNaN(v) && !math.IsInf(v, 0)
		}
		if Finite(l) != finite {
			t.Fatalf("Finite(%v) is %v", l, !finite)
		}
	}
	fast, slow := make([]uint64, n/64+2), make([]uint64, n/64+2)
	wide, wider = true, chosen
	Above(fast, x, a)
	wide, wider = false, false
	Above(slow, x, a)
	if !slices.Equal(fast, slow) {
		t.Fatalf("Above of %d lanes: %x and %x", n, fast, slow)
	}
	for k, v := range x {
		if v > a != (slow[k/64]>>(k%64)&1 == 1) {
			t.Fatalf("Above: lane %d", k)
		}
	}
}

func TestTwins(t *testing.T) {
	special := []float64{0, math.Copysign(0, -1), 1, -1, 1.0 / 3, math.Inf(1), math.Inf(-1), math.NaN(), 5e-324, 1e308, -2.5e-7}
	for n := range 200 {
		x, y, z := make([]float64, n), make([]float64, n), make([]float64, n)
		for i := range n {
			x[i], y[i], z[i] = special[(i*7+n)%11], special[(i*3+1)%11], special[(i*5+2)%11]
		}
		if n%3 == 0 { // finite but for one lane
			for i := range n {
				x[i], y[i] = float64(i), 1e300
			}
			if n > 0 {
				y[n/2] = special[5+n/3%3]
			}
		}
		twins(t, x, y, z, special[n%11], special[(n/11)%11], special[(n+5)%11], special[(n+8)%11])
	}
}

// Exponentials over all of their range, with one lane out of it now and then.
func TestExponentials(t *testing.T) {
	for n := range 64 {
		for _, reach := range []float64{0.39, 1, 50, 709.5, 800} {
			x := make([]float64, n)
			for i := range x {
				x[i] = reach * math.Sin(float64(1+i*i+7*n))
			}
			if n > 20 && n%5 == 0 {
				x[n-3] = []float64{math.NaN(), math.Inf(1), math.Inf(-1), 720, -745, 0.4, -0.4}[n%7]
			}
			twins(t, x, x, x, 1, 1, 1, 1)
		}
	}
}

// Phi1 by assembly does not divide; it rounds as a division does, for arguments of every size.
func TestPhi1RoundsAsADivision(t *testing.T) {
	if !wide || !fused {
		t.Skip("no AVX2 here")
	}
	has := wider
	defer func() { wider = has }()
	draw := rand.New(rand.NewPCG(1, 2))
	x, d := make([]float64, 43), make([]float64, 43)
	for round := range 20000 {
		for i := range x {
			x[i] = (2*draw.Float64() - 1) * 0.4
			if round%2 == 0 {
				x[i] = math.Ldexp(x[i], -int(draw.ExpFloat64()*float64(round%100)))
			}
		}
		for _, chosen := range []bool{false, has} {
			wider = chosen
			if n := phi1Fours(d, x); n < 36 {
				t.Fatalf("%d of %d lanes by assembly: %v", n, len(x), x)
			}
			Phi1(d, x)
			for i := range x {
				if want := elementary.Phi1(x[i]); d[i] != want {
					t.Fatalf("φ(%v) = %v by assembly, and %v", x[i], d[i], want)
				}
			}
		}
	}
}

func FuzzTwins(f *testing.F) {
	f.Add([]byte("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var numbers []float64
		for ; len(data) >= 8; data = data[8:] {
			numbers = append(numbers, math.Float64frombits(binary.LittleEndian.Uint64(data)))
		}
		if len(numbers) < 5 {
			return
		}
		s, lanes := numbers[:4], numbers[4:]
		n := (len(lanes) + 2) / 3
		lane := func(k int) []float64 {
			out := make([]float64, n)
			for i := range out {
				out[i] = lanes[(k*n+i)%len(lanes)]
			}
			return out
		}
		twins(t, lane(0), lane(1), lane(2), s[0], s[1], s[2], s[3])
	})
}
