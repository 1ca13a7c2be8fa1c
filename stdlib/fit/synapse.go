package main

// synapse is the release model of LE -> L7 and the published rows that it was fitted to.
var synapse = fit{
	measure: "epsp(LE -> L7).amplitude",
	parameters: []parameter{
		{[]string{"LE_L7.depression.use"}, "", 0.18, 0.05, 0.4},
		{[]string{"LE_L7.depression.recovery"}, "min", 45, 15, 120},
		{[]string{"LE_L7.depression.refill"}, "s", 8, 1, 10},
		{[]string{"LE_L7.depression.silencing"}, "", 0.6, 0.1, 2},
		{[]string{"LE_L7.depression.wake"}, "s", 160, 40, 1000},
		{[]string{"LE_L7.depression.drain"}, "", 0.2, 0.05, 1},
		{[]string{"LE_L7.depression.rise"}, "", 0.7, 0.3, 0.99},
		{[]string{"LE_L7.depression.memory"}, "s", 10, 1, 12},
	},
	rows: []row{
		{"B1 every 1 s, mean of 6-10", "fire LE x10 every 1s", func(r []float64) float64 { return mean(r[5:10]) / r[0] }, 0.36, 0.26, 0.46},
		{"B2 every 100 s, 10th", "fire LE x10 every 100s", tenth, 0.65, 0.55, 0.75},
		{"B3 every 3 s, 10th", "fire LE x10 every 3s", tenth, 0.45, 0.36, 0.65},
		{"B3 every 10 s, 10th", "fire LE x10 every 10s", tenth, 0.45, 0.36, 0.65},
		{"B3 every 30 s, 10th", "fire LE x10 every 30s", tenth, 0.48, 0.36, 0.65},
		{"B5 burst of 10 Hz, mean of the last 3", burst, func(r []float64) float64 { return mean(r[7:10]) / r[0] }, 0.20, 0.12, 0.28},
		{"B5 ten minutes later", burst, func(r []float64) float64 { return r[10] / r[0] }, 0.95, 0.90, 1.05},
		{"S2 ten bursts, last", bursts, func(r []float64) float64 { return mean(r[54:60]) / mean(r[:6]) }, 0.40, 0.30, 0.50},
		{"S3 ten minutes later", bursts, func(r []float64) float64 { return mean(r[60:66]) / mean(r[:6]) }, 0.70, 0.55, 0.85},
	},
}

const (
	burst  = "fire LE x10 every 100ms; rest 10min; fire LE"
	bursts = "{ fire LE x6 every 90ms } x10 every 30s; rest 10min; fire LE x6 every 90ms" // as in ten touches
)

func mean(r []float64) (m float64) {
	for _, x := range r {
		m += x / float64(len(r))
	}
	return m
}

func tenth(r []float64) float64 { return r[9] / r[0] }
