package main

import (
	"context"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"protoexp/interp"
	"protoexp/interp/repl"
	"protoexp/lang/diag"
	"protoexp/runtime/report"
)

func newPrompt() *cobra.Command {
	return &cobra.Command{
		Use:               "repl [FILE]",
		Short:             "explore one animal by hand",
		Long:              "Starts a prompt with one animal. With a file, what the script says is done first.",
		Example:           "  protoexp repl\n  printf 'touch siphon x3\\n' | protoexp repl",
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: scripts,
		RunE: func(c *cobra.Command, args []string) error {
			file := ""
			if len(args) == 1 {
				file = args[0]
			}
			return prompt(c.Context(), file)
		},
	}
}

func prompt(ctx context.Context, file string) error {
	dir := "."
	if file != "" {
		dir = file
	}
	o, err := optionsFor(dir, nil, nil)
	if err != nil {
		return err
	}
	session := interp.NewSession(o)
	p := &repl.Prompt{Session: session, Out: os.Stdout, Width: width(), Colour: colour(os.Stdout),
		Save: func(path, text string) error { return os.WriteFile(path, []byte(text), 0o666) }}
	if file != "" {
		text, err := readScript(file)
		if err != nil {
			return err
		}
		result, ds := session.Eval(ctx, text)
		complain(ds)
		if diag.Failed(ds) {
			return fail(invalid, "")
		}
		if err := write(func() error { return report.Brief(os.Stdout, result, report.Options{Width: p.Width, Colour: p.Colour}) }); err != nil {
			return err
		}
	}
	// on a terminal Ctrl-C belongs to the prompt, which asks for it while something runs
	if err := p.Run(context.WithoutCancel(ctx), os.Stdin); err != nil {
		return fail(broken, "%v", err)
	}
	if p.Mistakes() > 0 && !term.IsTerminal(int(os.Stdin.Fd())) {
		return fail(invalid, "")
	}
	return nil
}
