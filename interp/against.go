package interp

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"protoexp/runtime/plot"
	"protoexp/runtime/record"
	"protoexp/runtime/report"
	"protoexp/runtime/stat"
)

// Point is a number that was published. Its line in the head of a script is
//
//	# points: plateau @ 1 = 36 %; tenth @ 100 = 65 %
//
// the quantity of the script that stands against it, its place on the horizontal axis (a number or a word), and the number.
// Where a script shows a quantity several times, points of that name are met in order.
type Point struct {
	Name  string
	Place string
	Value float64
}

// Quantity is a number that a script showed: of one animal what it prints, of many what it explores.
type Quantity struct {
	Name      string
	Value     float64 // the mean over animals
	Low, High float64 // its 95 % interval; NaN of one animal
	N         int     // animals
}

// Pair is a published point with what was obtained.
type Pair struct {
	Point
	Obtained Quantity
}

// readPoints reads the line "points" of a head.
func readPoints(text string) (list []Point, err error) {
	if text == "" {
		return nil, nil
	}
	for item := range strings.SplitSeq(text, ";") {
		name, rest, at := strings.Cut(item, " @ ")
		k := strings.LastIndex(rest, "=")
		if !at || k < 0 {
			return nil, fmt.Errorf("%q is not a point; write NAME @ PLACE = NUMBER", strings.TrimSpace(item))
		}
		number, percent := strings.CutSuffix(strings.TrimSpace(rest[k+1:]), "%")
		v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil {
			return nil, fmt.Errorf("the point %q: %q is not a number", strings.TrimSpace(item), number)
		}
		if percent {
			v /= 100
		}
		list = append(list, Point{strings.TrimSpace(name), strings.TrimSpace(rest[:k]), v})
	}
	return list, nil
}

// quantities are the numbers that a run showed, those of experiments last.
func quantities(r *record.Result) (list []Quantity) {
	for _, s := range r.Shown {
		if s.Verb != "print" {
			continue
		}
		for _, x := range s.Series {
			for _, v := range x.Values {
				list = append(list, Quantity{x.Name, v, math.NaN(), math.NaN(), 1})
			}
		}
	}
	for _, e := range r.Experiments {
		for _, x := range e.Explorations {
			list = append(list, explored(x)...)
		}
	}
	return list
}

// explored is a quantity of each sample.
func explored(x record.Exploration) (list []Quantity) {
	for _, s := range x.Samples {
		q := Quantity{Name: x.Text, Value: stat.Mean(s.Values), N: len(s.Values)}
		q.Low, q.High = stat.MeanInterval(s.Values, stat.Level)
		if len(x.Samples) > 1 {
			q.Name += " in " + s.Name
		}
		list = append(list, q)
	}
	return list
}

// String writes a quantity of many animals: train.drop = 0.32 [0.27, 0.37], n = 20.
func (q Quantity) String() string {
	return fmt.Sprintf("%s = %s [%s, %s], n = %d", q.Name, report.Number(q.Value), report.Number(q.Low), report.Number(q.High), q.N)
}

// Pairs are the published points that found their quantity, and the names of those that did not.
func (r Replicated) Pairs() (pairs []Pair, lost []string) {
	if r.Result == nil {
		return nil, nil
	}
	met := map[string][]Quantity{}
	for _, q := range quantities(r.Result) {
		met[q.Name] = append(met[q.Name], q)
	}
	for _, p := range r.Points {
		list := met[p.Name]
		if len(list) == 0 {
			lost = append(lost, p.Name)
			continue
		}
		pairs, met[p.Name] = append(pairs, Pair{p, list[0]}), list[1:]
	}
	return pairs, lost
}

// Drawn draws what was obtained over the published points; ok is false where none are known.
func (r Replicated) Drawn() (f plot.Figure, ok bool) {
	pairs, _ := r.Pairs()
	if len(pairs) == 0 {
		return f, false
	}
	f = plot.Figure{Title: r.Name + ": " + r.Title, Caption: "What was published (" + r.Source + ") and what was obtained."}
	f.XLabel, f.YLabel, _ = strings.Cut(r.Axes, "; ")
	at := make([]float64, len(pairs))
	for i, p := range pairs {
		x, err := strconv.ParseFloat(p.Place, 64)
		if err != nil {
			f.Places = make([]string, 0, len(pairs))
			break
		}
		at[i] = x
	}
	if f.Places != nil {
		for i, p := range pairs {
			f.Places, at[i] = append(f.Places, p.Place), float64(i+1)
		}
	}
	published := plot.Curve{Name: "published", Look: plot.Points, Ink: plot.Black, X: at}
	obtained := plot.Curve{Name: "obtained", Look: plot.Points, X: at}
	for _, p := range pairs {
		published.Y = append(published.Y, p.Value)
		obtained.Y = append(obtained.Y, p.Obtained.Value)
		if p.Obtained.N > 1 {
			obtained.Low, obtained.High = append(obtained.Low, p.Obtained.Low), append(obtained.High, p.Obtained.High)
		}
	}
	if len(obtained.Low) < len(pairs) {
		obtained.Low, obtained.High = nil, nil
	}
	f.Curves = []plot.Curve{published, obtained}
	return f, true
}
