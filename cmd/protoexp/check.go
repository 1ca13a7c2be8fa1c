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
	var asJSON, strict bool
	c := &cobra.Command{
		Use:               "check FILE...",
		Short:             "find mistakes; run nothing",
		Example:           "  protoexp check my-experiment.proto-exp",
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: scripts,
		RunE: func(_ *cobra.Command, args []string) error {
			all := []diag.Diagnostic{}
			for _, path := range args {
				name, text, err := source("", []string{path})
				if err != nil {
					return err
				}
				o, err := optionsFor(path, nil, nil)
				if err != nil {
					return err
				}
				_, ds := interp.Load(name, text, o)
				all = append(all, ds...)
			}
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
			case diag.Failed(all):
				return fail(invalid, "")
			case strict && len(all) > 0:
				return fail(failed, "")
			case !asJSON:
				return write(func() error {
					_, err := fmt.Println(strings.Join(args, ", ") + ": no mistakes found")
					return err
				})
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "diagnostics as one JSON document on stdout")
	c.Flags().BoolVar(&strict, "strict", false, "a warning ends with status 1")
	return c
}
