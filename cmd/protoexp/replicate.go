package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"protoexp/interp"
	"protoexp/runtime/report"
)

// replicateFlags are what `replicate` may be told.
type replicateFlags struct {
	json bool
	jobs int
}

func newReplicate() *cobra.Command {
	var f replicateFlags
	c := &cobra.Command{
		Use:     "replicate [NAME]",
		Short:   "run published experiments: expected against obtained",
		Long:    "Runs the published experiments of the library, or one of them, and holds what comes out against what was published.\nThe exit status is 1 if one fails.",
		Example: "  protoexp replicate\n  protoexp replicate B1",
		Args:    cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return replicationNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error { return f.run(c.Context(), args) },
	}
	c.Flags().BoolVar(&f.json, "json", false, "one JSON document on stdout, and nothing else there")
	c.Flags().IntVar(&f.jobs, "jobs", 0, "how many cores to use (0: all); results are the same for every number")
	return c
}

func replicationNames() (names []string) {
	list, _ := interp.Replications()
	for _, r := range list {
		names = append(names, r.Name)
	}
	return names
}

func (f *replicateFlags) run(ctx context.Context, args []string) error {
	list, err := interp.Replications()
	if err != nil {
		return err
	}
	if len(args) > 0 {
		if list = named(list, args[0]); list == nil {
			return fail(invalid, "there is no replication %s; there are %s", args[0], strings.Join(replicationNames(), ", "))
		}
	}
	var done []interp.Replicated
	lost := 0
	for _, r := range list {
		d, err := r.Run(ctx, interp.Options{Jobs: f.jobs})
		if ctx.Err() != nil {
			return fail(interrupted, "interrupted; %d of %d replications were run", len(done), len(list))
		}
		if err != nil {
			return err
		}
		done = append(done, d)
		if !d.Pass() {
			lost++
		}
		if !f.json {
			if err := write(func() error { return writeReplicated(os.Stdout, d, len(args) > 0) }); err != nil {
				return err
			}
		}
	}
	if f.json {
		err = write(func() error { return writeReplications(os.Stdout, done) })
	} else {
		err = write(func() error { _, err := fmt.Printf("%d passed, %d failed\n", len(done)-lost, lost); return err })
	}
	if err == nil && lost > 0 {
		err = fail(failed, "")
	}
	return err
}

func named(list []interp.Replication, name string) []interp.Replication {
	for i, r := range list {
		if strings.EqualFold(r.Name, name) {
			return list[i : i+1]
		}
	}
	return nil
}

// writeReplicated prints a row; whole adds the report of the run.
func writeReplicated(w io.Writer, r interp.Replicated, whole bool) error {
	var b strings.Builder
	verdict := "pass"
	if !r.Pass() {
		verdict = "FAIL"
	}
	fmt.Fprintf(&b, "%s  %-4s %s (%s)\n", verdict, r.Name, r.Title, r.Status)
	line := func(key, text string) {
		if text != "" {
			fmt.Fprintf(&b, "        %-10s %s\n", key, text)
		}
	}
	line("source", cited(r.Replication))
	line("published", r.Published+" ("+r.Mark+")")
	line("accept", r.Accept)
	key := "obtained"
	for _, o := range r.Obtained {
		line(key, o)
		key = ""
	}
	for _, s := range r.Failures {
		line("failed", s)
	}
	line("missing", r.Missing)
	if whole && r.Result != nil {
		b.WriteString("\n")
		if err := report.Text(&b, r.Result, report.Options{Width: width(), Colour: colour(os.Stdout)}); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func cited(r interp.Replication) string {
	text := r.Source
	if r.Figure != "" {
		text += ", " + r.Figure
	}
	if r.DOI != "" {
		text += ", doi:" + r.DOI
	}
	return text
}

// writeReplications prints all rows as JSON.
func writeReplications(w io.Writer, done []interp.Replicated) error {
	type row struct {
		Name      string   `json:"name"`
		What      string   `json:"what"`
		Source    string   `json:"source"`
		DOI       string   `json:"doi"`
		Figure    string   `json:"figure"`
		Published string   `json:"published"`
		Obtained  []string `json:"obtained"`
		Accept    string   `json:"accept"`
		Pass      bool     `json:"pass"`
		Mark      string   `json:"mark"`
		Status    string   `json:"status"`
		Failures  []string `json:"failures,omitempty"`
		Missing   string   `json:"missing,omitempty"`
	}
	rows := make([]row, 0, len(done))
	for _, r := range done {
		rows = append(rows, row{r.Name, r.Title, r.Source, r.DOI, r.Figure, r.Published, append([]string{}, r.Obtained...), r.Accept, r.Pass(), r.Mark, r.Status, r.Failures, r.Missing})
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(map[string][]row{"replications": rows})
}
