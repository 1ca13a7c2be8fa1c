package report_test

import (
	"math"
	"strings"
	"testing"

	"protoexp/runtime/record"
	"protoexp/runtime/report"
)

// swept is a sweep over two axes with two outcomes.
func swept() *record.Result {
	r := &record.Result{Preparation: "aplysia", Seed: 4}
	for i, u := range []string{"0.1", "0.2", "0.4"} {
		for k, tau := range []string{"1min", "8min", "60min"} {
			cell := []record.Factor{{Name: "u", Level: u}, {Name: "tau", Level: tau}}
			x := 0.1*float64(i+1) + 0.2*float64(k)
			r.Reports = append(r.Reports,
				record.Report{Name: "habituation", Unit: "1", Cell: cell, Values: []float64{x - 0.01, x + 0.01, math.NaN()}},
				record.Report{Name: "late", Unit: "s", Cell: cell, Values: []float64{60 * x, 60 * x, 60 * x}})
		}
	}
	return r
}

func TestSweep(t *testing.T) {
	r := swept()
	r.Shown = []record.Shown{{Verb: "plot", Kind: "heatmap", Reports: []string{"habituation"}, Over: []string{"tau", "u"}},
		{Verb: "plot", Kind: "curve", Reports: []string{"late"}, Over: []string{"tau"}}}
	var b strings.Builder
	if err := report.Text(&b, r, report.Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	t.Log("\n" + text)
	for _, want := range []string{"sweep over u, tau: 9 cells, 3 animals in each\n", "    u    tau  habituation      sd  late [s]  sd\n", "  0.1   1min        0.100  0.0141      6.00   0\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing:\n%s", want, text)
		}
	}
	for _, line := range strings.Split(text, "\n") {
		if len([]rune(line)) > 80 {
			t.Errorf("too wide: %s", line)
		}
	}
}
