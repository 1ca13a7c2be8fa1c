package report

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"protoexp/runtime/plot"
	"protoexp/runtime/record"
)

// Power writes how often expectations come out with how many animals.
func Power(w io.Writer, list []record.Power, o Options) error {
	var b strings.Builder
	for _, p := range list {
		writePower(&b, p, o)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writePower(b *strings.Builder, p record.Power, o Options) {
	name := "power"
	if p.Experiment != "" {
		name = fmt.Sprintf("power of %q", p.Experiment)
	}
	fmt.Fprintf(b, "%s: %s of %s, alpha %s, seed %d\n", name, Count(int64(p.Done), "replication"), Count(int64(len(p.Cells)), "cell"), strconv.FormatFloat(p.Alpha, 'g', 3, 64), p.Seed)
	for _, n := range p.Notes {
		b.WriteString(n + "\n")
	}
	for _, c := range p.Curves {
		b.WriteString("\n")
		writeCurve(b, p, c, o)
	}
	if len(p.Curves) > 0 && p.Done > 0 {
		b.WriteString("\n" + plot.Chart(plot.Power(p), min(o.page(), 100), 10))
	}
	if p.Partial() {
		fmt.Fprintf(b, "\ninterrupted: %d of %d replications are complete, and all numbers are of these\n", p.Done, p.Planned)
	}
	b.WriteString("\n")
}

func writeCurve(b *strings.Builder, p record.Power, c record.PowerCurve, o Options) {
	title := c.Text
	if c.Name != "" {
		title = c.Name + ": " + title
	}
	kind := c.Test
	if c.Primary {
		kind = "primary, " + kind
	}
	b.WriteString(Wrap(fmt.Sprintf("%s (%s)", title, kind), o.page()) + "\n")
	closed := !math.IsNaN(c.Effect)
	t := table{keys: 1, head: []string{"n", "animals", "power", "95 % interval"}}
	if closed {
		t.head = append(t.head, "t test, d = "+Number(c.Effect))
	}
	untested, few := 0, 0
	for _, x := range c.Points {
		untested = max(untested, x.Untested)
		if x.Never {
			few = max(few, x.N)
		}
		if !x.Listed {
			continue
		}
		row := []string{strconv.Itoa(x.N), strconv.Itoa(x.Animals), share(x.Power), share(x.Low) + " to " + share(x.High)}
		if closed {
			row = append(row, share(x.Closed))
		}
		t.rows = append(t.rows, row)
	}
	t.write(b, o.Width)
	if few > 0 {
		b.WriteString(Wrap(fmt.Sprintf("  With n = %d no permutation is rare enough for p below %s, however large the difference.", few, strconv.FormatFloat(p.Alpha, 'g', 3, 64)), o.page()) + "\n")
	}
	if untested > 0 {
		fmt.Fprintf(b, "  in up to %s it could not be tested, which counts as not coming out\n", Count(int64(untested), "replication"))
	}
	b.WriteString(Wrap("  "+animalsNeeded(p, c), o.page()) + "\n")
}

// animalsNeeded says in a sentence how many animals are needed.
func animalsNeeded(p record.Power, c record.PowerCurve) string {
	if p.Done == 0 || len(c.Points) == 0 {
		return "No replication is complete."
	}
	last := c.Points[len(c.Points)-1]
	if c.Smallest == 0 {
		s := fmt.Sprintf("No n up to %d reaches a power of %s.", last.N, share(p.Wanted))
		if c.Needed > last.N {
			s += fmt.Sprintf(" By the t test it would need about n = %d.", c.Needed)
		}
		return s
	}
	s := fmt.Sprintf("A power of %s needs n = %d in each cell", share(p.Wanted), c.Smallest)
	for _, x := range c.Points {
		if x.N == c.Smallest {
			s += fmt.Sprintf(", %d animals in all", x.Animals)
			if x.Low < p.Wanted {
				s += fmt.Sprintf(" (where it lies between %s and %s)", share(x.Low), share(x.High))
			}
		}
	}
	if p.Written > 0 {
		s += fmt.Sprintf("; the script has n = %d", p.Written)
	}
	return s + "."
}

// share writes a proportion: 84 %, 99.5 %.
func share(x float64) string {
	if math.IsNaN(x) {
		return "-"
	}
	text := strconv.FormatFloat(100*x, 'f', 1, 64)
	return strings.TrimSuffix(text, ".0") + " %"
}
