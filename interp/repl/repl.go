// Package repl is the prompt: statements one after the other on an animal, commands that begin with a colon, and on a
// terminal history, completion, colours and pasting.
//
// It reads lines and prints what is new; what statements do stands in interp.Session. Without a terminal it reads plain
// lines, so `printf 'touch siphon x3\n' | protoexp repl` works. What is typed never ends it: a mistake, a panic and Ctrl-C
// leave the animal as it was.
package repl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"protoexp/interp"
	"protoexp/lang/parse"
	"protoexp/runtime/report"
)

// Prompt reads entries and answers them.
type Prompt struct {
	Session *interp.Session
	Out     io.Writer
	Width   func() int                           // of the page now, in characters
	Colour  bool                                 // the page shows colours
	Load    func(path string) (string, error)    // of :load
	Save    func(path string, data []byte) error // of :save and others that write files
	History string                               // the file of entries; "" for none
	Keep    string                               // the file that holds the session while it goes on; "" for none

	settings settings
	paper    *paper
	strip    *report.Strip
	running  running
	terminal bool
	line     string // the entry that is being answered
	offer    string // what stands in the next line already
	mistakes int
	late     bool // an entry chose what the animal is made of, which is there already
	saved    bool // nothing has been done since :save
}

// lines is where entries come from.
type lines interface {
	// Read returns a line; prompt is shown on a terminal, with a text that may be changed. more says that the line is
	// followed by others that belong to it. errAgain is Ctrl-C, io.EOF is the end.
	Read(ctx context.Context, prompt, text string) (line string, more bool, err error)
	// Pause gives the terminal back to what an entry does.
	Pause()
	// Remember keeps an entry in the history.
	Remember(entry string)
	Close() error
}

var errAgain = errors.New("interrupted")

// Mistakes is how many entries were not valid: a script piped in that has one ends with a status of its own.
func (p *Prompt) Mistakes() int { return p.mistakes }

// Start makes the prompt ready for what comes before Run.
func (p *Prompt) Start() {
	p.settings = settings{hints: true}
	p.paper = &paper{w: p.Out}
	p.Out = p.paper
	p.strip = report.NewStrip(p.Out, report.Options{})
	p.Session.Audience = interp.Audience{Note: p.note, Trial: p.trial, Found: p.found}
	p.saved = true
}

// Begin does what a script says before the prompt starts; false where it is not valid. Stopped by ctx, the animal is as it was
// born.
func (p *Prompt) Begin(ctx context.Context, name, text string) bool {
	p.strip.Options = p.options()
	p.statements(ctx, name, text)
	p.offer, p.saved = "", true
	return p.mistakes == 0
}

// Run answers until the end of the input or :quit. Of a terminal Ctrl-C stops what runs; elsewhere ctx does, and ends it.
func (p *Prompt) Run(ctx context.Context, in *os.File) error {
	source, terminal, err := p.open(in)
	if err != nil {
		return err
	}
	defer source.Close()
	p.terminal = terminal
	if dumb, ok := source.(*plain); terminal || ok && dumb.out != nil {
		ctx = context.WithoutCancel(ctx)
		defer p.running.attend()()
		fmt.Fprintln(p.Out, p.greeting())
	}
	return p.loop(ctx, source)
}

func (p *Prompt) greeting() string {
	try := ""
	if len(p.Session.Animals()[0].Entries) == 0 {
		try = " Try: touch siphon x5"
	}
	return fmt.Sprintf("One animal, at %s.%s     (:help for more, Ctrl-D to leave)", p.at(), try)
}

// loop answers entries.
func (p *Prompt) loop(ctx context.Context, source lines) error {
	for {
		entry, err := p.read(ctx, source)
		switch {
		case errors.Is(err, errAgain):
			continue
		case errors.Is(err, io.EOF) && (p.terminal || strings.TrimSpace(entry) == ""):
			if p.terminal && entry != "" { // of a block: leave the block
				fmt.Fprintln(p.Out)
				continue
			}
			p.leave()
			return nil
		case err != nil && !errors.Is(err, io.EOF):
			return err
		}
		if strings.TrimSpace(entry) == "" {
			continue
		}
		source.Remember(oneLine(entry))
		source.Pause()
		quit := p.Answer(ctx, entry)
		if err := p.paper.torn(); err != nil {
			return fmt.Errorf("the output cannot be written: %w", err)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if quit || err != nil {
			p.leave()
			return nil
		}
	}
}

// read takes lines until they make a whole entry. An empty line ends a block that is still open.
func (p *Prompt) read(ctx context.Context, source lines) (string, error) {
	var block []string
	prompt, text := p.name()+"> ", p.offer
	p.offer = ""
	for {
		line, more, err := source.Read(ctx, prompt, text)
		if err != nil {
			return strings.Join(block, "\n"), err
		}
		block = append(block, line)
		whole := strings.Join(block, "\n")
		switch {
		case more:
		case strings.HasPrefix(strings.TrimSpace(whole), ":"), strings.TrimSpace(line) == "", !parse.Partial(whole):
			return whole, nil
		}
		prompt, text = strings.Repeat(" ", len(p.name()))+"… ", ""
	}
}

// name is that of the animal, where there are several.
func (p *Prompt) name() string {
	list := p.Session.Animals()
	for _, a := range list {
		if a.Here && len(list) > 1 {
			return a.Name
		}
	}
	return ""
}

// leave says where the session can be found again.
func (p *Prompt) leave() {
	if p.terminal && p.Keep != "" && !p.saved {
		fmt.Fprintf(p.Out, "the session is kept in %s\n", p.Keep)
	}
}
