package main

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"protoexp/interp"
	"protoexp/lang/diag"
)

func newTest() *cobra.Command {
	return &cobra.Command{
		Use:     "test [PATH...]",
		Short:   "run every script below the paths, and the expectations in them",
		Example: "  protoexp test examples",
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{"."}
			}
			files, err := findScripts(args)
			if err != nil {
				return err
			}
			passed, lost := 0, 0
			for _, path := range files {
				if c.Context().Err() != nil {
					break
				}
				problem := testScript(c.Context(), path)
				line := "ok    " + path
				if problem != "" {
					line = "FAIL  " + path + "\n      " + strings.ReplaceAll(problem, "\n", "\n      ")
					lost++
				} else {
					passed++
				}
				if err := write(func() error { _, err := fmt.Println(line); return err }); err != nil {
					return err
				}
			}
			if err := write(func() error { _, err := fmt.Printf("%d passed, %d failed\n", passed, lost); return err }); err != nil {
				return err
			}
			switch {
			case c.Context().Err() != nil:
				return fail(interrupted, "interrupted; %d of %d scripts were run", passed+lost, len(files))
			case lost > 0:
				return fail(failed, "")
			case len(files) == 0:
				return fail(invalid, "there is no script (.proto-exp) below %s", strings.Join(args, ", "))
			}
			return nil
		},
	}
}

// findScripts lists the scripts below paths, in order.
func findScripts(paths []string) (files []string, err error) {
	for _, p := range paths {
		if p == "-" {
			files = append(files, p)
			continue
		}
		err := filepath.WalkDir(p, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && path != p && strings.HasPrefix(d.Name(), ".") {
				return filepath.SkipDir
			}
			if !d.IsDir() && (strings.HasSuffix(path, ".proto-exp") || path == p) {
				files = append(files, path)
			}
			return nil
		})
		if err != nil {
			return nil, fail(invalid, "%v", plain(err))
		}
	}
	sort.Strings(files)
	return files, nil
}

// testScript runs a script; the text says what is wrong, and is empty when all is well.
func testScript(ctx context.Context, path string) string {
	text, err := readScript(path)
	if err != nil {
		return err.Error()
	}
	o, err := optionsFor(path, nil, nil)
	if err != nil {
		return err.Error()
	}
	var b strings.Builder
	script, ds := interp.Load(path, text, o)
	if !diag.Failed(ds) {
		result, more, err := script.Run(ctx)
		if err != nil {
			return err.Error()
		}
		ds = more
		if result != nil {
			for _, c := range result.Checks {
				if !c.Pass {
					fmt.Fprintf(&b, "line %d: %s\n", c.Line, c.Sentence)
				}
			}
		}
	}
	if diag.Failed(ds) {
		diag.Write(&b, ds, diag.Style{})
	}
	return strings.TrimRight(b.String(), "\n")
}
