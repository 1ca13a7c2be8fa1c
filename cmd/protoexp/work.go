package main

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"protoexp/interp"
	"protoexp/lang/diag"
	"protoexp/runtime/record"
)

// work is running a script, as every command that does it may be told.
type work struct {
	task
	command         *cobra.Command
	memory          string
	profile         profiles
	noCritic, fresh bool
	forget          bool   // keep no ledger
	folder          string // for what is kept of the run; "" for none
}

// flags adds those of the work to a command.
func (k *work) flags(c *cobra.Command) {
	k.command = c
	flags := c.Flags()
	k.task.flags(c, otherSeed, "at a trial, and print what is complete")
	flags.BoolVar(&k.forget, "no-ledger", false, "without the ledger beside the script, .protoexp/ledger, which knows what was run before")
	flags.BoolVar(&k.noCritic, "no-critic", false, "without the critic of designs")
	flags.StringVar(&k.memory, "memory", "", "how much the animals may need, such as 500MB or 16GB (default: what is free)")
	flags.StringVar(&k.profile.cpu, "cpuprofile", "", "a file for a CPU profile of the run, for go tool pprof")
	flags.StringVar(&k.profile.trace, "trace", "", "a file for a trace of the run, for go tool trace")
}

// done is work that was done.
type done struct {
	script      *interp.Script
	criticised  bool
	result      *record.Result
	diagnostics []diag.Diagnostic
	bad         bool     // something went wrong in the run
	stopped     error    // why the context ended, if it did
	unwritten   error    // what could not be kept of the run
	former      []string // files of an earlier run in the folder of --out
}

// do checks a script and runs it.
func (k *work) do(name, text string) (*done, error) {
	began := time.Now()
	if err := k.valid(); err != nil {
		return nil, err
	}
	memory, err := parseMemory(k.memory)
	if err != nil {
		return nil, err
	}
	o, err := k.options(name, k.command.Flags().Changed("seed"))
	if err != nil {
		return nil, err
	}
	bar := newProgress(k.progress)
	defer bar.clear()
	if k.folder != "" {
		o.Save = beside{k.folder}.save
	}
	o.Memory, o.Progress, o.Animals = memory, bar.time, bar.animals
	if k.progress != "never" {
		o.Notice = bar.notice
	}
	var built time.Time
	o.Ready = sync.OnceFunc(func() { built = time.Now() })
	used := &reading{FS: o.Files}
	o.Files = used
	script, ds := interp.Load(name, text, o)
	if complain(append(ds, script.Refused()...)) {
		return nil, fail(invalid, "")
	}
	if !k.noCritic {
		review := script.Review()
		complain(review.Findings)
		ds = append(ds, review.Findings...)
	}
	d := &done{script: script, criticised: !k.noCritic}
	kept, err := k.keep(d, func() belonging { return belong(text, used, o.Seed, k.set) })
	if err != nil {
		return nil, err
	}
	stopProfile, err := k.profile.start()
	if err != nil {
		return nil, err
	}
	built = time.Now() // of a script without an animal
	ctx, stop := k.limited(k.command.Context())
	defer stop()
	result, more, err := script.Run(ctx)
	if err == nil && result != nil && !result.Partial && script.Diagnoses() {
		var found []diag.Diagnostic
		result.Diagnoses, found = script.Diagnose(ctx, interp.DiagnoseOptions{Told: bar.replications})
		more = append(more, found...)
	}
	bar.clear()
	kept()
	if err := stopProfile(); err != nil {
		d.unwritten = err
	}
	d.bad = complain(more)
	if result != nil && !k.noCritic {
		more = append(more, unsaid(script.Observed(), ds)...)
	}
	if err != nil && result == nil {
		return nil, fail(broken, "%v", err)
	}
	if err != nil {
		d.unwritten = fail(broken, "a checkpoint was not written: %v", err)
	}
	if result == nil || d.bad && len(result.Trials) == 0 {
		return nil, fail(invalid, "")
	}
	p := &result.Performance
	p.Wall, p.Build, p.Simulate = time.Since(began).Seconds(), built.Sub(began).Seconds(), time.Since(built).Seconds()
	d.result, d.diagnostics, d.stopped = result, append(ds, more...), ctx.Err()
	return d, nil
}

// keep has the folder of --out take animals and trials as they are complete, until end is called.
func (k *work) keep(d *done, run func() belonging) (end func(), err error) {
	end = func() {}
	if k.folder == "" {
		return end, nil
	}
	if err := prepareFolder(k.folder); err != nil {
		return nil, err
	}
	if d.former, err = former(k.folder); err != nil {
		return nil, err
	}
	if d.script.Sweeps() {
		store, err := openFinished(k.folder, run(), k.fresh)
		if err != nil {
			return nil, err
		}
		d.script.Keep(store)
		end = func() { d.unwritten = store.close() }
	}
	if d.script.Experiments() {
		trials, err := stream(k.folder, d.script)
		if err != nil {
			return nil, err
		}
		before := end
		end = func() {
			before()
			if err := trials.close(); err != nil {
				d.unwritten = err
			}
		}
	}
	return end, nil
}

// verdict is the exit status of work that was printed.
func (d *done) verdict() error {
	switch {
	case d.unwritten != nil:
		return d.unwritten
	case slices.ContainsFunc(d.result.Diagnoses, record.Diagnosis.Partial):
		return fail(interrupted, "interrupted; the diagnosis is partial")
	case d.result.Partial && d.stopped == context.DeadlineExceeded:
		return fail(interrupted, "stopped by --timeout; the results are partial")
	case d.result.Partial:
		return fail(interrupted, "interrupted; the results are partial")
	case d.bad:
		return fail(invalid, "")
	}
	for _, c := range d.result.Checks {
		if !c.Pass {
			return fail(failed, "")
		}
	}
	return nil
}

// unsaid complains of what the critic saw in the animals and did not say of the plan, and returns it.
func unsaid(observed, said []diag.Diagnostic) (list []diag.Diagnostic) {
	for _, o := range observed {
		if !slices.ContainsFunc(said, func(d diag.Diagnostic) bool { return d.Code == o.Code }) {
			list = append(list, o)
		}
	}
	complain(list)
	return list
}
