package random

import (
	"math"
	"testing"
)

// The known answers of the Random123 distribution (kat_vectors, philox4x64 10).
func TestPhiloxWords(t *testing.T) {
	all := ^uint64(0)
	for _, c := range []struct {
		key       [2]uint64
		ctr, want [4]uint64
	}{
		{[2]uint64{}, [4]uint64{}, [4]uint64{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}},
		{[2]uint64{all, all}, [4]uint64{all, all, all, all}, [4]uint64{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}},
		{[2]uint64{0x452821e638d01377, 0xbe5466cf34e90c6c}, [4]uint64{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
			[4]uint64{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6}},
	} {
		if got := Philox(c.key, c.ctr); got != c.want {
			t.Errorf("key %x counter %x: got %x, want %x", c.key, c.ctr, got, c.want)
		}
	}
}

func TestQuantile(t *testing.T) {
	for _, p := range []float64{1e-300, 1e-17, 1e-9, 0.001, 0.02425, 0.1, 0.3, 0.5, 0.9, 0.99, 0.999999} {
		want := math.Sqrt2 * math.Erfinv(2*p-1)
		if p < 1e-3 {
			want = -math.Sqrt2 * math.Erfcinv(2*p)
			if p < 1e-8 {
				want = 0
			}
		}
		got := Quantile(p)
		if want != 0 && math.Abs(got-want) > 1e-12*math.Abs(want) || p == 0.5 && got != 0 {
			t.Errorf("Quantile(%g) = %v, want %v", p, got, want)
		}
		if back := 0.5 * math.Erfc(-got/math.Sqrt2); math.Abs(back-p) > 1e-11*p {
			t.Errorf("Quantile(%g) = %v, whose share is %g", p, got, back)
		}
	}
}

func TestFillsAgree(t *testing.T) {
	k := Key{Seed: 7, Animal: 3}
	out := make([]float64, 11)
	k.Normals(out, 5, 9, 6)
	for n, v := range out {
		if v != k.Normal(5, 9, 6+uint64(n)) {
			t.Fatalf("number %d differs", n)
		}
	}
}

func TestMoments(t *testing.T) {
	out := make([]float64, 200000)
	Key{Seed: 1, Animal: 1}.Normals(out, Purpose("test"), 0, 0)
	var m, v float64
	for _, x := range out {
		m += x / float64(len(out))
		v += x * x / float64(len(out))
	}
	if math.Abs(m) > 0.01 || math.Abs(v-1) > 0.01 {
		t.Errorf("mean %g, variance %g", m, v)
	}
}
