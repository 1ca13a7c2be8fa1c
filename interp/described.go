package interp

import (
	"math"

	"protoexp/lang/timeline"
	"protoexp/runtime/record"
	"protoexp/runtime/stat"
)

// explorations are described and never tested.
func explorations(d *timeline.Design) (out []record.Exploration) {
	for _, x := range d.Explorations {
		e := record.Exploration{Text: x.Text, Unit: unitOf(x.Dim), By: x.By}
		for _, row := range x.Rows {
			e.Samples = append(e.Samples, sample(d, row))
		}
		out = append(out, e)
	}
	return out
}

// predictions are true when the mean of what came out lies in the foretold range or, of one number, when that number lies
// in the 95 % interval of the mean.
func predictions(d *timeline.Design) (out []record.Prediction) {
	for _, x := range d.Predictions {
		p := record.Prediction{Text: x.Text, Unit: unitOf(x.Dim), Line: line(x.At), Low: x.Low.Mean(), High: x.High.Mean(), Value: x.Value.Mean()}
		for _, s := range x.Value.Samples {
			p.Samples = append(p.Samples, sample(d, s))
		}
		low, high := min(p.Low, p.High), max(p.Low, p.High)
		p.Pass = p.Value >= low && p.Value <= high
		if !x.Range && len(x.Value.Samples) == 1 {
			from, to := stat.MeanInterval(x.Value.Samples[0].Values, stat.Level)
			p.Pass = p.Low >= from && p.Low <= to
		}
		p.Pass = p.Pass && !math.IsNaN(p.Value)
		out = append(out, p)
	}
	return out
}
