package eval

import (
	"math"
	"math/rand"
	"testing"
)

// TestElementary: the functions are near those of math, which are good but differ between machines.
func TestElementary(t *testing.T) {
	draw := rand.New(rand.NewSource(1))
	near := func(name string, x, got, want float64) {
		t.Helper()
		units := 2.0
		if name == "pow" { // math loses digits where the exponent is large
			units = 100
		}
		if got != want && !(math.Abs(got-want) <= 0x1p-52*units*math.Abs(want)) && !(got != got && want != want) {
			t.Errorf("%s(%v) = %v, math has %v", name, x, got, want)
		}
	}
	for range 300 {
		x := draw.NormFloat64() * math.Pow(10, float64(draw.Intn(7)-4))
		near("sin", x, Sin(x), math.Sin(x))
		near("cos", x, Cos(x), math.Cos(x))
		near("tanh", x, Tanh(x), math.Tanh(x))
		near("exp", x, Exp(x), math.Exp(x))
		x = math.Exp(draw.NormFloat64() * 50)
		near("log", x, Log(x), math.Log(x))
		near("log10", x, Log10(x), math.Log10(x))
		y := draw.NormFloat64() * 3
		near("pow", x, Power(x, y), math.Pow(x, y))
	}
	for _, x := range []float64{0, math.Copysign(0, -1), 1, -1, math.Inf(1), math.Inf(-1), math.NaN(), 1e-300, -1e-300, 700, 709.9, -745, -800, 1e300} {
		near("sin", x, Sin(x), math.Sin(x))
		near("cos", x, Cos(x), math.Cos(x))
		near("tanh", x, Tanh(x), math.Tanh(x))
		near("exp", x, Exp(x), math.Exp(x))
		near("log", x, Log(x), math.Log(x))
		near("log10", x, Log10(x), math.Log10(x))
		for _, y := range []float64{0, 1, 2, -3, 0.5, 1e10, math.Inf(-1), math.NaN()} {
			near("pow", x, Power(x, y), math.Pow(x, y))
		}
	}
}

// TestRounded: numbers that are known to many places (Abramowitz & Stegun 1964, chapters 1 and 4) are rounded to nearest.
func TestRounded(t *testing.T) {
	for _, c := range []struct{ got, want float64 }{
		{Exp(1), 2.71828182845904523536028747135266249775724709369995}, {Exp(-1), 0.36787944117144232159552377016146086744581113103176},
		{Log(2), 0.69314718055994530941723212145817656807550013436026}, {Log(10), 2.30258509299404568401799145468436420760110148862877},
		{Log10(1000), 3}, {Power(10, -3), 0.001}, {Power(3, 4), 81}, {Power(-2, 3), -8}, {Power(2, 0.5), 1.41421356237309504880168872420969807856967187537695},
		{Sin(1), 0.84147098480789650665250232163029899962256306079837}, {Cos(1), 0.54030230586813971740093660744297660373231042061792},
		{Log(5e-324), -744.44007192138126231410729844608163411}, // math has -709 on amd64
		{Tanh(1), 0.76159415595576488811945828260479359041276859725793},
	} {
		if c.got != c.want {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
}

// TestWholePowers: a product is what the logarithm gives, and what lies exactly between two numbers goes to the even one.
func TestWholePowers(t *testing.T) {
	draw := rand.New(rand.NewSource(2))
	for range 300 {
		x, n := math.Exp(draw.NormFloat64()*3), float64(draw.Intn(129)-64)
		if got, want := Power(x, n), round(exponential(fresh().Mul(wide(n), logarithm(x)))); n != 0 && got != want {
			t.Errorf("%v ^ %v = %v by multiplication, %v by the logarithm", x, n, got, want)
		}
	}
	if got, want := Power(1+0x1p-27, 2), 1+0x1p-26; got != want { // 1 + 2^-26 + 2^-54
		t.Errorf("%v, want %v", got, want)
	}
	if got, want := Power(1+3*0x1p-27+0x1p-52, 2), (1+3*0x1p-27+0x1p-52)*(1+3*0x1p-27+0x1p-52); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

func BenchmarkPower(b *testing.B) {
	for b.Loop() {
		Power(0.37, 4)
	}
}

func BenchmarkLog(b *testing.B) {
	for b.Loop() {
		Log(0.37)
	}
}
