package repl

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/chzyer/readline"

	"protoexp/interp"
)

// open chooses how lines are read: readline on a terminal, plain lines elsewhere.
func open(in *os.File, session *interp.Session, width int) (lines, bool, error) {
	if !readline.IsTerminal(int(in.Fd())) || os.Getenv("TERM") == "dumb" {
		s := bufio.NewScanner(in)
		s.Buffer(make([]byte, 0, 64<<10), 16<<20)
		return &plainLines{s}, false, nil
	}
	r, err := readline.NewEx(&readline.Config{
		HistoryFile:            historyFile(), // without one, Ctrl-R and then Ctrl-C kills the process
		HistorySearchFold:      true,
		DisableAutoSaveHistory: true, // a block is saved as one line
		AutoComplete:           completer{session, max(20, width) - 2},
		InterruptPrompt:        "^C",
		FuncFilterInputRune: func(r rune) (rune, bool) {
			return r, r != readline.CharCtrlZ // it would stop the shell that started us
		},
	})
	if err != nil {
		return nil, false, err
	}
	return &terminal{r}, true, nil
}

// historyFile is where entries are kept; a temporary file where there is no place for it.
func historyFile() string {
	if dir, err := os.UserCacheDir(); err == nil {
		dir = filepath.Join(dir, "protoexp")
		if os.MkdirAll(dir, 0o700) == nil {
			return filepath.Join(dir, "history")
		}
	}
	return filepath.Join(os.TempDir(), "protoexp-history")
}

type plainLines struct{ s *bufio.Scanner }

func (l *plainLines) Read(string) (string, error) {
	if l.s.Scan() {
		return l.s.Text(), nil
	}
	if err := l.s.Err(); err != nil {
		return "", err
	}
	return "", io.EOF
}
func (*plainLines) Remember(string) {}
func (*plainLines) Close() error    { return nil }

type terminal struct{ r *readline.Instance }

func (t *terminal) Read(prompt string) (string, error) {
	t.r.SetPrompt(prompt)
	line, err := t.r.Readline()
	if errors.Is(err, readline.ErrInterrupt) {
		return "", errAgain
	}
	return line, err
}
func (t *terminal) Remember(entry string) { t.r.SaveHistory(entry) }
func (t *terminal) Close() error          { return t.r.Close() }

// completer offers what may stand at the cursor.
type completer struct {
	session *interp.Session
	width   int
}

// Do returns the rest of each candidate and the length of what is there of it already.
func (c completer) Do(line []rune, pos int) ([][]rune, int) {
	before := string(line[:pos])
	if strings.TrimSpace(before) == "" {
		return [][]rune{{'\t'}}, 0 // a pasted tab stays a tab
	}
	word := before[strings.LastIndexAny(before, " \t;{}()[],.:>")+1:]
	var out [][]rune
	for _, full := range c.session.Complete(before) {
		rest, ok := strings.CutPrefix(full, word)
		if !ok {
			continue
		}
		if r := []rune(rest + " "); len(r)+len(word) <= c.width { // a wider one divides by zero in readline
			out = append(out, r)
		}
	}
	return out, len([]rune(word))
}
