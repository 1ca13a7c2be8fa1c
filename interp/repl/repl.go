// Package repl is the prompt: statements one after the other on one animal, with history, completion and undo.
//
// It reads lines and prints what is new; what statements do stands in interp.Session. Without a terminal it reads plain
// lines, so `printf 'touch siphon x3\n' | protoexp repl` works.
package repl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"protoexp/interp"
	"protoexp/lang/diag"
	"protoexp/lang/parse"
	"protoexp/runtime/report"
)

// Prompt reads entries and answers them.
type Prompt struct {
	Session *interp.Session
	Out     io.Writer
	Width   int
	Colour  bool
	Save    func(path, text string) error // of :save

	mistakes int
}

// lines is where entries come from.
type lines interface {
	// Read returns a line; prompt is shown on a terminal. errAgain is Ctrl-C, io.EOF is the end.
	Read(prompt string) (string, error)
	// Remember keeps an entry in the history.
	Remember(entry string)
	Close() error
}

var errAgain = errors.New("interrupted")

// Mistakes is how many entries were not valid: a script piped in that has one ends with a status of its own.
func (p *Prompt) Mistakes() int { return p.mistakes }

// Run answers until the end of the input or :quit.
func (p *Prompt) Run(ctx context.Context, in *os.File) error {
	source, terminal, err := open(in, p.Session, p.Width)
	if err != nil {
		return err
	}
	defer source.Close()
	if terminal {
		fmt.Fprintln(p.Out, "One animal, at time 0. Try: touch siphon x5     (:help for more, :quit to leave)")
	}
	ends := 0
	for {
		entry, err := p.read(source)
		switch {
		case errors.Is(err, errAgain):
			continue
		case errors.Is(err, io.EOF):
			ends++
			if terminal && ends == 1 && entry == "" { // Delete on an empty line says the same as Ctrl-D
				fmt.Fprintln(p.Out, "press Ctrl-D again to leave")
				continue
			}
			if strings.TrimSpace(entry) != "" {
				p.answer(ctx, entry)
			}
			return nil
		case err != nil:
			return err
		}
		ends = 0
		if strings.TrimSpace(entry) == "" {
			continue
		}
		source.Remember(oneLine(entry))
		if quit := p.answer(ctx, entry); quit {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// read takes lines until they make a whole entry. An empty line ends a block that is still open.
func (p *Prompt) read(source lines) (string, error) {
	var block []string
	for {
		prompt := "> "
		if block != nil {
			prompt = "… "
		}
		line, err := source.Read(prompt)
		if err != nil {
			return strings.Join(block, "\n"), err
		}
		block = append(block, line)
		text := strings.Join(block, "\n")
		if strings.HasPrefix(strings.TrimSpace(text), ":") || strings.TrimSpace(line) == "" || !parse.Partial(text) {
			return text, nil
		}
	}
}

// oneLine writes an entry in one line, for the history: a newline and ; are the same.
func oneLine(entry string) string {
	var parts []string
	for _, l := range strings.Split(entry, "\n") {
		if i := strings.Index(l, "#"); i >= 0 && !strings.Contains(l, "\"") {
			l = l[:i]
		}
		if l = strings.TrimSpace(l); l != "" {
			parts = append(parts, l)
		}
	}
	line := strings.Join(parts, "; ")
	return strings.NewReplacer("{; ", "{ ", "; }", " }").Replace(line)
}

// answer does one entry; a mistake of ours does not end the session.
func (p *Prompt) answer(ctx context.Context, entry string) (quit bool) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(p.Out, "this is a mistake of ours and not of yours: %v\nseed %d; the session goes on\n", r, p.Session.Seed())
		}
	}()
	if word := strings.TrimSpace(entry); strings.HasPrefix(word, ":") {
		return p.command(word)
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	result, ds := p.Session.Eval(ctx, entry)
	if len(ds) > 0 {
		diag.Write(p.Out, ds, diag.Style{Colour: p.Colour})
		if diag.Failed(ds) {
			p.mistakes++
		}
	}
	if result == nil {
		return false
	}
	report.Brief(p.Out, result, report.Options{Width: p.Width, Colour: p.Colour})
	if result.Partial {
		fmt.Fprintf(p.Out, "stopped at %s; what was done so far is kept (:undo takes it back)\n", report.Time(p.Session.Now()))
	}
	return false
}
