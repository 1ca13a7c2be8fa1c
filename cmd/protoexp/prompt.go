package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"protoexp/interp"
	"protoexp/interp/repl"
)

// promptFlags are what the prompt may be told.
type promptFlags struct {
	history string
	seed    uint64
}

func newPrompt() *cobra.Command {
	var f promptFlags
	c := &cobra.Command{
		Use:   "repl [FILE]",
		Short: "explore one animal by hand",
		Long: "Starts a prompt with one animal. With a file, what the script says is done first.\n" +
			"Entries are kept from session to session in a file of your own: --history, or else $PROTOEXP_HISTORY, or else one in\n" +
			"$XDG_STATE_HOME/protoexp. An empty name keeps none.",
		Example:           "  protoexp repl\n  printf 'touch siphon x3\\n' | protoexp repl",
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: scripts,
		RunE: func(c *cobra.Command, args []string) error {
			file := ""
			if len(args) == 1 {
				file = args[0]
			}
			var seed *uint64
			if c.Flags().Changed("seed") {
				seed = &f.seed
			}
			history := historyFile()
			if c.Flags().Changed("history") {
				history = f.history
			}
			return prompt(c.Context(), file, seed, history)
		},
	}
	c.Flags().StringVar(&f.history, "history", "", "the file of entries, from session to session")
	c.Flags().Uint64Var(&f.seed, "seed", 1, "the seed, in place of the script's")
	return c
}

// historyFile is where entries are kept.
func historyFile() string {
	if path, ok := os.LookupEnv("PROTOEXP_HISTORY"); ok {
		return path
	}
	if dir := repl.StateFolder(); dir != "" {
		return filepath.Join(dir, "history")
	}
	return ""
}

// loaded reads a script for :load; standard input is what is typed.
func loaded(path string) (string, error) {
	if path == "-" {
		return "", fail(invalid, "- is no file here; write the statements themselves")
	}
	return readScript(path)
}

func prompt(ctx context.Context, file string, seed *uint64, history string) error {
	dir := "."
	if file != "" {
		dir = file
	}
	o, err := optionsFor(dir, seed, nil)
	if err != nil {
		return err
	}
	p := &repl.Prompt{Out: os.Stdout, Width: width, Colour: colour(os.Stdout), Load: loaded,
		Save: func(path string, data []byte) error { return plain(os.WriteFile(path, data, 0o666)) }, History: history}
	o.Progress, o.Animals, o.Notice = p.Progress, p.Animals, p.Notice
	p.Session = interp.NewSession(o)
	if dir := repl.StateFolder(); dir != "" && history != "" {
		p.Keep = filepath.Join(dir, "last.proto-exp")
	}
	p.Start()
	if file != "" {
		text, err := readScript(file)
		if err != nil {
			return err
		}
		if !p.Begin(ctx, file, text) {
			return fail(invalid, "")
		}
	}
	switch err := p.Run(ctx, os.Stdin); {
	case errors.Is(err, context.Canceled):
		return fail(interrupted, "")
	case err != nil:
		return fail(broken, "%v", err)
	}
	if p.Mistakes() > 0 && !term.IsTerminal(int(os.Stdin.Fd())) {
		return fail(invalid, "")
	}
	return nil
}
