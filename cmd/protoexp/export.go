package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"protoexp/runtime/export"
	"protoexp/runtime/paper"
	"protoexp/runtime/record"
)

// forms are what export writes of a run.
var forms = []struct {
	name, text string
	write      func(w io.Writer, d *done) error
}{
	{"csv", "trials, or the outcomes of a sweep, as CSV, ready for R and pandas", func(w io.Writer, d *done) error { return export.CSV(w, table(d.result)) }},
	{"parquet", "the same as Apache Parquet", func(w io.Writer, d *done) error { return export.Parquet(w, table(d.result)) }},
	{"json", "everything, as run --json prints it", func(w io.Writer, d *done) error { return export.JSON(w, d.result, asAny(d.diagnostics)) }},
	{"methods", "the paragraphs of a Methods section", func(w io.Writer, d *done) error {
		return paper.WriteMethods(w, d.result, d.script.Account(d.criticised), record.Version)
	}},
	{"arrive", "the checklist of the ten essentials of ARRIVE 2.0", func(w io.Writer, d *done) error {
		return paper.WriteARRIVE(w, d.result, d.script.Account(d.criticised), record.Version)
	}},
}

// table is that of the trials; a sweep has outcomes instead.
func table(r *record.Result) export.Table {
	if len(r.Trials) == 0 && len(r.Reports) > 0 {
		return export.Sweep(r)
	}
	return export.Trials(r)
}

func newExport() *cobra.Command {
	var k work
	var out string
	var names []string
	long := "Runs a script and writes one form of what came out, to stdout or to a file:\n"
	for _, f := range forms {
		names = append(names, f.name)
		long += "\n  " + f.name + strings.Repeat(" ", 9-len(f.name)) + f.text
	}
	c := &cobra.Command{
		Use:     "export " + strings.Join(names, "|") + " FILE",
		Short:   "write results, or the text that a paper needs",
		Long:    long,
		Example: "  protoexp export methods examples/habituation.proto-exp\n  protoexp export parquet my-experiment.proto-exp --out trials.parquet",
		Args:    cobra.ExactArgs(2),
		ValidArgsFunction: func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 0 {
				return names, cobra.ShellCompDirectiveNoFileComp
			}
			return scripts(c, args, typed)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			for _, f := range forms {
				if f.name == "parquet" && args[0] == f.name && out == "" && term.IsTerminal(int(os.Stdout.Fd())) {
					return fail(invalid, "Parquet is not for reading on a terminal: write --out trials.parquet")
				}
				if f.name == args[0] {
					return k.export(args[1], out, f.write)
				}
			}
			return fail(invalid, "export writes %s, and not %q", strings.Join(names, ", "), args[0])
		},
	}
	k.flags(c)
	c.Flags().StringVar(&out, "out", "", "a file in place of stdout")
	return c
}

// export runs a script and writes one form of it. An expectation that failed is no failure here.
func (k *work) export(path, out string, form func(io.Writer, *done) error) error {
	name, text, err := source("", []string{path})
	if err != nil {
		return err
	}
	d, err := k.do(name, text)
	if err != nil {
		return err
	}
	k.remember(d, name)
	if out == "" {
		err = write(func() error {
			w := bufio.NewWriter(os.Stdout)
			if err := form(w, d); err != nil {
				return err
			}
			return w.Flush()
		})
	} else {
		var b bytes.Buffer
		if err = form(&b, d); err == nil {
			err = os.WriteFile(out, b.Bytes(), 0o666)
		}
		if err != nil {
			err = fail(broken, "%s cannot be written: %v", out, plain(err))
		}
	}
	if err != nil {
		return err
	}
	if d.result.Partial || d.bad || d.unwritten != nil {
		return d.verdict()
	}
	return nil
}
