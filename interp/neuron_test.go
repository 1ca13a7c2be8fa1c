package interp_test

import (
	"fmt"
	"math"
	"testing"
)

// nodes is the cable of testdata/neuron/nodes.csv.
const nodes = `
neuron nodes {
  compartments x20 { node; internode x10 }
  param length = node * 2um + internode * 100um, diameter = node * 6um + internode * 10um, resistivity = 100ohm * 1cm
  param capacitance = (node + internode * 0.005) * 1uF / 1cm ^ 2
  param sodium = node * 1200mS / 1cm ^ 2, potassium = node * 360mS / 1cm ^ 2, leak = node * 3mS / 1cm ^ 2 + internode * 1uS / 1cm ^ 2
  param e_leak = node * (-54.387mV) + internode * (-65mV), speed = 3 ^ 1.22
  var v = -65mV, m = 0.0529, h = 0.5961, n = 0.3177
  dv/dt = (injected / area - sodium * m ^ 3 * h * (v - 50mV) - potassium * n ^ 4 * (v + 77mV) - leak * (v - e_leak)) / capacitance
  dm/dt = speed * (((v + 40mV) / 20mV + max(abs(v + 40mV) / 20mV, 1e-6) / tanh(max(abs(v + 40mV) / 20mV, 1e-6))) * (1 - m) - 4 * exp(-(v + 65mV) / 18mV) * m) / 1ms
  dh/dt = speed * (0.07 * exp(-(v + 65mV) / 20mV) * (1 - h) - h / (1 + exp(-(v + 35mV) / 10mV))) / 1ms
  dn/dt = speed * (0.1 * ((v + 55mV) / 20mV + max(abs(v + 55mV) / 20mV, 1e-6) / tanh(max(abs(v + 55mV) / 20mV, 1e-6))) * (1 - n) - 0.125 * exp(-(v + 65mV) / 80mV) * n) / 1ms
}
`

// TestCablesAgainstNeuron holds cables against traces of NEURON (Crank-Nicolson, steps of 1 us) at two places: the largest
// difference at the samples, in mV, and between the peaks, in ms.
func TestCablesAgainstNeuron(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	for _, c := range []struct {
		model, current  string
		near, far       int
		step            float64 // ms
		until           string
		millivolts, lag float64
	}{
		{"squid_axon", "20uA", 60, 140, 0.001, "7.8ms", 0.01, 0.0011},
		{"squid_axon", "20uA", 60, 140, 0.01, "7.8ms", 2.5, 0.0051},
		{"nodes", "5nA", 56, 166, 0.001, "3.8ms", 0.05, 0.0011},
		{"nodes", "5nA", 56, 166, 0.005, "3.8ms", 1.5, 0.0051},
	} {
		t.Run(fmt.Sprintf("%s at %g ms", c.model, c.step), func(t *testing.T) {
			want := peer(t, "neuron", c.model)
			definition := ""
			if c.model == "nodes" {
				definition = nodes
			}
			r := result(t, definition+fmt.Sprintf("circuit one { neuron a of %s { }; step %gms }\nuse one\nrecord a[%d].v, a[%d].v\ninject a current %s for 0.2ms\nrest %s",
				c.model, c.step, c.near, c.far, c.current, c.until))
			for k, place := range []int{c.near, c.far} {
				tr := trace(t, r, fmt.Sprintf("a[%d].v", place))
				v := tr.Values[0]
				peak := 0
				for i := range v {
					if v[i] > v[peak] {
						peak = i
					}
				}
				if lag := math.Abs(tr.Time[peak]*1e3 - want.head[k]); lag > c.lag {
					t.Errorf("the peak of %d is %.4f ms away from NEURON's", place, lag)
				}
				worst := 0.0
				for i, x := range want.columns[[]string{"near", "far"}[k]] {
					at := int(math.Round(want.columns["t"][i] / c.step))
					worst = math.Max(worst, math.Abs(v[at]*1e3-x))
				}
				t.Logf("compartment %d: %.4f mV", place, worst)
				if worst > c.millivolts {
					t.Errorf("v of %d is up to %.3f mV away from NEURON's", place, worst)
				}
			}
		})
	}
}
