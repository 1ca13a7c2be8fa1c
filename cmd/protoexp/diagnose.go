package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"protoexp/interp"
	"protoexp/lang/diag"
	"protoexp/runtime/export"
	"protoexp/runtime/record"
	"protoexp/runtime/report"
)

// diagnoseFlags are what `diagnose` may be told.
type diagnoseFlags struct {
	task
	against      string
	reps         int
	seeded, json bool
}

func newDiagnose() *cobra.Command {
	var f diagnoseFlags
	c := &cobra.Command{
		Use:   "diagnose FILE",
		Short: "run an experiment on animals in which its outcome has another cause",
		Long: "Runs the experiments of a script on rivals: animals with the same stimuli and measures, in which the outcome has another cause.\n" +
			"It counts how often each expectation comes true there. Without --against they are the rivals that the script names or, where it names none,\n" +
			"those that its claims leave open. `protoexp explain fatigue` says what a rival is.",
		Example:           "  protoexp diagnose examples/56-rivals.proto-exp\n  protoexp diagnose experiment.proto-exp --against fatigue,adaptation --reps 500",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: scripts,
		RunE: func(c *cobra.Command, args []string) error {
			f.seeded = c.Flags().Changed("seed")
			if c.Flags().Changed("reps") && (f.reps < 1 || f.reps > 1_000_000) {
				return fail(invalid, "--reps is a number from 1 to a million")
			}
			return f.run(c.Context(), args)
		},
	}
	flags := c.Flags()
	flags.StringVar(&f.against, "against", "", "rivals, such as fatigue,adaptation (usually those of the script or of its claims)")
	flags.IntVar(&f.reps, "reps", 0, fmt.Sprintf("how many experiments are run on each rival (usually what the script says, or %d)", interp.UsualReps))
	flags.BoolVar(&f.json, "json", false, "one JSON document on stdout, and nothing else there")
	f.task.flags(c, otherSeed, "and say what the complete experiments show")
	return c
}

func (f *diagnoseFlags) run(ctx context.Context, args []string) error {
	began := time.Now()
	name, script, ds, err := f.load(args, f.seeded)
	if err != nil {
		return err
	}
	ctx, stop := f.limited(ctx)
	defer stop()
	bar := newProgress(f.progress)
	defer bar.clear()
	list, more := script.Diagnose(ctx, interp.DiagnoseOptions{Reps: f.reps, Against: words(f.against), Told: bar.replications})
	bar.clear()
	if complain(more) {
		return fail(invalid, "")
	}
	if err := write(func() error { return f.print(name, list, append(ds, more...), time.Since(began)) }); err != nil {
		return err
	}
	return partial(list, ctx)
}

func (f *diagnoseFlags) print(name string, list []record.Diagnosis, ds []diag.Diagnostic, took time.Duration) error {
	return printed(f.json, took,
		func(w io.Writer) error { return export.Diagnosis(w, name, list, asAny(ds), took.Seconds()) },
		func(w io.Writer, o report.Options) error { return report.Diagnosis(w, list, o) })
}

// partial is the exit status of diagnoses that were stopped.
func partial(list []record.Diagnosis, ctx context.Context) error {
	for _, d := range list {
		switch {
		case d.Partial() && ctx.Err() == context.DeadlineExceeded:
			return fail(interrupted, "stopped by --timeout; the diagnosis is partial")
		case d.Partial():
			return fail(interrupted, "interrupted; the diagnosis is partial")
		}
	}
	return nil
}

// words reads a list with commas.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
}
