package main

import (
	"context"
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/gonum/optimize"

	"protoexp/interp"
	"protoexp/lang/diag"
)

// parameter is what may change: where it stands in the preparation, its unit, where the search starts, and its limits.
type parameter struct {
	paths            []string // LE_L7.depression.use; several have one value
	unit             string
	start, low, high float64
}

// row is a number that is wanted: what is done, how it is read from the responses, and the band that is accepted.
type row struct {
	name, protocol  string
	read            func(r []float64) float64
	want, low, high float64
}

// fit is a set of parameters and the rows that they are fitted to.
type fit struct {
	measure    string
	parameters []parameter
	rows       []row
}

// value maps a search variable (0 is the start) into a parameter's limits.
func (p parameter) value(x float64) float64 {
	at := (p.start - p.low) / (p.high - p.low)
	return p.low + (p.high-p.low)/(1+math.Exp(-x)*(1-at)/at)
}

// loss is the sum of squared distances in units of half a band.
func (f *fit) loss(x []float64) (sum float64) {
	got, err := f.obtain(x)
	if err != nil {
		return math.Inf(1)
	}
	for i, r := range f.rows {
		sum += math.Pow((got[i]-r.want)/((r.high-r.low)/2), 2)
	}
	return sum
}

// search looks for parameters with a smaller loss (Nelder & Mead 1965 Comput J 7:308).
func (f *fit) search(evaluations int) ([]float64, error) {
	problem := optimize.Problem{Func: f.loss}
	result, err := optimize.Minimize(problem, make([]float64, len(f.parameters)), &optimize.Settings{FuncEvaluations: evaluations}, &optimize.NelderMead{})
	if result == nil {
		return nil, err
	}
	return result.X, nil
}

// obtain runs every protocol with the parameters x and reads the rows. Rows that share a protocol share its run.
func (f *fit) obtain(x []float64) ([]float64, error) {
	var with []string
	for i, p := range f.parameters {
		for _, path := range p.paths {
			with = append(with, fmt.Sprintf("%s = %.6g%s", path, p.value(x[i]), p.unit))
		}
	}
	head := "use aplysia with " + strings.Join(with, ", ") + "\nmeasure " + f.measure + "\n"
	runs := map[string][]float64{}
	var out []float64
	for _, r := range f.rows {
		if runs[r.protocol] == nil {
			responses, err := run(r.name, head+r.protocol+"\n")
			if err != nil {
				return nil, err
			}
			runs[r.protocol] = responses
		}
		out = append(out, r.read(runs[r.protocol]))
	}
	return out, nil
}

// run is the response of every trial of a script.
func run(name, text string) (responses []float64, err error) {
	script, ds := interp.Load(name, text, interp.Options{})
	if !diag.Failed(ds) {
		result, more, err := script.Run(context.Background())
		if err != nil {
			return nil, err
		}
		ds = more
		if !diag.Failed(ds) {
			for _, t := range result.Trials {
				responses = append(responses, t.Responses[0])
			}
			return responses, nil
		}
	}
	return nil, fmt.Errorf("%s: %s (%s)", name, ds[0].Message, ds[0].Span.Text())
}

// print shows the parameters and each row; it says whether all rows are in their bands.
func (f *fit) print(x []float64) (good bool, err error) {
	for i, p := range f.parameters {
		fmt.Printf("%-28s %.3g%s\n", p.paths[0], p.value(x[i]), p.unit)
	}
	fmt.Println()
	got, err := f.obtain(x)
	if err != nil {
		return false, err
	}
	good = true
	for i, r := range f.rows {
		mark := "in the band"
		if !(got[i] >= r.low && got[i] <= r.high) {
			mark, good = "OUTSIDE", false
		}
		fmt.Printf("%-40s wanted %.2f  obtained %.3f  accepted %.2f-%.2f  %s\n", r.name, r.want, got[i], r.low, r.high, mark)
	}
	return good, nil
}
