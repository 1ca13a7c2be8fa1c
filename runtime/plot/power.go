package plot

import (
	"fmt"

	"protoexp/runtime/record"
)

// Power draws the power of each expectation over the number of animals.
func Power(p record.Power) Figure {
	f := Figure{Title: "power", XLabel: "animals in each cell", YLabel: "power",
		Caption: fmt.Sprintf("Share of %d simulated experiments in which each expectation comes out, with its 95 %% interval.", p.Done)}
	if p.Experiment != "" {
		f.Title = "power of " + p.Experiment
	}
	for i, c := range p.Curves {
		name := c.Name
		if name == "" {
			name = c.Text
		}
		curve := Curve{Name: name, Look: Responses, Ink: i}
		for _, x := range c.Points {
			if x.Listed {
				curve.X, curve.Y = append(curve.X, float64(x.N)), append(curve.Y, x.Power)
				curve.Low, curve.High = append(curve.Low, x.Low), append(curve.High, x.High)
			}
		}
		f.Curves = append(f.Curves, curve)
	}
	return f
}
