package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"

	"protoexp/interp"
	"protoexp/runtime/export"
	"protoexp/runtime/report"
)

// fitFlags are what `fit` may be told.
type fitFlags struct {
	task
	target      string
	evaluations int
	json        bool
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
	flags.BoolVar(&f.json, "json", false, "one JSON document on stdout, and nothing else there")
	f.task.flags(c, "the seed of the search; the animals have the script's", "with the best point so far")
	return c
}

func (f *fitFlags) run(ctx context.Context, args []string) error {
	switch {
	case f.target == "":
		return fail(invalid, "fit needs data: --target data.csv, with rows such as habituation,0.36,0.05 below report,value,sd")
	case f.evaluations < 1 || f.evaluations > 1_000_000:
		return fail(invalid, "--evaluations is a number from 1 to a million")
	}
	data, err := readScript(f.target)
	if err != nil {
		return err
	}
	name, script, ds, err := f.load(args, false)
	if err != nil {
		return err
	}
	targets, more := script.Targets(f.target, data)
	if complain(more) {
		return fail(invalid, "")
	}
	ctx, stop := f.limited(ctx)
	defer stop()
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
