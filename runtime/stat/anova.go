package stat

import (
	"fmt"
)

// Sphericity is how the degrees of freedom of an effect within individuals are corrected when differences between levels
// have unequal variances.
type Sphericity int

// The corrections of the degrees of freedom.
const (
	GreenhouseGeisser Sphericity = iota // 1959, Psychometrika 24:95; the default
	HuynhFeldt                          // 1976, J Educ Stat 1:69, as in the package car of R
	Spherical                           // none
)

// Anova is the analysis of variance of an effect. In an unbalanced design sums of squares are of type III: every level
// counts the same (Maxwell, Delaney and Kelley 2018, Designing Experiments and Analyzing Data, chapter 7). An effect within
// individuals is univariate, with corrected degrees of freedom; then the individual is still the unit of analysis.
//
// Estimate is set for effects of one degree of freedom, as in Contrast. The interval of partial eta squared is that of the
// noncentral F with uncorrected degrees of freedom.
func (d Design) Anova(e Factors) Result {
	cells := d.scores(e)
	if why := d.reason(cells, e); why != "" {
		return none(d.name(), why, 0, d.sizes())
	}
	h := hypothesize(weights(d.Between, e.Between), nil, d.sizes())
	width := len(cells[0][0])
	var explained, residual float64
	for j := range width {
		means := make([]float64, len(cells))
		for c, rows := range cells {
			x := column(rows, j)
			means[c] = Mean(x)
			residual += squares(x)
		}
		off := h.off(means)
		explained += dot(off, off)
	}
	within := float64(len(d.Values) - len(cells))
	df := d.freedom(e)
	df1, df2 := df[0], df[1]
	f := explained / df1 / (residual / df2)
	r := Result{Name: d.name(), Statistic: "F", Value: f, N: d.sizes(), Effects: []Effect{PartialEtaSquared(f, df1, df2)}}
	epsilon := 1.0
	if width > 1 {
		epsilon, r.Method = d.epsilon(cells, within)
	}
	r.DF = []float64{df1 * epsilon, df2 * epsilon}
	r.P = fUpper(f, r.DF[0], r.DF[1])
	if c, ok := d.Contrast(e); ok {
		t := c.Student(TwoSided)
		r.Estimate, r.Low, r.High, r.Interval = t.Estimate, t.Low, t.High, t.Interval
	}
	return r
}

// freedom is the degrees of freedom of an effect and of its error, without a correction.
func (d Design) freedom(e Factors) []float64 {
	width := float64(len(weights(d.Within, e.Within)))
	return []float64{float64(len(weights(d.Between, e.Between))) * width, float64(len(d.Values)-product(d.Between)) * width}
}

// epsilon is how far the scores are from sphericity, 1 where they are not.
func (d Design) epsilon(cells [][][]float64, df float64) (float64, string) {
	if d.Sphericity == Spherical {
		return 1, ""
	}
	width := len(cells[0][0])
	products := make([][]float64, width)
	for j := range products {
		products[j] = make([]float64, width)
	}
	for _, rows := range cells {
		means := make([]float64, width)
		for j := range means {
			means[j] = Mean(column(rows, j))
		}
		for _, row := range rows {
			for j := range row {
				for k := range row {
					products[j][k] += (row[j] - means[j]) * (row[k] - means[k])
				}
			}
		}
	}
	var trace, squared float64
	for j, row := range products {
		trace += row[j]
		squared += dot(row, row)
	}
	p := float64(width)
	epsilon, name := trace*trace/(p*squared), "Greenhouse-Geisser"
	if d.Sphericity == HuynhFeldt {
		name = "Huynh-Feldt"
		epsilon = ((df+1)*p*epsilon - 2) / (p * (df - p*epsilon))
		if !(epsilon > 0 && epsilon < 1) {
			epsilon = 1
		}
	}
	return epsilon, fmt.Sprintf("%s epsilon %.3g", name, epsilon)
}

// sizes is how many individuals each cell has.
func (d Design) sizes() []int {
	n := make([]int, product(d.Between))
	for _, c := range d.Cell {
		n[c]++
	}
	return n
}

// PartialEtaSquared is the share of an effect in the variance that no other effect explains, with the interval of the
// noncentral F (Steiger 2004, Psychol Methods 9:164).
func PartialEtaSquared(f, df1, df2 float64) Effect {
	low, high := noncentralityInterval(f, df1, df2, Level)
	share := func(lambda float64) float64 { return finite(lambda / (lambda + df2)) }
	return Effect{"partial_eta_squared", share(f * df1), share(low), share(high)}
}
