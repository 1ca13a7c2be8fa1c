package vector

import (
	"testing"

	"protoexp/runtime/equation/elementary"
)

// ops is every operation on lanes x, y, z and numbers a, b, c, g.
var ops = map[string]func(d, x, y, z []float64, a, b, c, g float64){
	"Scale":    func(d, x, y, z []float64, a, b, c, g float64) { Scale(d, x, a) },
	"Offset":   func(d, x, y, z []float64, a, b, c, g float64) { Offset(d, x, a) },
	"Rest":     func(d, x, y, z []float64, a, b, c, g float64) { Rest(d, x, a) },
	"AtMost":   func(d, x, y, z []float64, a, b, c, g float64) { AtMost(d, x, a) },
	"AtLeast":  func(d, x, y, z []float64, a, b, c, g float64) { AtLeast(d, x, a) },
	"Add":      func(d, x, y, z []float64, a, b, c, g float64) { Add(d, x, y) },
	"Sub":      func(d, x, y, z []float64, a, b, c, g float64) { Sub(d, x, y) },
	"Mul":      func(d, x, y, z []float64, a, b, c, g float64) { Mul(d, x, y) },
	"Div":      func(d, x, y, z []float64, a, b, c, g float64) { Div(d, x, y) },
	"Over":     func(d, x, y, z []float64, a, b, c, g float64) { Over(d, x, a) },
	"Per":      func(d, x, y, z []float64, a, b, c, g float64) { Per(d, x, a) },
	"MulAdd":   func(d, x, y, z []float64, a, b, c, g float64) { MulAdd(d, x, y, z) },
	"ScaleAdd": func(d, x, y, z []float64, a, b, c, g float64) { ScaleAdd(d, x, z, a) },
	"Affine1":  func(d, x, y, z []float64, a, b, c, g float64) { Affine1(d, x, a, g) },
	"Affine2":  func(d, x, y, z []float64, a, b, c, g float64) { Affine2(d, x, y, a, b, g) },
	"Exp":      func(d, x, y, z []float64, a, b, c, g float64) { Exp(d, x) },
	"Phi1":     func(d, x, y, z []float64, a, b, c, g float64) { Phi1(d, x) },
	"Affine3":  func(d, x, y, z []float64, a, b, c, g float64) { Affine3(d, x, y, z, a, b, c, g) },
	"in place": func(d, x, y, z []float64, a, b, c, g float64) { copy(d, x); Affine3(d, y, z, d, a, b, c, g) },
}

// The operations are what their comments say, lane by lane.
func TestLanes(t *testing.T) {
	x, y, z := []float64{1, -2, 3, 0.5, 7}, []float64{4, 5, -6, 8, 9}, []float64{0.25, 10, 11, -12, 13}
	for name, want := range map[string]func(x, y, z float64) float64{
		"Scale": func(x, y, z float64) float64 { return x * 2 }, "Offset": func(x, y, z float64) float64 { return x + 2 },
		"Rest": func(x, y, z float64) float64 { return 2 - x }, "AtMost": func(x, y, z float64) float64 { return min(x, 2) },
		"AtLeast": func(x, y, z float64) float64 { return max(x, 2) }, "Add": func(x, y, z float64) float64 { return x + y },
		"Sub": func(x, y, z float64) float64 { return x - y }, "Mul": func(x, y, z float64) float64 { return x * y },
		"Div": func(x, y, z float64) float64 { return x / y }, "Over": func(x, y, z float64) float64 { return x / 2 },
		"Per":    func(x, y, z float64) float64 { return 2 / x },
		"MulAdd": func(x, y, z float64) float64 { return x*y + z }, "ScaleAdd": func(x, y, z float64) float64 { return x*2 + z },
		"Affine1": func(x, y, z float64) float64 { return x*2 + 16 }, "Affine2": func(x, y, z float64) float64 { return x*2 + y*4 + 16 },
		"Affine3": func(x, y, z float64) float64 { return x*2 + y*4 + z*8 + 16 },
		"Exp":     func(x, y, z float64) float64 { return elementary.Exp(x) }, "Phi1": func(x, y, z float64) float64 { return elementary.Phi1(x) },
		"in place": func(x, y, z float64) float64 { return y*2 + z*4 + x*8 + 16 },
	} {
		d := make([]float64, len(x))
		ops[name](d, x, y, z, 2, 4, 8, 16)
		for i := range d {
			if d[i] != want(x[i], y[i], z[i]) {
				t.Errorf("%s: lane %d is %v", name, i, d[i])
			}
		}
	}
}

func BenchmarkVector(b *testing.B) {
	x, y, z, d := make([]float64, 256), make([]float64, 256), make([]float64, 256), make([]float64, 256)
	for name, op := range ops {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				op(d, x, y, z, 0.9, 0.1, 0.2, 0.3)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/256, "ns/lane")
		})
	}
}
