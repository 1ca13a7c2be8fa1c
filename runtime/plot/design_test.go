package plot_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"protoexp/runtime/internal/overlap"
	"protoexp/runtime/internal/specimen"
	"protoexp/runtime/plot"
	"protoexp/runtime/record"
)

func designs() map[string]*record.Result {
	return map[string]*record.Result{"groups": specimen.Groups(12), "within": specimen.Within(12), "sweep": specimen.Sweep(5, 4, 3)}
}

// TestDesign: every figure of every design is drawn, the same each time.
func TestDesign(t *testing.T) {
	for name, r := range designs() {
		figures := plot.Sweeps(r)
		for i := range r.Experiments {
			figures = append(figures, plot.Design(r, &r.Experiments[i])...)
		}
		for i, f := range figures {
			for kind, draw := range map[string]func(b *bytes.Buffer) error{
				"svg": func(b *bytes.Buffer) error { return plot.SVG(b, f) },
				"png": func(b *bytes.Buffer) error { return plot.PNG(b, f) },
			} {
				var a, b bytes.Buffer
				if err := draw(&a); err != nil {
					t.Fatal(err)
				}
				if err := draw(&b); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
					t.Errorf("%s, %s: two drawings differ (%v)", name, f.Title, err)
				}
				if dir := os.Getenv("FIGURES"); dir != "" { // to look at them
					if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%02d.%s", name, i, kind)), a.Bytes(), 0o666); err != nil {
						t.Fatal(err)
					}
				}
			}
			t.Log(name, i, f.Title)
		}
	}
}

// TestDesignShows: who is shown and who is not, and what a figure says of it.
func TestDesignShows(t *testing.T) {
	r := specimen.Groups(12)
	figures := plot.Design(r, &r.Experiments[0])
	if n := len(figures); n != 5 {
		t.Fatal(n)
	}
	train := figures[0]
	var animals []int
	for _, p := range train.Panels {
		animals = append(animals, len(p.Curves)-1)
	}
	if got := fmt.Sprint(animals, " ", train.Panels[2].Title, " ", train.YLabel); got != "[12 12 12 11] rest_shock (omitted) gill.amplitude" { // one is not complete
		t.Error(got)
	}
	compared := figures[3]
	if len(compared.Places) != 2 || len(compared.Curves) != 3 || compared.Curves[2].Low == nil {
		t.Errorf("%+v", compared)
	}
	for i, x := range compared.Curves[0].X {
		if x < 0.5 || x > 1.3 {
			t.Error(i, x)
		}
	}

	r = specimen.Within(12)
	figures = plot.Design(r, &r.Experiments[0])
	left := figures[2].Curves[0] // of 12 animals none stops before the fourth trial, and three stop at each
	if got := fmt.Sprint(left.X, left.Y); got != "[0 4 5 6 7] [1 0.75 0.5 0.25 0]" {
		t.Error(got)
	}
	r.Experiments[0].Animals[3].Unmet = []string{"train"} // by hand: 9/12, 7/9 of it, 3/6 of that, none
	if f := plot.Design(r, &r.Experiments[0])[2]; fmt.Sprint(f.Curves[0].Y) != "[1 0.75 0.5833333333333334 0.2916666666666667 0]" || !strings.HasSuffix(f.Caption, "never met it: 2.") {
		t.Error(f.Curves[0], f.Caption)
	}
	if pairs := figures[3].Curves; len(pairs) != 13 || pairs[0].Look != plot.Faint {
		t.Error(len(pairs))
	}

	r.Checks[0].Samples[0].Name, r.Checks[0].Samples[1].Name = "all", "all"
	if f := plot.Design(r, &r.Experiments[0])[3]; f.Places[0] != "test" || f.Places[1] != "60% of base" {
		t.Error(f.Places)
	}

	r.Experiments[0].Animals[0].Excluded = "base < 0.1"
	if p := plot.Design(r, &r.Experiments[0])[0].Panels[0]; len(p.Curves) != 12 {
		t.Error("an excluded animal is shown")
	}
}

// TestInterval: the mean of 1, 2, 3 is 2, and its 95 % interval by t with two degrees of freedom is 2 ± 4.302653 / √3.
func TestInterval(t *testing.T) {
	r := &record.Result{Reports: []record.Report{{Name: "x", Unit: "1", Cell: []record.Factor{{Name: "u", Level: "1"}}, Values: []float64{1, 2, 3}},
		{Name: "x", Unit: "1", Cell: []record.Factor{{Name: "u", Level: "2"}}, Values: []float64{5}}}}
	c := plot.Sweeps(r)[0].Curves[0]
	if math.Abs(c.High[0]-4.484138) > 1e-6 || math.Abs(c.Low[0]+0.484138) > 1e-6 || c.Y[1] != 5 || !math.IsNaN(c.Low[1]) {
		t.Error(c)
	}
}

// TestHeatChart: a heat map in a terminal.
func TestHeatChart(t *testing.T) {
	f := plot.Sweeps(specimen.Sweep(3, 2, 3))[0]
	want := `  habituation
  2min  0.218  ▒0.35 ▓0.444
  1min      – ▒0.375 █0.522
         0.10   0.20   0.30
  mean habituation; tau upwards, u across
`
	if got := plot.Chart(f, 60, 10); got != want {
		t.Errorf("%s\nwanted\n%s", got, want)
	}
}

// TestNoOverlap: no text of a figure hides another, also with long names and many cells.
func TestNoOverlap(t *testing.T) {
	long := specimen.Groups(12)
	names := map[string]string{"hab_shock": "reinforced=siphon, contingency=at_random", "hab_only": "reinforced=mantle, contingency=unpaired", "rest_shock": "history=trained, retention=14w", "rest_only": "an_animal_of_one_very_long_name"}
	for i, c := range long.Experiments[0].Cells {
		long.Experiments[0].Cells[i].Name = names[c.Name]
	}
	for _, c := range long.Checks {
		for i := range c.Samples {
			c.Samples[i].Name = names[c.Samples[i].Name]
		}
	}
	for name, r := range map[string]*record.Result{"groups": specimen.Groups(12), "within": specimen.Within(12), "sweep": specimen.Sweep(12, 12, 3), "long": long} {
		figures := plot.Sweeps(r)
		for i := range r.Experiments {
			figures = append(figures, plot.Design(r, &r.Experiments[i])...)
		}
		for _, f := range figures {
			var b bytes.Buffer
			if err := plot.SVG(&b, f); err != nil {
				t.Fatal(err)
			}
			pairs, err := overlap.Texts(b.String(), nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range pairs {
				t.Errorf("%s, %s: %s", name, f.Title, p)
			}
		}
	}
}
