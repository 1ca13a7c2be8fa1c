package main

import (
	"context"
	"os"
	"time"

	"github.com/spf13/cobra"

	"protoexp/interp"
	"protoexp/runtime/export"
	"protoexp/runtime/report"
)

// fitFlags are what `fit` may be told.
type fitFlags struct {
	target, progress  string
	set               []string
	evaluations, jobs int
	seed              uint64
	json              bool
	timeout           time.Duration
}

func newFit() *cobra.Command {
	var f fitFlags
	c := &cobra.Command{
		Use:   "fit FILE --target DATA.csv",
		Short: "find the parameters with which a model comes closest to data",
		Long: "Looks for the values of the axes of a script's sweeps with which their reports come closest to data: first all over the ranges, then near the best point.\n" +
			"It says how well the data determine each parameter, and how far each report moves when a parameter is a tenth smaller or larger.\n\n" +
			"The data are a CSV file with the columns report and value, and perhaps sd and use. Of several rows of one report, the mean is fitted.\n" +
			"Rows with hold in the column use are compared, and not fitted.",
		Example:           "  protoexp fit examples/45-fit.proto-exp --target examples/45-fit.csv",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: scripts,
		RunE:              func(c *cobra.Command, args []string) error { return f.run(c.Context(), args) },
	}
	flags := c.Flags()
	flags.StringVar(&f.target, "target", "", "the data: a CSV file with the columns report, value, sd, use")
	flags.IntVar(&f.evaluations, "evaluations", 400, "how often the script is run, at most")
	flags.Uint64Var(&f.seed, "seed", 1, "the seed of the search; the animals have the script's")
	flags.StringArrayVar(&f.set, "set", nil, "name=value: another value for a `let` at the top of the script (repeatable)")
	flags.IntVar(&f.jobs, "jobs", 0, "how many cores to use (0: all); results are the same for every number")
	flags.BoolVar(&f.json, "json", false, "one JSON document on stdout, and nothing else there")
	flags.DurationVar(&f.timeout, "timeout", 0, "stop after so much time, such as 30s or 5m, with the best point so far")
	flags.StringVar(&f.progress, "progress", "auto", "auto, always or never: how far it is, on stderr")
	return c
}

func (f *fitFlags) run(ctx context.Context, args []string) error {
	switch {
	case f.target == "":
		return fail(invalid, "fit needs data: --target data.csv, with rows such as habituation,0.36,0.05 below report,value,sd")
	case f.evaluations < 1 || f.evaluations > 1_000_000:
		return fail(invalid, "--evaluations is a number from 1 to a million")
	case f.jobs < 0:
		return fail(invalid, "--jobs is a number of cores from 0")
	case f.progress != "auto" && f.progress != "always" && f.progress != "never":
		return fail(invalid, "--progress is auto, always or never, and not %q", f.progress)
	}
	name, text, err := source("", args)
	if err != nil {
		return err
	}
	data, err := readScript(f.target)
	if err != nil {
		return err
	}
	o, err := optionsFor(args[0], nil, f.set)
	if err != nil {
		return err
	}
	o.Jobs = f.jobs
	script, ds := interp.Load(name, text, o)
	targets, more := script.Targets(f.target, data)
	if complain(append(ds, more...)) {
		return fail(invalid, "")
	}
	if f.timeout > 0 {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(ctx, f.timeout)
		defer stop()
	}
	bar := newProgress(f.progress)
	defer bar.clear()
	found, more := script.Fit(ctx, targets, interp.FitOptions{Evaluations: f.evaluations, Seed: f.seed, Told: bar.replications})
	bar.clear()
	if complain(more) {
		return fail(invalid, "")
	}
	err = write(func() error {
		if f.json {
			return export.Fit(os.Stdout, name, found, asAny(append(ds, more...)))
		}
		return report.Fit(os.Stdout, found, report.Options{Width: width(), Colour: colour(os.Stdout)})
	})
	if err == nil && found.Partial() {
		err = fail(interrupted, "stopped after %d evaluations", found.Done)
	}
	return err
}
