package repl

import (
	"bytes"
	"io"
)

// Signs that stand for keys of which readline knows nothing. They are for private use, so nobody types them.
const (
	pastedLine rune = 0xE00A // before an Enter: the end of a line in the middle of a paste
	deleteKey  rune = 0xE003 // Delete, which readline takes for Ctrl-D
)

// bracketOn and bracketOff ask the terminal to mark what is pasted.
const bracketOn, bracketOff = "\x1b[?2004h", "\x1b[?2004l"

// keys reads what a terminal sends and writes it as readline understands it: keys that it does not know in those that it
// does, and what is pasted without control characters, each of its line ends marked.
type keys struct {
	in      io.ReadCloser
	ready   []byte // for the next Read
	held    []byte // the beginning of a sequence
	pasting bool
	ended   bool // at the end of a line
}

// sequences are what keys send and what is read instead. Where one is the beginning of another, the longer one counts.
var sequences = map[string]string{
	"\x1b[3~":    string(deleteKey),
	"\x1b[1~":    "\x01", // Home and End, of several terminals
	"\x1b[7~":    "\x01",
	"\x1b[4~":    "\x05",
	"\x1b[8~":    "\x05",
	"\x1b[1;5C":  "\x1bf", // Ctrl and Alt with arrows: a word further, a word back
	"\x1b[1;5D":  "\x1bb",
	"\x1b[1;3C":  "\x1bf",
	"\x1b[1;3D":  "\x1bb",
	"\x1b[3;5~":  "\x1bd", // Ctrl-Delete
	"\x1b[200~":  "",
	"\x1b[201~":  "",
	"\x1b\x1b[D": "\x1bb",
	"\x1b\x1b[C": "\x1bf",
}

// Close closes what keys reads from.
func (k *keys) Close() error { return k.in.Close() }

func (k *keys) Read(p []byte) (int, error) {
	for len(k.ready) == 0 {
		buffer := make([]byte, 4096)
		n, err := k.in.Read(buffer)
		k.take(buffer[:n], err != nil)
		if err != nil && len(k.ready) == 0 {
			return 0, err
		}
	}
	n := copy(p, k.ready)
	k.ready = k.ready[n:]
	return n, nil
}

// take translates what came; last says that nothing more comes.
func (k *keys) take(data []byte, last bool) {
	data = append(k.held, data...)
	k.held = nil
	for len(data) > 0 {
		if data[0] == '\x1b' {
			found, begun := match(data)
			if found == "" && begun && !last {
				k.held = append(k.held, data...)
				return
			}
			if found != "" {
				k.key(found)
				data = data[len(found):]
				continue
			}
		}
		if k.pasting {
			k.paste(data[0])
			data = data[1:]
			continue
		}
		k.ready = append(k.ready, data[0])
		data = data[1:]
	}
}

// match finds the longest sequence at the beginning of data, and says whether data is the beginning of one. A lone Escape
// is none: somebody pressed it.
func match(data []byte) (found string, begun bool) {
	for s := range sequences {
		switch {
		case bytes.HasPrefix(data, []byte(s)) && len(s) > len(found):
			found = s
		case len(data) > 1 && len(data) < len(s) && bytes.HasPrefix([]byte(s), data):
			begun = true
		}
	}
	return found, begun
}

func (k *keys) key(sequence string) {
	switch sequence {
	case "\x1b[200~":
		k.pasting = true
	case "\x1b[201~":
		k.pasting = false
	default:
		if !k.pasting {
			k.ready = append(k.ready, sequences[sequence]...)
		}
	}
}

// paste takes one byte of what is pasted. Empty lines are left out: where a line ends in two characters, some terminals send
// both as an end.
func (k *keys) paste(c byte) {
	end := c == '\r' || c == '\n'
	switch {
	case end && !k.ended:
		k.ready = append(append(k.ready, string(pastedLine)...), '\r')
	case c == '\t':
		k.ready = append(k.ready, "    "...)
	case c >= ' ' && c != 0x7f:
		k.ready = append(k.ready, c)
	}
	k.ended = end
}
