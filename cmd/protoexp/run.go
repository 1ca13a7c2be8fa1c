package main

import (
	"bufio"
	"os"

	"github.com/spf13/cobra"

	"protoexp/runtime/export"
	"protoexp/runtime/report"
)

// runFlags are what `run` may be told.
type runFlags struct {
	work
	script      string
	json, quiet bool
}

func newRun() *cobra.Command {
	var f runFlags
	c := &cobra.Command{
		Use:   "run [FILE|-]",
		Short: "run a script",
		Long:  "Checks a script and runs it. It prints the responses of each label, what the script shows, and how each expectation came out.",
		Example: "  protoexp run examples/habituation.proto-exp\n  protoexp run -e 'touch siphon x10'\n" +
			"  protoexp run examples/habituation.proto-exp --json | jq '.trials[].responses'",
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: scripts,
		RunE:              func(_ *cobra.Command, args []string) error { return f.run(args) },
	}
	f.flags(c)
	flags := c.Flags()
	flags.StringVarP(&f.script, "exec", "e", "", "the script itself, in place of a file")
	flags.BoolVar(&f.json, "json", false, "one JSON document on stdout, and nothing else there")
	flags.StringVar(&f.folder, "out", "", "a folder for tables, traces, figures and the report; a sweep that was stopped goes on from there")
	flags.BoolVar(&f.fresh, "fresh", false, "compute a sweep anew, whatever the folder of --out holds of it")
	flags.BoolVar(&f.quiet, "quiet", false, "only what the script shows, and the expectations")
	return c
}

func (f *runFlags) run(args []string) error {
	if f.command.Flags().Changed("out") && f.folder == "" {
		return fail(invalid, "--out needs the name of a folder")
	}
	name, text, err := source(f.script, args)
	if err != nil {
		return err
	}
	d, err := f.do(name, text)
	if err != nil {
		return err
	}
	f.remember(d, name)
	if f.folder != "" {
		if err := save(f.folder, d); err != nil {
			return err
		}
	}
	err = write(func() error {
		w := bufio.NewWriter(os.Stdout)
		if f.json {
			if err := export.JSON(w, d.result, asAny(d.diagnostics)); err != nil {
				return err
			}
			return w.Flush()
		}
		if err := report.Text(w, d.result, report.Options{Width: width(), Colour: colour(os.Stdout), Quiet: f.quiet}); err != nil {
			return err
		}
		return w.Flush()
	})
	if err != nil {
		return err
	}
	return d.verdict()
}

// source is the script of the command line: -e, a file, or - for standard input.
func source(exec string, args []string) (name, text string, err error) {
	switch {
	case exec != "" && len(args) > 0:
		return "", "", fail(invalid, "give a file or -e, and not both")
	case exec != "":
		return "-e", exec, nil
	case len(args) == 0:
		return "", "", fail(invalid, "run needs a script: a file, - for standard input, or -e 'touch siphon x10'")
	}
	text, err = readScript(args[0])
	name = args[0]
	if name == "-" {
		name = "stdin"
	}
	return name, text, err
}
