package report

import (
	"io"
	"strconv"
	"strings"

	"protoexp/runtime/plot"
	"protoexp/runtime/record"
)

// groups are the trials of each label, in the order of the first; trials without a label are grouped by what was done.
func groups(trials []record.Trial) (out [][]record.Trial) {
	at := map[string]int{}
	for _, t := range trials {
		key := "label " + t.Label
		if t.Label == "" {
			key = "action " + t.Action + strconv.FormatBool(t.Omitted)
		}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], t)
	}
	return out
}

// alike says whether a group's trials all did the same.
func alike(trials []record.Trial) bool {
	for _, t := range trials {
		if t.Action != trials[0].Action || t.Omitted != trials[0].Omitted {
			return false
		}
	}
	return true
}

// action is what a trial did, in words.
func action(t record.Trial) string {
	if t.Omitted {
		return t.Action + " (omitted)"
	}
	return t.Action
}

// writeGroup writes one label's trials: a table, and a sparkline of the first measure.
func writeGroup(b *strings.Builder, r *record.Result, trials []record.Trial, o Options) {
	first, same := trials[0], alike(trials)
	title := action(first)
	if !same {
		title = strconv.Itoa(len(trials)) + " trials"
	}
	if first.Label != "" {
		title = first.Label + ": " + title
	}
	b.WriteString(title + "\n")
	t := table{keys: 2, head: []string{"n", "onset"}}
	if !same {
		t.head = append(t.head, "action")
	}
	for _, m := range r.Measures {
		t.head = append(t.head, head(m.Name, m.Unit))
	}
	for i, x := range trials {
		row := []string{strconv.Itoa(i + 1), Time(x.Onset)}
		if !same {
			row = append(row, action(x))
		}
		for _, v := range x.Responses {
			row = append(row, Number(v))
		}
		t.rows = append(t.rows, row)
	}
	t.write(b, o.Width)
	if line := responses(trials); len(line) > 1 {
		name := r.Measures[0].Name
		b.WriteString("  " + plot.Spark(line, o.page()-len(name)-6) + "  " + name + "\n")
	}
	b.WriteString("\n")
}

// responses are those of the first measure.
func responses(trials []record.Trial) (out []float64) {
	for _, t := range trials {
		if len(t.Responses) > 0 {
			out = append(out, t.Responses[0])
		}
	}
	return out
}

// Labels are the responses of each group of trials, by the first measure, as series.
func Labels(r *record.Result) (out []record.Series) {
	if len(r.Measures) == 0 {
		return nil
	}
	for _, g := range groups(r.Trials) {
		s := record.Series{Name: g[0].Label, Unit: r.Measures[0].Unit, Values: responses(g)}
		if s.Name == "" {
			s.Name = action(g[0])
		}
		for _, t := range g {
			s.At = append(s.At, float64(t.Onset)/1e9)
		}
		out = append(out, s)
	}
	return out
}

// Trials writes all trials of the animal that belongs to no experiment, label by label, by every measure.
func Trials(w io.Writer, r *record.Result, o Options) error {
	var b strings.Builder
	for _, g := range groups(alone(r)) {
		writeGroup(&b, r, g, o)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
