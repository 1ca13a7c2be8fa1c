package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"protoexp/runtime/record"
)

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "protoexp",
		Short:         "learning experiments on simulated animals",
		Long:          "protoexp runs scripts that say what is done to an animal, when, what is measured and what is expected.",
		Example:       "  protoexp run -e 'touch siphon x10; rest 2h; shock head'\n  protoexp new my-experiment",
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(c *cobra.Command, _ []string) error {
			if !term.IsTerminal(int(os.Stdin.Fd())) {
				return c.Help()
			}
			return prompt(c.Context(), "", nil, historyFile())
		},
	}
	root.SetHelpCommand(newHelp(root))
	root.AddCommand(newDiagnose(), newDoc(root))
	root.SuggestionsMinimumDistance = 2
	root.AddCommand(newRun(), newCheck(), newTimeline(), newFormat(), newPrompt(), newTest(), newPower(), newFit(), newReplicate(), newExport(), newExplain(), newList(), newNew(), newLSP(), newEditors(), newVersion())
	completions(root)
	inform(root)
	return root
}

func newVersion() *cobra.Command {
	return &cobra.Command{Use: "version", Short: "print the version", Args: cobra.NoArgs, RunE: func(c *cobra.Command, _ []string) error {
		return write(func() error { _, err := fmt.Println("protoexp " + record.Version); return err })
	}}
}

// write does what writes to stdout; a stdout that cannot be written is a failure of the world.
func write(f func() error) error {
	if err := f(); err != nil {
		return fail(broken, "the output cannot be written: %v", err)
	}
	return nil
}

// colour says whether a stream is a terminal that shows colours.
func colour(f *os.File) bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(f.Fd()))
}

// width is that of the terminal, or 80.
func width() int {
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 20 {
		return w
	}
	return 80
}

// scripts completes names of script files.
func scripts(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"proto-exp"}, cobra.ShellCompDirectiveFilterFileExt
}
