// Package eval computes expressions of a script: numbers with dimensions, truths, words, lists, ranges and the responses
// of a label.
//
// It is used twice. With real numbers it runs `let`, `rest until` and `expect`; with numbers of which only the dimension
// is known it is the dimension check. It knows no animal: what a name stands for is asked of an Env.
package eval

import (
	"math"

	"protoexp/lang/unit"
)

// Kind is what a value is.
type Kind uint8

// The kinds of values. An Unknown comes from a mistake that was reported; nothing more is said about it.
const (
	Unknown Kind = iota
	Number
	Truth
	Text
	Word
	List
	Range
	Series
)

var kindNames = [...]string{"an unknown value", "a number", "a yes or no", "a text", "a name", "a list", "a range", "a row of responses"}

func (k Kind) String() string { return kindNames[k] }

// Value is the result of an expression.
type Value struct {
	Kind Kind
	Num  float64 // Number; Truth: 1 or 0
	Dim  unit.Dimension
	Text string  // Text, Word
	List []Value // List; Range: its two ends

	Nums []float64 // Series, in the order given
	At   []float64 // Series: onsets in s, where known
	Name string    // Series: what it is called
	Open bool      // Series: how many there will be is not known yet
	Zero bool      // the literal 0, which may be compared with anything
	Calc bool      // the number stands for one that only a run knows
}

// Num makes a number.
func Num(v float64, d unit.Dimension) Value { return Value{Kind: Number, Num: v, Dim: d} }

// Abstract makes a number of which only the dimension is known.
func Abstract(d unit.Dimension) Value { return Value{Kind: Number, Num: 1, Dim: d, Calc: true} }

// Bool makes a truth.
func Bool(b bool) Value {
	if b {
		return Value{Kind: Truth, Num: 1}
	}
	return Value{Kind: Truth}
}

// True says whether v is a truth that holds.
func (v Value) True() bool { return v.Kind == Truth && v.Num != 0 }

// scalar turns a row of one response into its number.
func (v Value) scalar() Value {
	if v.Kind == Series && (len(v.Nums) == 1 || v.Open) {
		n := Num(1, v.Dim)
		if len(v.Nums) > 0 {
			n.Num = v.Nums[0]
		}
		n.Calc = v.Calc || v.Open
		return n
	}
	return v
}

// seriesFields are the summaries of a row of responses.
var seriesFields = map[string]func(Value) Value{
	"first":   func(s Value) Value { return pick(s, 0) },
	"last":    func(s Value) Value { return pick(s, len(s.Nums)-1) },
	"mean":    func(s Value) Value { return Num(sum(s.Nums)/float64(len(s.Nums)), s.Dim) },
	"sum":     func(s Value) Value { return Num(sum(s.Nums), s.Dim) },
	"min":     func(s Value) Value { return Num(fold(s.Nums, math.Min), s.Dim) },
	"max":     func(s Value) Value { return Num(fold(s.Nums, math.Max), s.Dim) },
	"peak_at": func(s Value) Value { return Num(peakAt(s), unit.Time) },
	"count":   func(s Value) Value { return Num(float64(len(s.Nums)), unit.Dimension{}) },
	"drop": func(s Value) Value {
		return Num(1-s.Nums[len(s.Nums)-1]/s.Nums[0], unit.Dimension{})
	},
	"tau": func(s Value) Value { return Num(tau(s.Nums), unit.Dimension{}) },
}

// SeriesFields lists the summaries in the order of the reference.
var SeriesFields = []string{"first", "last", "mean", "sum", "min", "max", "peak_at", "count", "drop", "tau"}

// peakAt is the time of the first of the largest values, in s.
func peakAt(s Value) float64 {
	best := 0
	for i, x := range s.Nums {
		if x > s.Nums[best] {
			best = i
		}
	}
	if len(s.At) != len(s.Nums) {
		return math.NaN()
	}
	return s.At[best]
}

func pick(s Value, i int) Value {
	if i < 0 || i >= len(s.Nums) {
		return Abstract(s.Dim)
	}
	return Num(s.Nums[i], s.Dim)
}

func sum(xs []float64) (t float64) {
	for _, x := range xs {
		t += x
	}
	return t
}

func fold(xs []float64, f func(a, b float64) float64) float64 {
	if len(xs) == 0 {
		return math.NaN()
	}
	m := xs[0]
	for _, x := range xs[1:] {
		m = f(m, x)
	}
	return m
}

// tau is the number of trials after the first in which a falling row covers all but 1/e of the way to its last value,
// interpolated between trials. It is not a number for a row that does not fall.
func tau(xs []float64) float64 {
	if len(xs) < 2 || xs[len(xs)-1] >= xs[0] {
		return math.NaN()
	}
	last := xs[len(xs)-1]
	level := last + (xs[0]-last)/math.E
	for i := 1; i < len(xs); i++ {
		if xs[i] <= level {
			return float64(i-1) + (xs[i-1]-level)/(xs[i-1]-xs[i])
		}
	}
	return math.NaN()
}

// Correlation is Pearson's r of two rows of one length.
func Correlation(a, b []float64) float64 {
	n := float64(len(a))
	ma, mb := sum(a)/n, sum(b)/n
	var ab, aa, bb float64
	for i := range a {
		ab += float64((a[i] - ma) * (b[i] - mb))
		aa += float64((a[i] - ma) * (a[i] - ma))
		bb += float64((b[i] - mb) * (b[i] - mb))
	}
	return ab / math.Sqrt(aa*bb)
}

// Summary is a summary of a row by its name; an Unknown when there is none of this name.
func Summary(name string, s Value) Value {
	f := seriesFields[name]
	if f == nil {
		return Value{}
	}
	if s.Open || len(s.Nums) == 0 {
		switch name {
		case "count", "drop", "tau":
			return Abstract(unit.Dimension{})
		case "peak_at":
			return Abstract(unit.Time)
		}
		return Abstract(s.Dim)
	}
	v := f(s)
	v.Calc = s.Calc && name != "count"
	return v
}

// example is a value of each dimension that people write.
var example = map[unit.Dimension]string{
	unit.None: "0.5 or 20%", unit.Time: "30s or 5min", unit.Voltage: "-70mV", unit.Current: "2nA", unit.Conductance: "2nS", unit.Resistance: "100Mohm",
	unit.Capacitance: "100pF", unit.Frequency: "10 Hz", unit.Force: "2g", unit.Concentration: "10uM", unit.Length: "1mm",
	unit.Pressure: "1kPa", unit.Level: "60dB",
}

// UnitFix says how a value of a dimension is written, or nothing.
func UnitFix(d unit.Dimension) string {
	if text := example[d]; text != "" {
		return "write a value such as " + text
	}
	return "give it the unit " + d.String()
}
