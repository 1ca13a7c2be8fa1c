package repl

import (
	"os"
	"path/filepath"
	"strings"

	"protoexp/lang/source"
	"protoexp/lang/token"
)

// oneLine writes an entry in one line, for the history and for a line to change: a newline and ; are the same, and comments
// would hide what follows.
func oneLine(entry string) string {
	f := source.New("", entry)
	tokens, _ := token.Scan(f)
	var b strings.Builder
	between, last := "", ""
	for i := range tokens {
		t, text := &tokens[i], token.Span(f, tokens, i).Text()
		switch t.Type {
		case token.Comment, token.EOF:
			continue
		case token.Newline:
			between = "; "
			continue
		case token.Space:
			if between == "" {
				between = " "
			}
			continue
		}
		switch {
		case last == "":
			between = ""
		case between == "; " && (last == "{" || token.Is(t, "}")):
			between = " "
		}
		b.WriteString(between + text)
		between, last = "", text
	}
	return b.String()
}

// private writes a file that only its owner can read; it is there whole or not at all.
func private(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	part := path + ".part"
	if err := os.WriteFile(part, data, 0o600); err != nil {
		return err
	}
	return os.Rename(part, path)
}
