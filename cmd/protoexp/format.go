package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"protoexp/lang/format"
)

func newFormat() *cobra.Command {
	var inPlace, diff, list bool
	c := &cobra.Command{
		Use:               "fmt FILE...",
		Short:             "lay scripts out",
		Long:              "Prints scripts as they are laid out by everyone. Comments stay, and what a script means never changes. A statement with a mistake is left alone.",
		Example:           "  protoexp fmt -w my-experiment.proto-exp",
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: scripts,
		RunE: func(_ *cobra.Command, args []string) error {
			for _, path := range args {
				name, text, err := source("", []string{path})
				if err != nil {
					return err
				}
				if !utf8.ValidString(text) || strings.Contains(text, "\x00") {
					return fail(invalid, "%s is no plain text in UTF-8, and is left as it is", name)
				}
				out := format.Text(text)
				same := out == text
				var show string
				switch {
				case list:
					if !same {
						show = path + "\n"
					}
				case diff:
					if !same {
						show = unified(name, text, out)
					}
				case !inPlace || path == "-":
					show = out
				}
				if show != "" {
					if err := write(func() error { _, err := os.Stdout.WriteString(show); return err }); err != nil {
						return err
					}
				}
				if inPlace && !same && path != "-" {
					if err := os.WriteFile(path, []byte(out), 0o666); err != nil {
						return fail(broken, "%v", plain(err))
					}
				}
			}
			return nil
		},
	}
	c.Flags().BoolVarP(&inPlace, "write", "w", false, "write the file in place")
	c.Flags().BoolVarP(&diff, "diff", "d", false, "show what would change")
	c.Flags().BoolVarP(&list, "list", "l", false, "list files that would change")
	return c
}

// unified is the difference of two texts, line by line, with three lines of context.
func unified(name, a, b string) string {
	x, y := lines(a), lines(b)
	var out bytes.Buffer
	fmt.Fprintf(&out, "--- %s\n+++ %s (formatted)\n", name, name)
	top := 0
	for top < len(x) && top < len(y) && x[top] == y[top] {
		top++
	}
	end := 0
	for end < len(x)-top && end < len(y)-top && x[len(x)-1-end] == y[len(y)-1-end] {
		end++
	}
	from, to := max(0, top-3), min(end, 3)
	fmt.Fprintf(&out, "@@ -%d,%d +%d,%d @@\n", from+1, len(x)-end+to-from, from+1, len(y)-end+to-from)
	put := func(mark string, list []string) {
		for _, l := range list {
			out.WriteString(mark + l)
			if !strings.HasSuffix(l, "\n") {
				out.WriteString("\n\\ No newline at end of file\n")
			}
		}
	}
	put(" ", x[from:top])
	put("-", x[top:len(x)-end])
	put("+", y[top:len(y)-end])
	put(" ", x[len(x)-end:len(x)-end+to])
	return out.String()
}

// lines are those of a text, each with its end.
func lines(text string) []string { return slices.Collect(strings.Lines(text)) }
