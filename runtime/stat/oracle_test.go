package stat

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// oracle is what R found: numbers by the name of the case and their own name. The scripts beside the tables made them.
type oracle struct {
	cases []string
	table map[string]map[string][]float64
}

func readOracle(t *testing.T, file string) oracle {
	t.Helper()
	f, err := os.Open("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	o := oracle{table: map[string]map[string][]float64{}}
	for _, row := range rows[1:] {
		if o.table[row[0]] == nil {
			o.cases = append(o.cases, row[0])
			o.table[row[0]] = map[string][]float64{}
		}
		values := []float64{}
		for _, word := range strings.Fields(row[2]) {
			v, err := strconv.ParseFloat(word, 64)
			if err != nil && word != "NA" {
				t.Fatal(err)
			}
			values = append(values, v)
		}
		o.table[row[0]][row[1]] = values
	}
	if len(o.cases) == 0 {
		t.Fatal("no cases")
	}
	return o
}

// each runs a test for each case whose name begins so.
func (o oracle) each(t *testing.T, prefix string, f func(t *testing.T, c map[string][]float64)) {
	t.Helper()
	found := 0
	for _, name := range o.cases {
		if rest, ok := strings.CutPrefix(name, prefix); ok && (prefix == "" || rest == "" || rest[0] <= '9') {
			found++
			t.Run(name, func(t *testing.T) { f(t, o.table[name]) })
		}
	}
	if found == 0 {
		t.Errorf("no case begins with %q", prefix)
	}
}

// agree fails where a number is not that of R to a part in 10^6.
func agree(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %v, R says %v", what, got, want)
		return
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= 1e-6*math.Abs(want[i])+1e-13) {
			t.Errorf("%s [%d]: %v, R says %v", what, i, got[i], want[i])
		}
	}
}

// split cuts values into samples of these sizes.
func split(values, n []float64) (out [][]float64) {
	for _, k := range n {
		out = append(out, values[:int(k)])
		values = values[int(k):]
	}
	return out
}

// weighted is the contrast of samples.
func weighted(weights []float64, samples [][]float64) (c Contrast) {
	for i, w := range weights {
		c.Cells = append(c.Cells, Cell{w, samples[i]})
	}
	return c
}

func effect(e Effect) []float64 { return []float64{e.Value, e.Low, e.High} }
