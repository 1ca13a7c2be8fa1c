package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"protoexp/interp"
	"protoexp/lang/diag"
	"protoexp/runtime/export"
	"protoexp/runtime/plot"
	"protoexp/runtime/record"
	"protoexp/runtime/report"
)

// powerFlags are what `power` may be told.
type powerFlags struct {
	task
	n, out       string
	reps         int
	seeded, json bool
}

func newPower() *cobra.Command {
	var f powerFlags
	c := &cobra.Command{
		Use:   "power FILE",
		Short: "say how many animals an experiment needs",
		Long: "Simulates the experiments of a script again and again, each time with other animals, and counts how often each expectation comes out.\n" +
			"It names the smallest number of animals with which that is as likely as the plan wants (80 % where there is none).",
		Example:           "  protoexp power examples/44-power.proto-exp\n  protoexp power experiment.proto-exp --n 4,8,12,24 --reps 500",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: scripts,
		RunE: func(c *cobra.Command, args []string) error {
			f.seeded = c.Flags().Changed("seed")
			return f.run(c.Context(), args)
		},
	}
	flags := c.Flags()
	flags.StringVar(&f.n, "n", "", "numbers of animals in each cell, such as 4,8,12 (usually around the script's own)")
	flags.IntVar(&f.reps, "reps", 200, "how many experiments are simulated")
	flags.BoolVar(&f.json, "json", false, "one JSON document on stdout, and nothing else there")
	flags.StringVar(&f.out, "out", "", "a folder for the same as text, JSON and figures")
	f.task.flags(c, otherSeed, "and say what the complete experiments show")
	return c
}

func (f *powerFlags) run(ctx context.Context, args []string) error {
	began := time.Now()
	list, err := numbers(f.n)
	switch {
	case err != nil:
		return err
	case f.reps < 1 || f.reps > 1_000_000:
		return fail(invalid, "--reps is a number from 1 to a million")
	}
	name, script, ds, err := f.load(args, f.seeded)
	if err != nil {
		return err
	}
	if f.out != "" {
		if err := prepareFolder(f.out); err != nil {
			return err
		}
	}
	ctx, stop := f.limited(ctx)
	defer stop()
	bar := newProgress(f.progress)
	defer bar.clear()
	power, more := script.Power(ctx, interp.PowerOptions{N: list, Reps: f.reps, Replication: bar.replications})
	bar.clear()
	if complain(more) {
		return fail(invalid, "")
	}
	weak := script.Weak(power)
	if !f.json {
		complain(weak)
	}
	ds = append(append(ds, more...), weak...)
	if f.out != "" {
		if err := f.save(name, power, ds); err != nil {
			return err
		}
	}
	if err := write(func() error { return f.print(name, power, ds, time.Since(began)) }); err != nil {
		return err
	}
	for _, p := range power {
		switch {
		case p.Partial() && ctx.Err() == context.DeadlineExceeded:
			return fail(interrupted, "stopped by --timeout after %d of %d experiments", p.Done, p.Planned)
		case p.Partial():
			return fail(interrupted, "interrupted after %d of %d experiments", p.Done, p.Planned)
		}
	}
	return nil
}

func (f *powerFlags) print(name string, power []record.Power, ds []diag.Diagnostic, took time.Duration) error {
	return printed(f.json, took,
		func(w io.Writer) error { return export.Power(w, name, power, asAny(ds), took.Seconds()) },
		func(w io.Writer, o report.Options) error { return report.Power(w, power, o) })
}

// printed writes what was found to stdout, as JSON or as text; of a text, how long it took goes to stderr.
func printed(json bool, took time.Duration, asJSON func(io.Writer) error, asText func(io.Writer, report.Options) error) error {
	w := bufio.NewWriter(os.Stdout)
	var err error
	if json {
		err = asJSON(w)
	} else if err = asText(w, report.Options{Width: width(), Colour: colour(os.Stdout)}); err == nil {
		fmt.Fprintf(os.Stderr, "took %s\n", took.Round(100*time.Millisecond))
	}
	if err != nil {
		return err
	}
	return w.Flush()
}

// save writes power into a folder; without the time that it took, which is another each time.
func (f *powerFlags) save(name string, list []record.Power, ds []diag.Diagnostic) error {
	to := folder{dir: f.out}
	to.put("power.txt", func(w io.Writer) error { return report.Power(w, list, report.Options{}) })
	to.put("power.json", func(w io.Writer) error { return export.Power(w, name, list, asAny(ds), 0) })
	for i, p := range list {
		x := plot.Power(p)
		file := fmt.Sprintf("figures/%02d-%s", i+1, fileName(x.Title))
		to.put(file+".svg", func(w io.Writer) error { return plot.SVG(w, x) })
		to.put(file+".png", func(w io.Writer) error { return plot.PNG(w, x) })
	}
	return to.err
}

// numbers reads --n 4,8,12.
func numbers(text string) (list []int, err error) {
	if text == "" {
		return nil, nil
	}
	for _, word := range strings.Split(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil || n < 1 || n > 100_000 {
			return nil, fail(invalid, "--n needs numbers of animals, such as --n 4,8,12, and this is %q", word)
		}
		list = append(list, n)
	}
	return list, nil
}
