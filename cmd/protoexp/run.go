package main

import (
	"bufio"
	"context"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"protoexp/interp"
	"protoexp/runtime/export"
	"protoexp/runtime/record"
	"protoexp/runtime/report"
)

// runFlags are what `run` may be told.
type runFlags struct {
	script, out, progress string
	set                   []string
	seed                  uint64
	seeded                bool
	json, quiet, noCritic bool
	fresh                 bool
	jobs                  int
	timeout               time.Duration
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
		RunE: func(c *cobra.Command, args []string) error {
			f.seeded = c.Flags().Changed("seed")
			return f.run(c.Context(), args)
		},
	}
	flags := c.Flags()
	flags.StringVarP(&f.script, "exec", "e", "", "the script itself, in place of a file")
	flags.Uint64Var(&f.seed, "seed", 1, "the seed, in place of the script's")
	flags.StringArrayVar(&f.set, "set", nil, "name=value: another value for a `let` at the top of the script (repeatable)")
	flags.BoolVar(&f.json, "json", false, "one JSON document on stdout, and nothing else there")
	flags.StringVar(&f.out, "out", "", "a folder for trials.csv, traces, figures and the report; a sweep that was stopped goes on from there")
	flags.BoolVar(&f.fresh, "fresh", false, "compute a sweep anew, whatever the folder of --out holds of it")
	flags.IntVar(&f.jobs, "jobs", 0, "how many cores to use (0: all); results are the same for every number")
	flags.BoolVar(&f.quiet, "quiet", false, "only what the script shows, and the expectations")
	flags.BoolVar(&f.noCritic, "no-critic", false, "without the critic of designs")
	flags.StringVar(&f.progress, "progress", "auto", "auto, always or never: how far the run is, on stderr")
	flags.DurationVar(&f.timeout, "timeout", 0, "stop at a trial after so much time, such as 30s or 5m, and print what is complete")
	return c
}

func (f *runFlags) run(ctx context.Context, args []string) (out error) {
	began := time.Now()
	name, text, err := source(f.script, args)
	if err != nil {
		return err
	}
	if f.progress != "auto" && f.progress != "always" && f.progress != "never" {
		return fail(invalid, "--progress is auto, always or never, and not %q", f.progress)
	}
	if f.jobs < 0 {
		return fail(invalid, "--jobs is a number of cores from 0")
	}
	var seed *uint64
	if f.seeded {
		seed = &f.seed
	}
	o, err := optionsFor(name, seed, f.set)
	if err != nil {
		return err
	}
	meter := newMeter(f.progress)
	if f.out != "" {
		o.Save = beside{f.out}.save
	}
	o.Jobs, o.Progress, o.Animals = f.jobs, meter.show, meter.animals
	var built time.Time
	o.Ready = sync.OnceFunc(func() { built = time.Now() })
	used := &reading{FS: o.Files}
	o.Files = used
	script, ds := interp.Load(name, text, o)
	if complain(ds) {
		return fail(invalid, "")
	}
	if !f.noCritic {
		review := script.Review()
		complain(review.Findings)
		ds = append(ds, review.Findings...)
	}
	if f.out != "" {
		if err := prepareFolder(f.out); err != nil {
			return err
		}
		if script.Sweeps() {
			store, err := openFinished(f.out, belong(text, used, seed, f.set), f.fresh)
			if err != nil {
				return err
			}
			defer func() {
				if err := store.close(); out == nil {
					out = err
				}
			}()
			script.Keep(store)
		}
	}
	built = time.Now() // of a script without an animal
	if f.timeout > 0 {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeout(ctx, f.timeout)
		defer stop()
	}
	result, more, err := script.Run(ctx)
	meter.clear()
	bad := complain(more)
	if err != nil && result == nil {
		return fail(broken, "%v", err)
	}
	unwritten := err
	if result == nil || bad && len(result.Trials) == 0 {
		return fail(invalid, "")
	}
	ds = append(ds, more...)
	p := &result.Performance
	p.Wall, p.Build, p.Simulate = time.Since(began).Seconds(), built.Sub(began).Seconds(), time.Since(built).Seconds()
	if f.out != "" {
		if err := save(f.out, result, asAny(ds)); err != nil {
			return err
		}
	}
	err = write(func() error {
		w := bufio.NewWriter(os.Stdout)
		if f.json {
			if err := export.JSON(w, result, asAny(ds)); err != nil {
				return err
			}
			return w.Flush()
		}
		if err := report.Text(w, result, report.Options{Width: width(), Colour: colour(os.Stdout), Quiet: f.quiet}); err != nil {
			return err
		}
		return w.Flush()
	})
	if err != nil {
		return err
	}
	if unwritten != nil {
		return fail(broken, "a checkpoint was not written: %v", unwritten)
	}
	return verdict(ctx, result, bad)
}

// verdict is the exit status of a run that was printed.
func verdict(ctx context.Context, r *record.Result, bad bool) error {
	switch {
	case r.Partial && ctx.Err() == context.DeadlineExceeded:
		return fail(interrupted, "stopped by --timeout; the results are partial")
	case r.Partial:
		return fail(interrupted, "interrupted; the results are partial")
	case bad:
		return fail(invalid, "")
	}
	for _, c := range r.Checks {
		if !c.Pass {
			return fail(failed, "")
		}
	}
	return nil
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
