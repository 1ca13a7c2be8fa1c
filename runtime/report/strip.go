package report

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"protoexp/runtime/plot"
	"protoexp/runtime/record"
)

// Strip writes trials as they come, as on the paper of a strip chart: a line for each, with its onset, its response by the
// first measure and a bar. Of many like trials it shows fewer and fewer, and at the end all of them as bars in one line.
type Strip struct {
	Options
	w     io.Writer
	full  map[string]float64 // of each measure: the response whose bar fills its place
	most  map[string]float64 // the largest response so far
	head  string             // that stands above the lines
	label string             // of the trials on the paper, or what they did
	row   []float64          // their responses
	late  string             // the line of the last trial, where it was not shown
	err   error
}

// The places of a strip's columns, and how many trials are all shown.
const (
	stripTime, stripName, stripBar = 11, 20, 40
	stripAll                       = 20
)

// NewStrip starts a strip.
func NewStrip(w io.Writer, o Options) *Strip {
	return &Strip{Options: o, w: w, full: map[string]float64{}, most: map[string]float64{}}
}

// Trial writes a trial.
func (s *Strip) Trial(t record.Trial, columns []record.Measure) {
	name := t.Label
	if name == "" {
		name = short(t)
	}
	if name != s.label {
		s.tear()
		s.label = name
	}
	if len(columns) == 0 || len(t.Responses) == 0 {
		s.write(s.line(t, "", ""))
		return
	}
	m, v := columns[0], t.Responses[0]
	if old, ok := s.full[m.Name]; !ok || s.row == nil && s.most[m.Name] > old {
		s.full[m.Name] = plot.Ceiling(max(s.most[m.Name], v))
	}
	if !math.IsNaN(v) {
		s.most[m.Name] = max(s.most[m.Name], v)
	}
	if h := fmt.Sprintf("%s, bars to %s", head(m.Name, m.Unit), strconv.FormatFloat(s.full[m.Name], 'g', -1, 64)); h != s.head {
		s.head = h
		s.write(s.dim(strings.Repeat(" ", stripTime+2)+h) + "\n")
	}
	s.row = append(s.row, v)
	if s.late = s.line(t, Number(v), s.bar(m.Name, v)); round(len(s.row)) {
		s.write(s.late)
		s.late = ""
	}
}

// round says whether the n-th of like trials is shown: the first ones all, then every tenth, every hundredth.
func round(n int) bool {
	for step := 1; ; step *= 10 {
		if n <= stripAll*step {
			return n%step == 0
		}
	}
}

func (s *Strip) bar(measure string, v float64) string {
	room := s.page() - stripTime - s.names() - 14
	return plot.Bar(v, s.full[measure], max(4, min(stripBar, room)))
}

// names is how wide the names of trials are: less on a narrow page.
func (s *Strip) names() int { return min(stripName, max(6, s.page()-stripTime-18)) }

// End ends what was asked for at once: what comes next has a head of its own.
func (s *Strip) End() error {
	s.tear()
	s.head, s.label = "", ""
	return s.err
}

// tear ends a row of like trials.
func (s *Strip) tear() {
	s.write(s.late)
	if len(s.row) > stripAll {
		text := fmt.Sprintf("all %d  ", len(s.row))
		s.write(strings.Repeat(" ", stripTime+2) + text + plot.Spark(s.row, s.page()-stripTime-3-len(text)) + "\n")
	}
	s.row, s.late = nil, ""
}

// line is that of a trial.
func (s *Strip) line(t record.Trial, number, bar string) string {
	name := short(t)
	if t.Label != "" {
		name = t.Label
		if t.Omitted {
			name += " (omitted)"
		}
		if t.N > 1 || len(s.row) > 1 {
			name += fmt.Sprintf(" %d", t.N)
		}
	}
	if letters, n := []rune(name), s.names(); len(letters) > n && n < stripName {
		name = string(letters[:n-1]) + "…"
	}
	text := fmt.Sprintf("%*s  %s", stripTime, Time(t.Onset), pad(name, s.names()))
	if number != "" {
		text += fmt.Sprintf(" %8s  %s", number, bar)
	}
	return strings.TrimRight(text, " ") + "\n"
}

// short is what a trial did, without its parameters.
func short(t record.Trial) string {
	text := bare(strings.TrimPrefix(t.Action, "peek "))
	switch {
	case t.Omitted:
		text = "omit " + text
	case t.Peeked:
		text = "peek " + text
	}
	return text
}

// bare is an action without its parameters.
func bare(action string) string {
	if what, ok := strings.CutPrefix(action, "peek "); ok {
		return "peek " + bare(what)
	}
	if both, ok := strings.CutPrefix(action, "pair "); ok {
		a, b, _ := strings.Cut(both, " with ")
		return "pair " + brief(a) + " + " + brief(b)
	}
	return brief(action)
}

// brief is the verb of an action, with its site.
func brief(action string) string {
	words := strings.Fields(action)
	n := min(2, len(words))
	if n > 1 && (words[1] == "for" || len(words) > 2 && strings.ContainsAny(words[2][:1], "-.0123456789")) {
		n = 1 // a parameter and no site
	}
	return strings.Join(words[:n], " ")
}

// pad fills a text up with blanks.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text)))
}

func (s *Strip) dim(text string) string {
	if !s.Colour {
		return text
	}
	return "\x1b[2m" + text + "\x1b[0m"
}

func (s *Strip) write(text string) {
	if s.err == nil {
		_, s.err = io.WriteString(s.w, text)
	}
}

// Answers writes what came of experiments, what statements asked to see, how expectations came out, and what differences are due
// to. swept are the outcomes of all sweeps so far, which can be plotted later.
func Answers(w io.Writer, r *record.Result, swept []record.Report, o Options) error {
	var b strings.Builder
	writeSweeps(&b, r, o)
	for _, e := range r.Experiments {
		experiment(&b, r, e, o)
	}
	shown := *r
	shown.Reports = swept
	for _, s := range r.Shown {
		show(&b, &shown, s, o)
	}
	for _, c := range r.Checks {
		if c.Test == nil {
			check(&b, c, o)
		}
	}
	for _, y := range r.Whys {
		writeWhy(&b, y, o)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
