// Package specimen holds results made by hand, for the tests of figures, exports and pages. The numbers mean nothing.
package specimen

import (
	"fmt"
	"math"

	"protoexp/runtime/record"
)

// noise is the same sequence each time, about -1 to 1.
type noise uint32

func (n *noise) next() float64 {
	*n = *n*1664525 + 1013904223
	return float64(*n>>8)/(1<<23) - 1
}

func round(x float64) float64 { return math.Round(x*1e4) / 1e4 }

var measures = []record.Measure{{Name: "gill.amplitude", Unit: "1"}, {Name: "siphon.duration", Unit: "s"}}

const second = int64(1e9)

// Groups is a design of four groups of so many animals, with hypotheses between them; the last animal is not complete.
func Groups(n int) *record.Result {
	r := &record.Result{Script: "groups.proto-exp", Preparation: "aplysia", Seed: 3, Animals: 4 * n, SimulatedNs: int64(4*n) * 1700 * second,
		Notes: []string{"aplysia"}, Measures: measures, Performance: record.Performance{Neurons: 60, Synapses: 96}}
	e := record.Experiment{Title: "dishabituation", Preparation: "aplysia", Seed: 3,
		Plan:       record.Plan{Declared: true, Alpha: 0.05, Power: 0.8, Smallest: 1.2, Correct: "holm", StopAtN: true},
		Assignment: record.Assignment{Rule: "at random", Batches: [][]int{{n / 2, n / 2, n / 2, n / 2}, {n - n/2, n - n/2, n - n/2, n - n/2}}}}
	var z noise = 1
	test := map[string]*record.Sample{}
	for c, name := range []string{"hab_shock", "hab_only", "rest_shock", "rest_only"} {
		cell := record.Cell{Name: name, Group: name, Planned: n, Done: n}
		test[name] = &record.Sample{Name: name}
		for k := range n {
			number := c*n + k + 1
			last := number == 4*n
			e.Animals = append(e.Animals, record.Animal{Number: number, Cell: c, Arrival: k*4 + c + 1, Batch: 1 + k*2/n, Complete: !last})
			if last {
				cell.Done--
				continue
			}
			size := 1 + 0.15*z.next()
			add := func(label string, i int, at int64, action string, omitted bool, amplitude float64) {
				a := round(math.Max(0, amplitude*size+0.03*z.next()))
				if omitted {
					a = 0
				}
				r.Trials = append(r.Trials, record.Trial{Experiment: e.Title, Animal: number, Group: name, Label: label, N: i, Onset: at * second,
					Action: action, Omitted: omitted, Responses: []float64{a, round(20 * a)}})
			}
			touch := "touch siphon force 2g for 500ms"
			add("base", 1, 0, touch, false, 0.9)
			for i := range 10 {
				add("train", i+1, 600+30*int64(i), touch, c >= 2, 0.9*math.Pow(0.85, float64(i)))
			}
			add("s", 1, 900, "shock head current 50mA for 1s", c%2 == 1, 0.7)
			response := []float64{0.75, 0.35, 0.95, 0.88}[c]
			add("test", 1, 990, touch, false, response)
			test[name].Animals = append(test[name].Animals, number)
			test[name].Values = append(test[name].Values, r.Trials[len(r.Trials)-1].Responses[0])
		}
		e.Cells = append(e.Cells, cell)
	}
	r.Experiments = []record.Experiment{e}
	pick := func(names ...string) (out []record.Sample) {
		for _, name := range names {
			out = append(out, *test[name])
		}
		return out
	}
	r.Checks = []record.Check{
		{Experiment: e.Title, Name: "dishabituation", Text: "hab_shock.test > hab_only.test", Primary: true, Pass: true, Line: 25, Left: 0.74, Right: 0.36, Unit: "1",
			Sentence: "After the shock the gill contracted more in hab_shock than in hab_only.", Samples: pick("hab_shock", "hab_only"),
			Test: &record.Test{Name: "permutation", Method: "20000 draws", Estimate: 0.38, Low: 0.31, High: 0.45, IntervalBy: "permutation", Bootstrap: [2]float64{0.32, 0.44}, P: 0.0002, Correction: "holm", Adjusted: 0.0004, Alpha: 0.05,
				Effects: []record.Effect{{Name: "hedges_g", Value: 3.2, Low: 1.9, High: 4.4}}, N: []int{n, n}}},
		{Experiment: e.Title, Name: "more than sensitization", Text: "(hab_shock.test - hab_only.test) > (rest_shock.test - rest_only.test)", Pass: false, Line: 27, Left: 0.38, Right: 0.06, Unit: "1",
			Sentence: "It does not hold.", Samples: pick("hab_shock", "hab_only", "rest_shock", "rest_only"),
			Test: &record.Test{Name: "permutation", Estimate: math.NaN(), Low: math.NaN(), High: math.NaN(), P: math.NaN(), Adjusted: math.NaN(), Alpha: 0.05, N: []int{n, n, n, n}, Plain: "There are too few animals."}},
	}
	return r
}

