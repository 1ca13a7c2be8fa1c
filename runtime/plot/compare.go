package plot

import (
	"math"
	"slices"
	"sort"
	"strings"

	"protoexp/runtime/record"
)

// comparison draws samples beside each other: every animal, and the mean with its interval. Values of the same animals are
// joined.
func comparison(name, text, unit string, samples []record.Sample) Figure {
	f := Figure{Title: name, Caption: "Each point is an animal; black points and bars are means with 95 % intervals."}
	if name == "" {
		f.Title = text
	} else {
		f.XLabel = text
	}
	same := len(samples) > 1
	left, right, two := sides(text)
	for i, s := range samples {
		name := s.Name
		if two && len(samples) == 2 && samples[0].Name == samples[1].Name { // the same animals at two times
			name = []string{left, right}[i]
		}
		f.Places = append(f.Places, name)
		same = same && slices.Equal(s.Animals, samples[0].Animals)
	}
	if same {
		f.Caption = "Each line is an animal; black points and bars are means with 95 % intervals."
		rows := make([][]float64, len(samples[0].Values))
		for i := range rows {
			for _, s := range samples {
				rows[i] = append(rows[i], s.Values[i])
			}
		}
		f.Curves = paired(rows, 0)
	} else {
		average := Curve{Name: "mean, 95 % interval", Look: Points, Ink: Black}
		lowest, highest := math.Inf(1), math.Inf(-1)
		for _, s := range samples {
			for _, v := range s.Values {
				lowest, highest = math.Min(lowest, v), math.Max(highest, v)
			}
		}
		for k, s := range samples {
			points := Curve{Look: Points, Ink: k, Y: s.Values, X: swarm(s.Values, float64(k+1)-0.1, (highest-lowest)/30)}
			if k == 0 {
				points.Name = "one animal"
			}
			f.Curves = append(f.Curves, points)
			average.add(float64(k+1)+0.3, s.Values)
		}
		f.Curves = append(f.Curves, average)
	}
	f.inUnit("value", unit)
	return f
}

// sides are what stands left and right of a comparison; ok is false where there is none.
func sides(text string) (left, right string, ok bool) {
	depth := 0
	for i, c := range text {
		switch {
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case depth == 0 && strings.ContainsRune("<>~", c):
			return strings.TrimSpace(text[:i]), strings.TrimSpace(strings.TrimPrefix(text[i+1:], "=")), true
		}
	}
	return "", "", false
}

// paired draws rows of values, one of each animal, with their means.
func paired(rows [][]float64, ink int) (out []Curve) {
	average := Curve{Name: "mean, 95 % interval", Look: Points, Ink: Black}
	for _, row := range rows {
		c := Curve{Look: Faint, Ink: ink, Y: row}
		for i := range row {
			c.X = append(c.X, float64(i+1))
		}
		if len(out) == 0 {
			c.Name = "one animal"
		}
		out = append(out, c)
	}
	if len(rows) == 0 {
		return nil
	}
	for i := range rows[0] {
		var column []float64
		for _, row := range rows {
			column = append(column, row[i])
		}
		average.add(float64(i+1), column)
	}
	return append(out, average)
}

// swarm places values that are near each other side by side around a place.
func swarm(values []float64, at, near float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return values[order[a]] < values[order[b]] })
	x := make([]float64, len(values))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && values[order[to]]-values[order[from]] <= near {
			to++
		}
		step := min(0.07, 0.45/float64(to-from))
		for k, i := range order[from:to] {
			side := float64((k+1)/2) * step // 0, 1, -1, 2, -2, ... steps
			if k%2 == 0 {
				side = -side
			}
			x[i] = at + side
		}
		from = to
	}
	return x
}

func first(values []float64) float64 {
	if len(values) == 0 {
		return math.NaN()
	}
	return values[0]
}
