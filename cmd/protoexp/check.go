package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"protoexp/interp"
	"protoexp/lang/diag"
)

func newCheck() *cobra.Command {
	var asJSON, strict, simulate bool
	c := &cobra.Command{
		Use:               "check FILE...",
		Short:             "find mistakes and what a design could not show; run nothing",
		Example:           "  protoexp check my-experiment.proto-exp",
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
			bad := diag.Failed(all)
			all = append(all, findings...)
			if asJSON {
				err := write(func() error {
					e := json.NewEncoder(os.Stdout)
					e.SetEscapeHTML(false)
					e.SetIndent("", "  ")
					return e.Encode(map[string]any{"diagnostics": all})
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
			case diag.Failed(findings) || strict && len(all) > 0:
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
	c.Flags().BoolVar(&strict, "strict", false, "a warning ends with status 1")
	return c
}
