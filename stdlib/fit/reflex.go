package main

// reflex is what the release model does not decide: how touch drives the sensory neurons, and how these drive the gill.
var reflex = fit{
	measure: "gill.amplitude",
	parameters: []parameter{
		{[]string{"LE.step_adapt", "RE.step_adapt"}, "nA", 0.141, 0.02, 0.3},
		{[]string{"LE.width", "RE.width"}, "", 0.34, 0.2, 0.6},
		{[]string{"LE_L7.weight", "RE_L7.weight"}, "pA", 81, 20, 300},
		{[]string{"LE_L29.weight", "RE_L29.weight"}, "pA", 92, 20, 300},
		{[]string{"L29_L7.weight"}, "pA", 273, 50, 600},
		{[]string{"gill.gain"}, "", 0.032, 0.005, 0.1},
		{[]string{"LE_L7.depression.mobilize", "LE_L29.depression.mobilize"}, "", 2.6, 1, 20},
		{[]string{"LE_L7.depression.broaden", "LE_L29.depression.broaden"}, "", 0.23, 0.05, 1},
	},
	rows: []row{
		{"S1 0.5 g, share of 2 g", forces, func(r []float64) float64 { return r[0] / r[2] }, 0.20, 0.05, 0.35},
		{"S1 1 g, share of 2 g", forces, func(r []float64) float64 { return r[1] / r[2] }, 0.60, 0.45, 0.75},
		{"S1 4 g, share of 2 g", forces, func(r []float64) float64 { return r[3] / r[2] }, 1.30, 1.10, 1.50},
		{"S1 8 g, share of 2 g", forces, func(r []float64) float64 { return r[4] / r[2] }, 1.50, 1.20, 1.80},
		{"2 g, share of the strongest possible", forces, func(r []float64) float64 { return r[2] }, 0.50, 0.30, 0.70},
		{"S2 10th of ten touches", series, func(r []float64) float64 { return r[9] / r[0] }, 0.38, 0.30, 0.46},
		{"S2 share of the fall after the 5th", series, func(r []float64) float64 { return (r[4] - r[9]) / (r[0] - r[9]) }, 0.20, 0.0, 0.40},
		{"S3 after ten minutes", series, func(r []float64) float64 { return r[10] / r[0] }, 0.70, 0.55, 0.85},
		{"S4 after a shock", dishabituation, func(r []float64) float64 { return r[11] / r[0] }, 1.00, 0.85, 1.15},
		{"S4 rested, after a shock", sensitization, func(r []float64) float64 { return r[2] / r[0] }, 1.25, 1.15, 1.35},
	},
}

const (
	forces         = "for grams in [0.5g, 1g, 2g, 4g, 8g] { touch siphon force grams; rest 3h }"
	series         = "touch siphon x10 every 30s; rest 10min; touch siphon"
	dishabituation = "touch siphon x10 every 30s; rest 30s; shock head; rest 90s; touch siphon"
	sensitization  = "touch siphon; rest 3h; shock head; rest 90s; touch siphon"
)
