package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"protoexp/interp"
	"protoexp/runtime/report"
)

// replicateFlags are what `replicate` may be told.
type replicateFlags struct {
	json bool
	jobs int
	out  string
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
	c.Flags().StringVar(&f.out, "out", "", "a folder for the report and the figure (SVG) of each replication")
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
	one := len(args) > 0
	if one {
		if list = named(list, args[0]); list == nil {
			return fail(invalid, "there is no replication %s; there are %s", args[0], strings.Join(replicationNames(), ", "))
		}
	}
	if f.out != "" {
		if err := prepareFolder(f.out); err != nil {
			return err
		}
	}
	var done []interp.Replicated
	lost := 0
	grid := report.NewGrid(tableWidth(), 4, 0, 0, 0, 0, 6, 9)
	if !one && !f.json {
		if err := write(func() error {
			_, err := io.WriteString(os.Stdout, grid.Row("id", "what", "published", "obtained", "accept", "result", "status")+"\n")
			return err
		}); err != nil {
			return err
		}
	}
	for r := range replicate(ctx, list, f.jobs) {
		if ctx.Err() != nil {
			return fail(interrupted, "interrupted; %d of %d replications were run", len(done), len(list))
		}
		if r.err != nil {
			return r.err
		}
		d := r.done
		done = append(done, d)
		if !d.Pass() {
			lost++
		}
		if f.out != "" {
			if err := saveReplicated(f.out, d); err != nil {
				return err
			}
		}
		if f.json {
			continue
		}
		err := write(func() error {
			if one {
				return writeReplicated(os.Stdout, d)
			}
			_, err := io.WriteString(os.Stdout, gridRow(grid, d))
			return err
		})
		if err != nil {
			return err
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

// outcome is what came of one replication.
type outcome struct {
	done   interp.Replicated
	err    error
	broken any // the panic that ended it
}

// replicate runs replications beside each other, and yields them in their order, each as soon as those before it are done.
func replicate(ctx context.Context, list []interp.Replication, jobs int) iter.Seq[outcome] {
	return func(yield func(outcome) bool) {
		if jobs <= 0 {
			jobs = runtime.GOMAXPROCS(0)
		}
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		each := 1 // cores of one replication
		if len(list) == 1 {
			each = jobs
		}
		free := make(chan struct{}, jobs)
		results := make([]chan outcome, len(list))
		for i := range list {
			results[i] = make(chan outcome, 1)
		}
		go func() {
			for i, r := range list {
				free <- struct{}{}
				go func() {
					var o outcome
					defer func() {
						o.broken = recover()
						results[i] <- o
						<-free
					}()
					o.done, o.err = r.Run(ctx, interp.Options{Jobs: each})
				}()
			}
		}()
		for _, c := range results {
			o := <-c
			if o.broken != nil {
				panic(o.broken)
			}
			if !yield(o) {
				return
			}
		}
	}
}

func named(list []interp.Replication, name string) []interp.Replication {
	for i, r := range list {
		if strings.EqualFold(r.Name, name) {
			return list[i : i+1]
		}
	}
	return nil
}
