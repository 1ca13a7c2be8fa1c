package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"protoexp/interp"
	"protoexp/lang/diag"
)

// task is what every command may be told that runs a script.
type task struct {
	seed     uint64
	set      []string
	jobs     int
	progress string
	timeout  time.Duration
}

// flags adds those of the task to a command; stop says what is left when its time is over.
func (t *task) flags(c *cobra.Command, seed, stop string) {
	flags := c.Flags()
	flags.Uint64Var(&t.seed, "seed", 1, seed)
	flags.StringArrayVar(&t.set, "set", nil, "`name=value`: another value for a let at the top of the script (repeatable)")
	flags.IntVar(&t.jobs, "jobs", 0, "how many cores to use (0: all); results are the same for every number")
	flags.StringVar(&t.progress, "progress", "auto", "auto, always or never: how far it is, on stderr")
	flags.DurationVar(&t.timeout, "timeout", 0, "stop after so much time, such as 30s or 5m, "+stop)
}

// otherSeed is what --seed says where it takes the place of the script's.
const otherSeed = "the seed, in place of the script's"

// valid says whether the flags are.
func (t *task) valid() error {
	switch {
	case t.progress != "auto" && t.progress != "always" && t.progress != "never":
		return fail(invalid, "--progress is auto, always or never, and not %q", t.progress)
	case t.jobs < 0:
		return fail(invalid, "--jobs is a number of cores from 0")
	case t.timeout < 0:
		return fail(invalid, "--timeout is a time from 0, such as 30s")
	}
	return nil
}

// options are those of a script at a path. seeded says whether --seed was given.
func (t *task) options(path string, seeded bool) (interp.Options, error) {
	var seed *uint64
	if seeded {
		seed = &t.seed
	}
	o, err := optionsFor(path, seed, t.set)
	o.Jobs = t.jobs
	return o, err
}

// load reads the script that a command is called with. A script with mistakes, or one that a machine could not run, is an
// error that was told.
func (t *task) load(args []string, seeded bool) (name string, script *interp.Script, ds []diag.Diagnostic, err error) {
	if err := t.valid(); err != nil {
		return "", nil, nil, err
	}
	name, text, err := source("", args)
	if err != nil {
		return "", nil, nil, err
	}
	o, err := t.options(args[0], seeded)
	if err != nil {
		return "", nil, nil, err
	}
	script, ds = interp.Load(name, text, o)
	if complain(append(ds, script.Refused()...)) {
		return "", nil, nil, fail(invalid, "")
	}
	return name, script, ds, nil
}

// limited is a context that ends when the task's time is over.
func (t *task) limited(ctx context.Context) (context.Context, context.CancelFunc) {
	if t.timeout > 0 {
		return context.WithTimeout(ctx, t.timeout)
	}
	return context.WithCancel(ctx)
}
