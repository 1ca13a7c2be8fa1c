package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"protoexp/runtime/plot"
	"protoexp/runtime/record"
)

// Brief writes a result in a few lines, as the prompt shows it: when, what, and the responses of each group of trials.
func Brief(w io.Writer, r *record.Result, o Options) error {
	var b strings.Builder
	for _, n := range r.Notes {
		fmt.Fprintf(&b, "%s\n", n)
	}
	for _, g := range groups(r.Trials) {
		b.WriteString(line(r, g, o.page()))
	}
	for _, s := range r.Shown {
		show(&b, r, s, o)
	}
	for _, c := range r.Checks {
		check(&b, c, o)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// line is one group of trials: its responses as far as they fit, and their sparkline.
func line(r *record.Result, g []record.Trial, width int) string {
	what := g[0].Label
	if what == "" {
		what = action(g[0])
	} else if g[0].Omitted && alike(g) {
		what += " (omitted)"
	}
	text := fmt.Sprintf("  %s  %s", Time(g[0].Onset), what)
	values := responses(g)
	if len(values) == 0 {
		return text + "\n"
	}
	text += "  " + head(r.Measures[0].Name, r.Measures[0].Unit)
	room := width - utf8.RuneCountInString(text)
	spark := ""
	if len(values) > 1 {
		spark = "  " + plot.Spark(values, min(len(values), width/4))
		room -= utf8.RuneCountInString(spark)
	}
	return text + numbers(values, room) + spark + "\n"
}

// numbers writes values in so many characters: all of them, or the first ones and the last.
func numbers(values []float64, room int) string {
	var words []string
	length := 0
	for _, v := range values {
		words = append(words, "  "+Number(v))
		length += len(words[len(words)-1])
	}
	if length <= room {
		return strings.Join(words, "")
	}
	last := words[len(words)-1]
	length = len(last) + 3
	kept := ""
	for _, w := range words[:len(words)-1] {
		if length += len(w); length > room && kept != "" {
			break
		}
		kept += w
	}
	return kept + "  …" + last
}