// Within is a design within animals: each of n animals is touched at two sites, in sessions of a balanced order, until it
// met a criterion.
func Within(n int) *record.Result {
	r := &record.Result{Script: "within.proto-exp", Preparation: "aplysia", Seed: 5, Animals: n, SimulatedNs: int64(n) * 90000 * second, Measures: measures[:1]}
	e := record.Experiment{Title: "two pathways", Preparation: "aplysia", Seed: 5, Cells: []record.Cell{{Name: "all", Planned: n, Done: n}},
		Factors: []record.DesignFactor{{Name: "site", Within: true, Levels: []string{"siphon", "mantle"}, Order: "balanced", Washout: 86400 * second}}}
	orders := [][]string{{"siphon", "mantle"}, {"mantle", "siphon"}}
	e.Assignment = record.Assignment{Rule: "at random", Batches: [][]int{{n}}, Orders: []record.Orders{{Factor: "site", Sequences: orders, Animals: [][]int{{n / 2}, {n - n/2}}}}}
	var z noise = 7
	samples := []record.Sample{{Name: "test"}, {Name: "60% of base"}}
	for k := range n {
		order := orders[k%2]
		e.Animals = append(e.Animals, record.Animal{Number: k + 1, Arrival: n - k, Batch: 1, Sessions: [][]string{order}, Complete: true})
		for s, site := range order {
			for i := range 4 + (k+2*s)%4 {
				r.Trials = append(r.Trials, record.Trial{Experiment: e.Title, Animal: k + 1, Factors: []record.Factor{{Name: "site", Level: site}}, Label: "train", N: i + 1,
					Onset: (int64(s)*86400 + int64(i)*30) * second, Action: "touch " + site, Responses: []float64{round(math.Max(0, 0.9*math.Pow(0.8, float64(i))+0.1*z.next()))}})
			}
		}
		base := 0.9 + 0.1*z.next()
		samples[0].Values = append(samples[0].Values, round(base*0.4+0.1*z.next()))
		samples[1].Values = append(samples[1].Values, round(base*0.6))
		for i := range samples {
			samples[i].Animals = append(samples[i].Animals, k+1)
		}
	}
	r.Experiments = []record.Experiment{e}
	r.Checks = []record.Check{{Experiment: e.Title, Name: "both pathways habituate", Text: "test < 60% of base", Primary: true, Pass: true, Line: 12, Left: 0.36, Right: 0.54, Unit: "1",
		Sentence: "Both pathways habituated.", Samples: samples, Test: &record.Test{Name: "paired sign-flip", Estimate: -0.18, Low: -0.2, High: -0.16, IntervalBy: "t", P: 0.001, Adjusted: 0.001, Alpha: 0.05, N: []int{n}}}}
	return r
}

// Sweep is one over two axes, with two outcomes; one cell has no value.
func Sweep(across, up, reps int) *record.Result {
	r := &record.Result{Script: "sweep.proto-exp", Preparation: "aplysia", Seed: 1, Animals: across * up * reps}
	var z noise = 3
	for i := range across {
		for k := range up {
			cell := []record.Factor{{Name: "u", Level: fmt.Sprintf("%.2f", 0.1+0.1*float64(i))}, {Name: "tau", Level: fmt.Sprintf("%dmin", 1<<k)}}
			a := record.Report{Name: "habituation", Unit: "1", Cell: cell}
			b := record.Report{Name: "delay", Unit: "s", Cell: cell}
			for range reps {
				x := 0.8*(1-math.Exp(-float64(i+1)/3))*math.Exp(-float64(k)/8) + 0.05*z.next()
				if i == 0 && k == 0 {
					x = math.NaN()
				}
				a.Values, b.Values = append(a.Values, round(x)), append(b.Values, round(0.01*x))
			}
			r.Reports = append(r.Reports, a, b)
		}
	}
	return r
}
