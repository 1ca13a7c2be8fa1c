package repl

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/chzyer/readline"
)

// open chooses how lines are read: readline on a terminal, plain lines elsewhere. A terminal that is called dumb shows a prompt, and
// no more.
func (p *Prompt) open(in *os.File) (lines, bool, error) {
	source := newPlain(in)
	if !readline.IsTerminal(int(in.Fd())) || !readline.DefaultIsTerminal() {
		return source, false, nil
	}
	if os.Getenv("TERM") == "dumb" {
		source.out = p.Out
		return source, false, nil
	}
	t, err := newTerminal(p)
	return t, true, err
}

// terminal reads lines with readline. Some keys would end the program there, or stop the one that started it: they never
// reach it.
type terminal struct {
	r       *readline.Instance
	out     io.Writer
	raw     readline.RawMode
	isRaw   bool
	cutting atomic.Bool  // Delete was pressed
	offered atomic.Int64 // columns of the widest word that is offered
	told    atomic.Int64 // the width that readline reckons with
	mark    bool         // the terminal marks what is pasted
}

func newTerminal(p *Prompt) (*terminal, error) {
	t := &terminal{out: p.Out, mark: os.Getenv("PROTOEXP_PASTE") != "plain" && !windows}
	r, err := readline.NewEx(&readline.Config{
		HistoryFile:            opened(p.History),
		HistoryLimit:           historyLimit,
		HistorySearchFold:      true,
		DisableAutoSaveHistory: true, // a block is saved as one line
		AutoComplete:           &completer{p, t},
		Painter:                &painter{p},
		InterruptPrompt:        "^C",
		EOFPrompt:              "\n",
		Stdin:                  &keys{in: readline.NewCancelableStdin(os.Stdin)},
		FuncFilterInputRune:    t.filter,
		FuncGetWidth:           t.width,
		FuncMakeRaw:            t.enter,
		FuncExitRaw:            func() error { return nil }, // Pause does it: a block stays raw between its lines
		Listener:               readline.FuncListener(t.cut),
	})
	if err != nil {
		return nil, err
	}
	t.r = r
	r.SaveHistory("") // without any entry, Ctrl-R and then Ctrl-C would end the program
	return t, nil
}

// filter drops keys, by turning them into one that does nothing.
func (t *terminal) filter(r rune) (rune, bool) {
	switch {
	case r == readline.CharCtrlZ: // it would stop the shell that started us
		return readline.CharBell, true
	case r == deleteKey: // it would be the end on an empty line
		t.cutting.Store(true)
		return readline.CharBell, true
	case r == readline.CharCtrlL:
		io.WriteString(t.out, "\x1b[2J")
	}
	return r, true
}

// cut does what Delete does.
func (t *terminal) cut(line []rune, at int, _ rune) ([]rune, int, bool) {
	if !t.cutting.Swap(false) || at >= len(line) {
		return nil, 0, false
	}
	return slices.Delete(line, at, at+1), at, true
}

// width is that of the terminal, and never less than what is on offer: a row without room for one candidate divides by zero.
func (t *terminal) width() int {
	w := max(readline.GetScreenWidth(), 20, int(t.offered.Load())+3)
	t.told.Store(int64(w))
	return w
}

func (t *terminal) enter() error {
	if t.isRaw {
		return nil
	}
	t.isRaw = true
	if t.mark {
		io.WriteString(t.out, bracketOn)
	}
	return t.raw.Enter()
}

// Pause lets the terminal send Ctrl-C as a signal again.
func (t *terminal) Pause() {
	if !t.isRaw {
		return
	}
	t.isRaw = false
	if t.mark {
		io.WriteString(t.out, bracketOff)
	}
	t.raw.Exit()
}

func (t *terminal) Read(_ context.Context, prompt, text string) (line string, more bool, err error) {
	t.r.SetPrompt(prompt)
	if text == "" {
		line, err = t.r.Readline()
	} else {
		line, err = t.r.ReadlineWithDefault(text)
	}
	if errors.Is(err, readline.ErrInterrupt) {
		return "", false, errAgain
	}
	line, more = strings.CutSuffix(line, string(pastedLine))
	return strings.ReplaceAll(line, string(pastedLine), ""), more, err
}

func (t *terminal) Remember(entry string) {
	t.r.SaveHistory("") // after a search it would keep what was found instead
	t.r.SaveHistory(entry)
}

func (t *terminal) Close() error {
	t.Pause()
	return t.r.Close()
}
