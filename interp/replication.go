package interp

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"protoexp/lang/diag"
	"protoexp/runtime/record"
	"protoexp/stdlib"
)

// Replication is a published experiment as a script of the library. What is known about it stands in the comment that the
// script begins with, a line "# key: value" for each field.
type Replication struct {
	Name      string // B1, the name of the file
	Title     string // what was done
	Source    string // the publication
	DOI       string // "" where it was not looked up
	Figure    string // or table; "" where it was not looked up
	Published string // what was found
	Accept    string // the band in which a replication must lie
	Mark      string // value, order or soft: how certain the published number is
	Status    string // fitted or predicted
	Axes      string // what the axes of its figure are: horizontal; vertical
	Points    []Point
	Missing   string // what the script cannot show yet; a row with this fails
	Script    string
}

// Replicated is how a replication came out.
type Replicated struct {
	Replication
	Obtained []string // a quantity each, with its 95 % interval over animals where they vary
	Failures []string // the expectations that did not hold, as sentences
	Result   *record.Result
}

// Pass says whether everything that the row asks for was shown.
func (r Replicated) Pass() bool { return len(r.Failures) == 0 && r.Missing == "" }

// Replications lists the published experiments of the library, S before B, in the order of their numbers.
func Replications() ([]Replication, error) {
	paths, err := fs.Glob(stdlib.Files, "replications/*.proto-exp")
	if err != nil {
		return nil, err
	}
	var list []Replication
	for _, p := range paths {
		text, err := fs.ReadFile(stdlib.Files, p)
		if err != nil {
			return nil, err
		}
		r, err := ReadReplication(strings.TrimSuffix(path.Base(p), ".proto-exp"), string(text))
		if err != nil {
			return nil, fmt.Errorf("stdlib/%s: %w", p, err)
		}
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b Replication) int {
		return cmp.Or(cmp.Compare(b.Name[0], a.Name[0]), cmp.Compare(number(a.Name), number(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	return list, nil
}

func number(name string) int {
	n, _ := strconv.Atoi(strings.TrimLeft(name, "SB"))
	return n
}

// ReadReplication reads the head of a script; it is an error when a field is unknown, missing or there twice.
func ReadReplication(name, text string) (Replication, error) {
	r := Replication{Name: name, Script: text}
	points := ""
	fields := map[string]*string{
		"what": &r.Title, "source": &r.Source, "doi": &r.DOI, "figure": &r.Figure, "published": &r.Published,
		"accept": &r.Accept, "mark": &r.Mark, "status": &r.Status, "missing": &r.Missing, "axes": &r.Axes, "points": &points,
	}
	for line := range strings.Lines(text) {
		comment, ok := strings.CutPrefix(line, "# ")
		if !ok {
			break
		}
		key, value, _ := strings.Cut(strings.TrimSpace(comment), ": ")
		field := fields[key]
		if field == nil || *field != "" || value == "" {
			return r, fmt.Errorf("%q is not a line of the head, or is there twice", strings.TrimSpace(line))
		}
		*field = value
	}
	for _, key := range []string{"what", "source", "published", "accept", "mark", "status"} {
		if *fields[key] == "" {
			return r, fmt.Errorf("the head has no %s", key)
		}
	}
	if !slices.Contains([]string{"value", "order", "soft"}, r.Mark) || !slices.Contains([]string{"fitted", "predicted"}, r.Status) {
		return r, fmt.Errorf("mark %s and status %s are not known", r.Mark, r.Status)
	}
	var err error
	r.Points, err = readPoints(points)
	return r, err
}

// Run runs the script. Where animals vary, what was obtained is what the script explores, with the interval of the mean;
// of one animal it is what the script prints.
func (r Replication) Run(ctx context.Context, o Options) (Replicated, error) {
	done := Replicated{Replication: r}
	script, ds := Load(r.Name+".proto-exp", r.Script, o)
	if !diag.Failed(ds) {
		result, more, err := script.Run(ctx)
		if err != nil {
			return done, err
		}
		ds, done.Result = more, result
	}
	if diag.Failed(ds) {
		return done, fmt.Errorf("%s does not run: %s", r.Name, ds[0].Message)
	}
	for _, c := range done.Result.Checks {
		if !c.Pass {
			done.Failures = append(done.Failures, c.Sentence)
		}
	}
	foretold := 0
	for _, e := range done.Result.Experiments { // a band for a mean
		for _, p := range e.Predictions {
			foretold++
			if !p.Pass {
				done.Failures = append(done.Failures, fmt.Sprintf("%s did not come true: it is %.3g.", p.Text, p.Value))
			}
		}
	}
	if len(done.Result.Checks)+foretold == 0 && r.Missing == "" {
		done.Failures = append(done.Failures, "The script expects nothing.")
	}
	for _, s := range done.Result.Shown {
		if s.Verb == "print" {
			done.Obtained = append(done.Obtained, s.Text)
		}
	}
	for _, e := range done.Result.Experiments {
		for _, x := range e.Explorations {
			for _, q := range explored(x) {
				done.Obtained = append(done.Obtained, q.String())
			}
		}
	}
	return done, nil
}
