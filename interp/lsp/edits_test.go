package lsp_test

import (
	"encoding/json"
	"flag"
	"reflect"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

// units is a text as an editor holds it: lines of UTF-16.
func units(text string) [][]uint16 {
	var lines [][]uint16
	line := []uint16{}
	all := utf16.Encode([]rune(text))
	for i, u := range all {
		line = append(line, u)
		if u == '\n' || u == '\r' && (i+1 == len(all) || all[i+1] != '\n') {
			lines, line = append(lines, line), []uint16{}
		}
	}
	return append(lines, line)
}

// columns is the number of places in a line, without its end.
func columns(line []uint16) int {
	n := len(line)
	for n > 0 && (line[n-1] == '\n' || line[n-1] == '\r') {
		n--
	}
	return n
}

// replaced is the text after an edit as an editor makes it.
func replaced(text string, fromLine, from, toLine, to int, with string) string {
	offset := func(line, character int) (n int) {
		for _, l := range units(text)[:line] {
			n += len(l)
		}
		return n + character
	}
	all := utf16.Encode([]rune(text))
	return string(utf16.Decode(all[:offset(fromLine, from)])) + with + string(utf16.Decode(all[offset(toLine, to):]))
}

// whole says whether a place is between two characters, and not within one.
func whole(line []uint16, column int) bool {
	return column == 0 || column >= len(line) || !(utf16.IsSurrogate(rune(line[column-1])) && line[column-1] < 0xDC00)
}

// TestEdits: after any row of edits, diagnostics and colours are those of the text that the editor ends up with, opened anew.
func TestEdits(t *testing.T) {
	if testing.Short() {
		flag.Set("rapid.checks", "20")
	}
	pieces := rapid.SampledFrom([]string{"", "touch siphon", "train: ", "rest 2h\n", " x10", "{", "}", "\n", "\r\n", "🐌", "µ", "\"", "# ", "shock tail", "group a n=4 ", "experiment \"e\" {\n", "expect ", "a.b", ";", "(", "\r", "use "})
	starts := rapid.SampledFrom([]string{"", "train: touch siphon x10\nrest 2h # 🐌🐌\r\ntest: touch siphon\nprint train.drop", "experiment \"e\" {\n  group a n=4 { test: touch siphon }\n  group b n=4 { test: omit touch siphon }\n  expect a.test > b.test\n}\n"})
	e, fresh := connect(t), connect(t)
	rapid.Check(t, func(t *rapid.T) {
		text := starts.Draw(t, "start")
		e.open(text)
		var changes []any
		for range rapid.IntRange(1, 12).Draw(t, "edits") {
			lines := units(text)
			place := func(name string) (int, int) {
				line := rapid.IntRange(0, len(lines)-1).Draw(t, name)
				column := rapid.IntRange(0, columns(lines[line])).Draw(t, name)
				for !whole(lines[line], column) {
					column++
				}
				return line, column
			}
			fromLine, from := place("from")
			toLine, to := place("to")
			if toLine < fromLine || toLine == fromLine && to < from {
				fromLine, from, toLine, to = toLine, to, fromLine, from
			}
			with := pieces.Draw(t, "text")
			text = replaced(text, fromLine, from, toLine, to, with)
			changes = append(changes, map[string]any{"range": stretch(fromLine, from, toLine, to), "text": with})
			if rapid.Bool().Draw(t, "send") {
				e.tell("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 2}, "contentChanges": changes})
				changes = nil
				for _, method := range asked[:rapid.IntRange(0, 3).Draw(t, "questions")] {
					e.ask(method, at(fromLine, from), nil)
				}
			}
		}
		e.tell("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 7}, "contentChanges": changes})
		got := e.version(7)
		fresh.tell("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uri, "text": text, "version": 7}})
		if want := fresh.version(7); !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: %s, and not %s", text, got, want)
		}
		for _, method := range asked {
			var a, b any
			e.ask(method, at(1, 3), &a)
			fresh.ask(method, at(1, 3), &b)
			if m, ok := a.(map[string]any); ok { // numbers of answers differ
				delete(m, "resultId")
				delete(b.(map[string]any), "resultId")
			}
			if !reflect.DeepEqual(a, b) {
				t.Fatalf("%q: %s: %v, and not %v", text, method, a, b)
			}
		}
	})
}

// version waits for the diagnostics of a version.
func (e *editor) version(n int) string {
	for raw := range e.seen {
		var p struct {
			Version     int
			Diagnostics json.RawMessage
		}
		json.Unmarshal(raw, &p)
		if p.Version == n {
			return string(p.Diagnostics)
		}
	}
	return ""
}
