package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"protoexp/interp"
)

func newExplain() *cobra.Command {
	return &cobra.Command{
		Use:     "explain NAME",
		Short:   "explain a mistake, a verb, a measure, a rule, a unit or a word of the field",
		Example: "  protoexp explain habituation\n  protoexp explain unknown-unit",
		Args:    cobra.MinimumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return interp.Explained(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			name := strings.Join(args, " ")
			text, found, nearest := interp.Explain(name)
			if !found {
				hint := "; protoexp list shows what there is"
				if len(nearest) > 0 {
					hint = "; did you mean " + strings.Join(nearest, " or ") + "?"
				}
				return fail(invalid, "there is nothing called %s%s", name, hint)
			}
			return write(func() error { _, err := fmt.Println(strings.TrimRight(text, "\n")); return err })
		},
	}
}

func newList() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "list preparations, neurons, rules, verbs, drugs and lessons",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return write(func() error {
				w := bufio.NewWriter(os.Stdout)
				for _, it := range interp.Library() {
					fmt.Fprintf(w, "%-12s %-24s %s\n", it.Kind, it.Name, it.Doc)
				}
				for _, l := range interp.Lessons() {
					fmt.Fprintf(w, "%-12s %-24s %s\n", "lesson", l.Name, l.Summary())
				}
				fmt.Fprintln(w, "\nprotoexp explain NAME says more")
				return w.Flush()
			})
		},
	}
}
