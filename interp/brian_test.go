package interp_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"protoexp/runtime/record"
)

// reference is a file of testdata that reference.py beside it wrote with another simulator: the numbers of its first line, and
// its columns.
type reference struct {
	head    []float64
	columns map[string][]float64
}

func peer(t *testing.T, simulator, name string) (r reference) {
	t.Helper()
	text, err := os.ReadFile("testdata/" + simulator + "/" + name + ".csv")
	if err != nil {
		t.Fatal(err)
	}
	head, table, _ := strings.Cut(string(text), "\n")
	for _, w := range strings.Fields(head) {
		if x, err := strconv.ParseFloat(w, 64); err == nil {
			r.head = append(r.head, x)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(table)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	r.columns = map[string][]float64{}
	for i, column := range rows[0] {
		for _, row := range rows[1:] {
			x, err := strconv.ParseFloat(row[i], 64)
			if err != nil {
				t.Fatal(err)
			}
			r.columns[column] = append(r.columns[column], x)
		}
	}
	return r
}

// trace is what was recorded under a name.
func trace(t *testing.T, r *record.Result, name string) record.Trace {
	t.Helper()
	for _, tr := range r.Traces {
		if tr.Name == name {
			return tr
		}
	}
	t.Fatalf("%s was not recorded", name)
	return record.Trace{}
}

// TestNeuronsAgainstBrian holds the neurons of the library against traces of Brian2 (Runge-Kutta 4, steps of 1 us). A spike
// falls on a step of the clock, late by up to a step, and delays those after it: it may be late by a step for itself and for
// each before it, and a step for the onset of the current. Variables may differ by a share of their range at the samples,
// outside of spikes.
func TestNeuronsAgainstBrian(t *testing.T) {
	for _, c := range []struct {
		model, current string
		flows, every   float64            // ms
		step           float64            // ms
		units          map[string]float64 // of the variables, in SI
		apart          float64            // ms from a spike, from which samples are compared
		tolerance      float64            // share of a variable's range
	}{
		{"adaptive_exponential", "1nA", 200, 1, 0.1, map[string]float64{"v": 1e-3, "w": 1e-9}, 2, 0.04},
		{"adaptive_exponential", "1nA", 200, 1, 0.02, map[string]float64{"v": 1e-3, "w": 1e-9}, 2, 0.008},
		{"izhikevich", "10pA", 200, 1, 0.1, map[string]float64{"v": 1e-3, "u": 1e-3}, 2, 0.04},
		{"izhikevich", "10pA", 200, 1, 0.02, map[string]float64{"v": 1e-3, "u": 1e-3}, 2, 0.008},
		{"hodgkin_huxley", "10uA", 60, 0.5, 0.01, map[string]float64{"v": 1e-3, "m": 1, "h": 1, "n": 1}, 0, 0.01},
	} {
		want := peer(t, "brian", c.model)
		var probes []string
		for v := range want.columns {
			if v != "t" {
				probes = append(probes, "cell."+v)
			}
		}
		slices.Sort(probes)
		after := want.columns["t"][len(want.columns["t"])-1] - 10 - c.flows
		r := result(t, fmt.Sprintf("circuit one { neuron cell of %s { }; step %gms }\nuse one\nrecord cell.spikes, %s every %gms\nrest 10ms\ninject cell current %s for %gms x%.0f every %gms\n{ rest %gms } x%.0f\nrecord off\n",
			c.model, c.step, strings.Join(probes, ", "), c.every, c.current, c.every, c.flows/c.every, c.every, c.every, after/c.every))
		spikes := trace(t, r, "cell.spikes").Values[0]
		if len(spikes) != len(want.head) {
			t.Errorf("%s: %d spikes, Brian2 %d", c.model, len(spikes), len(want.head))
			continue
		}
		for i, s := range spikes {
			if late := s*1e3 - want.head[i]; late < -1e-3 || late > c.step*float64(i+2) {
				t.Errorf("%s, step %g ms: spike %d at %.3f ms, Brian2 %.3f ms", c.model, c.step, i+1, s*1e3, want.head[i])
			}
		}
		for _, p := range probes {
			name := strings.TrimPrefix(p, "cell.")
			got, row := trace(t, r, p), want.columns[name]
			spread := slices.Max(row) - slices.Min(row)
			samples, worst, at := 0, 0.0, 0.0
			for k, sec := range got.Time {
				i := slices.IndexFunc(want.columns["t"], func(x float64) bool { return math.Abs(x-sec*1e3) < 1e-6 })
				if i < 0 || slices.ContainsFunc(want.head, func(x float64) bool { return math.Abs(x-sec*1e3) < c.apart }) {
					continue
				}
				samples++
				if d := math.Abs(got.Values[0][k]/c.units[name]-row[i]) / spread; d > worst {
					worst, at = d, sec*1e3
				}
			}
			if samples < 100 || worst > c.tolerance {
				t.Errorf("%s, step %g ms: %s differs by %.2g of its range at %g ms; %d samples", c.model, c.step, name, worst, at, samples)
			}
		}
	}
}

// TestShortTermAgainstBrian: what each spike of a train, after a pause and of irregular spikes releases. Both solve the rule
// exactly between spikes, so the numbers of the file agree to their last place.
func TestShortTermAgainstBrian(t *testing.T) {
	want := peer(t, "brian", "tsodyks_markram")
	for _, c := range []struct{ column, rule string }{
		{"depressing", "tsodyks_markram(use = 0.5, recovery = 800ms, facilitation = 1ms)"},
		{"facilitating", "tsodyks_markram(use = 0.03, recovery = 130ms, facilitation = 530ms)"},
	} {
		var b strings.Builder
		fmt.Fprintf(&b, `
neuron counter { var v = 0mV, sum = 0nA; dv/dt = -v / 10ms; spike when v > 1V { } }
circuit two {
  neuron pre of lif { threshold = 1V }
  neuron post of counter { }
  synapse pre -> post { weight 1nA; delay 0.1ms; into sum; rule %s }
}
use two
record post.sum every 100h
`, c.rule)
		for _, at := range want.columns["t"] {
			fmt.Fprintf(&b, "rest until %gms\nfire pre\nrest 0.4ms\n", at)
		}
		got, before := trace(t, result(t, b.String()+"record off\n"), "post.sum"), 0.0
		for i, at := range want.columns["t"] {
			k := len(got.Time) - 1 // the last sample, or that at the next spike, which has not released yet
			if i+1 < len(want.columns["t"]) {
				k = slices.IndexFunc(got.Time, func(s float64) bool { return s*1e3 > want.columns["t"][i+1]+1e-6 }) - 1
			}
			if k < 0 || got.Time[k]*1e3 <= at {
				t.Fatalf("no sample after %g ms: %v", at, got.Time)
			}
			sum := got.Values[0][k] / 1e-9
			if released := sum - before; math.Abs(released-want.columns[c.column][i]) > 1e-9 {
				t.Errorf("%s: spike %d releases %.12g, Brian2 %.12g", c.column, i+1, released, want.columns[c.column][i])
			}
			before = sum
		}
	}
}

// TestPlasticityAgainstBrian: the weights that spike-timing-dependent plasticity leaves after ten seconds of the same 1,000
// spikes. Both solve the traces exactly between spikes.
func TestPlasticityAgainstBrian(t *testing.T) {
	want := peer(t, "brian", "stdp")
	var b strings.Builder
	b.WriteString("circuit six {\n")
	for i := range 6 {
		fmt.Fprintf(&b, "neuron c%d of lif { threshold = 1V }\n", i)
	}
	var probes []string
	for i := range 4 {
		for j := 4; j < 6; j++ {
			fmt.Fprintf(&b, "synapse c%d -> c%d { weight 0.5nA; delay 1.1ms; into i; rule stdp }\n", i, j)
			probes = append(probes, fmt.Sprintf("(c%d -> c%d).weight", i, j))
		}
	}
	fmt.Fprintf(&b, "}\nuse six\nrecord %s every 100h\n", strings.Join(probes, ", "))
	for i, at := range want.columns["t"] {
		fmt.Fprintf(&b, "rest until %gms\nfire c%.0f\n", at, want.columns["cell"][i])
	}
	r := result(t, b.String()+"rest 100ms\nrecord off\n")
	for k, p := range probes {
		values := trace(t, r, p).Values[0]
		if got := values[len(values)-1] / 1e-9; math.Abs(got-want.head[k]) > 1e-9 {
			t.Errorf("%s: %.12g of the largest weight, Brian2 %.12g", p, got, want.head[k])
		}
	}
}
