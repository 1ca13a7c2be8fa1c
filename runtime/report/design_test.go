package report_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"protoexp/runtime/record"
	"protoexp/runtime/report"
)

// Labels stand in the order of time, though one cell is tested later than another has recovered; those that come in another
// order in each animal stand by name. A column has one unit and one place, and each cell's bars begin at its first trial. Shocks that differ in
// their current stand in one table.
func TestTablesOfADesign(t *testing.T) {
	const min = int64(60e9)
	r := &record.Result{Measures: []record.Measure{{Name: "epsp", Unit: "V"}}}
	e := record.Experiment{Title: "e", Preparation: "snail", Measures: []string{"epsp"}, Assignment: record.Assignment{Rule: "at random"},
		Cells: []record.Cell{{Name: "20mA", Group: "20mA", Planned: 2, Done: 2}, {Name: "40mA", Group: "40mA", Planned: 2, Done: 2}}}
	add := func(animal int, group, label string, n int, at int64, omitted bool, v float64) {
		action := "fire"
		if label == "" {
			action = "shock tail current " + group
		}
		r.Trials = append(r.Trials, record.Trial{Experiment: "e", Animal: animal, Group: group, Label: label, N: n, Onset: at, Action: action, Omitted: omitted, Responses: []float64{v}})
	}
	for k := range 4 {
		group, trials, later := "20mA", 2, int64(0)
		if k > 1 {
			group, trials, later = "40mA", 4, 1000*min
		}
		animal := k + 1
		e.Animals = append(e.Animals, record.Animal{Number: animal, Cell: k / 2, Complete: true})
		x := float64(k % 2)
		first, second := "B_1", "AX_1"
		if k%2 == 1 {
			first, second = second, first
		}
		add(animal, group, first, 1, 0, false, 0.05+0.001*x)
		add(animal, group, second, 1, min, false, 0.05)
		for i := range trials {
			add(animal, group, "train", i+1, (2+int64(i))*min, false, 0.04/float64(i+1))
		}
		add(animal, group, "s", 1, 10*min, k > 1, 0.01*float64(1-k/2)*(1+x))
		add(animal, group, "", 1, 11*min, false, 0.02)
		add(animal, group, "test", 1, later+20*min, false, 0.0482+0.0116*x)
		add(animal, group, "recovery", 1, later+30*min, false, 0.0561+0.1*x)
	}
	r.Experiments = []record.Experiment{e}
	got := text(t, r, report.Options{})
	if diff := cmp.Diff(tables, got); diff != "" {
		t.Error(diff)
	}
}

const tables = `e: 4 animals of snail, seed 0
  assigned at random  planned  done
  20mA                      2     2
  40mA                      2     2

AX_1: fire
        n     epsp [mV]
  20mA  2  50.50 ± 0.71
  40mA  2  50.50 ± 0.71

B_1: fire
        n  epsp [mV]
  20mA  2   50.0 ± 0
  40mA  2   50.0 ± 0

train: fire, 2 or 4 trials
        n  epsp [mV] first  epsp [mV] last  over trials
  20mA  2         40.0 ± 0        20.0 ± 0         █▅
  40mA  2         40.0 ± 0        10.0 ± 0         █▅▃▃

s: fire
                  n   epsp [mV]
  20mA            2  15.0 ± 7.1
  40mA (omitted)  2           -

shock tail
        n  epsp [mV]
  20mA  2   20.0 ± 0
  40mA  2   20.0 ± 0

test: fire
        n   epsp [mV]
  20mA  2  54.0 ± 8.2
  40mA  2  54.0 ± 8.2

recovery: fire
        n  epsp [mV]
  20mA  2   106 ± 71
  40mA  2   106 ± 71

`
