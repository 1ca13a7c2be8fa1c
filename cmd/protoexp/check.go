package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"protoexp/interp"
	"protoexp/lang/diag"
	"protoexp/runtime/export"
)

func newCheck() *cobra.Command {
	var asJSON, strict, simulate bool
	var fix string
	c := &cobra.Command{
		Use:               "check FILE...",
		Short:             "find mistakes and what a design could not show; run nothing",
		Example:           "  protoexp check my-experiment.proto-exp\n  protoexp check my-experiment.proto-exp --fix no-sham",
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: scripts,
		RunE: func(c *cobra.Command, args []string) error {
			all, findings := []diag.Diagnostic{}, []diag.Diagnostic{}
			for _, path := range args {
				name, text, err := source("", []string{path})
				if err != nil {
					return err
				}
				o, err := optionsFor(path, nil, nil)
				if err != nil {
					return err
				}
				script, ds := interp.Load(name, text, o)
				if all = append(all, ds...); !diag.Failed(ds) {
					findings = append(findings, script.Review().Findings...)
					if simulate && len(script.Refused()) == 0 {
						bar := newProgress("auto")
						findings = append(findings, script.Simulate(c.Context(), bar.replications)...)
						bar.clear()
					}
				}
			}
			if fix != "" {
				return mend(args, fix, append(all, findings...))
			}
			bad := diag.Failed(all)
			all = append(all, findings...)
			if asJSON {
				err := write(func() error {
					return export.Document(os.Stdout, map[string]any{"diagnostics": all})
				})
				if err != nil {
					return err
				}
			} else {
				complain(all)
			}
			switch {
			case bad:
				return fail(invalid, "")
			case c.Context().Err() != nil:
				return fail(interrupted, "interrupted; what only animals can show was not looked at to the end")
			case diag.Failed(findings) || strict && slices.ContainsFunc(all, func(d diag.Diagnostic) bool { return d.Severity == diag.Warning }):
				return fail(failed, "")
			case !asJSON && len(all) == 0:
				return write(func() error {
					_, err := fmt.Println(strings.Join(args, ", ") + ": no mistakes found")
					return err
				})
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "diagnostics as one JSON document on stdout")
	c.Flags().BoolVar(&simulate, "simulate", false, "run each experiment a few times as well, for what only animals can show")
	c.Flags().StringVar(&fix, "fix", "", "write the fix of the first finding of a rule, such as no-sham, into the file")
	c.Flags().BoolVar(&strict, "strict", false, "a warning ends with status 1")
	return c
}

// mend makes the edit of the first finding with a code, in its file.
func mend(paths []string, code string, found []diag.Diagnostic) error {
	i := slices.IndexFunc(found, func(d diag.Diagnostic) bool { return d.Code == code && d.Span.File != nil })
	if i < 0 {
		return fail(invalid, "nothing to mend: check finds no %s in %s", code, strings.Join(paths, ", "))
	}
	d := found[i]
	if len(d.Edits) == 0 {
		return fail(invalid, "%s has no edit of the script; `protoexp explain %s` says why. In words: %s", code, code, d.Fix)
	}
	file := d.Span.File
	if !slices.Contains(paths, file.Name) {
		return fail(invalid, "--fix needs a file to write into, and %s is none", file.Name)
	}
	if err := os.WriteFile(file.Name, []byte(diag.Apply(file.Text, []diag.Diagnostic{d})), 0o666); err != nil {
		return fail(broken, "%s cannot be written: %v", file.Name, plain(err))
	}
	return write(func() error {
		_, err := fmt.Printf("%s: mended %s: %s\n", file.Name, code, d.Fix)
		return err
	})
}
