package lsp_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"protoexp/interp/lsp"
)

// editor is a client in this process.
type editor struct {
	t    *testing.T
	conn *jsonrpc2.Conn
	seen chan json.RawMessage // published diagnostics
	done chan error
}

func connect(t *testing.T) *editor {
	t.Helper()
	here, there := net.Pipe()
	e := &editor{t: t, seen: make(chan json.RawMessage, 1000), done: make(chan error, 1)}
	go func() { e.done <- lsp.Serve(context.Background(), there, lsp.Options{Version: "test"}) }()
	e.conn = jsonrpc2.NewConn(context.Background(), jsonrpc2.NewBufferedStream(here, jsonrpc2.VSCodeObjectCodec{}), jsonrpc2.HandlerWithError(
		func(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) (any, error) {
			if r.Method == "textDocument/publishDiagnostics" {
				e.seen <- *r.Params
			}
			return nil, nil
		}))
	e.ask("initialize", map[string]any{}, nil)
	return e
}

func (e *editor) ask(method string, params, answer any) {
	e.t.Helper()
	if err := e.conn.Call(context.Background(), method, params, answer); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) tell(method string, params any) {
	e.t.Helper()
	if err := e.conn.Notify(context.Background(), method, params); err != nil {
		e.t.Fatal(err)
	}
}

// codes waits for the next diagnostics and lists their codes.
func (e *editor) codes() (list []string) {
	e.t.Helper()
	select {
	case raw := <-e.seen:
		var p struct{ Diagnostics []struct{ Code string } }
		if err := json.Unmarshal(raw, &p); err != nil {
			e.t.Fatal(err)
		}
		for _, d := range p.Diagnostics {
			list = append(list, d.Code)
		}
	case <-time.After(20 * time.Second):
		e.t.Fatal("no diagnostics came")
	}
	return list
}

const uri = "file:///nowhere/a.proto-exp"

func (e *editor) open(text string) []string {
	e.tell("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uri, "text": text, "version": 1}})
	return e.codes()
}

func at(line, character int) map[string]any {
	p := map[string]any{"line": line, "character": character}
	return map[string]any{"textDocument": map[string]any{"uri": uri}, "position": p, "newName": "trained", "context": map[string]any{},
		"range": map[string]any{"start": map[string]any{"line": 0, "character": 0}, "end": map[string]any{"line": 99, "character": 0}}}
}

func TestAnEditorsDay(t *testing.T) {
	e := connect(t)
	if got := e.open("# 🐌\ntrain: touch sifon x 10\nrest 2h\ntest: touch siphon\nprint train.drop\n"); !slices.Contains(got, "repeat") && len(got) == 0 {
		t.Errorf("nothing is wrong with it: %v", got)
	}
	var actions []struct {
		Title string
		Edit  struct {
			Changes map[string][]struct {
				Range   struct{ Start, End struct{ Line, Character int } }
				NewText string
			}
		}
	}
	e.ask("textDocument/codeAction", at(1, 0), &actions)
	if len(actions) == 0 {
		t.Fatal("no fix is offered")
	}
	for _, a := range actions {
		for _, c := range a.Edit.Changes[uri] {
			e.tell("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 2}, "contentChanges": []any{map[string]any{"range": c.Range, "text": c.NewText}}})
			e.codes()
		}
	}
	whole := "# 🐌\ntrain: touch siphon x10\nrest 2h\ntest: touch siphon\nprint train.drop\n"
	e.tell("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 3}, "contentChanges": []any{map[string]any{"text": whole}}})
	if got := e.codes(); len(got) > 0 {
		t.Errorf("the mended script: %v", got)
	}
	var h struct{ Contents struct{ Value string } }
	e.ask("textDocument/hover", at(1, 8), &h)
	if !strings.Contains(h.Contents.Value, "onset 0s") || !strings.Contains(h.Contents.Value, "10 times") {
		t.Errorf("hover: %s", h.Contents.Value)
	}
	var items []struct{ Label string }
	e.ask("textDocument/completion", at(3, 14), &items)
	if len(items) == 0 || !slices.ContainsFunc(items, func(i struct{ Label string }) bool { return i.Label == "siphon" }) {
		t.Errorf("completion: %v", items)
	}
	var list []json.RawMessage
	for method, want := range map[string]int{"textDocument/references": 2, "textDocument/documentSymbol": 2, "textDocument/inlayHint": 2} {
		e.ask(method, at(4, 7), &list)
		if len(list) != want {
			t.Errorf("%s: %d, and not %d: %s", method, len(list), want, list)
		}
	}
	var edits struct{ Changes map[string][]any }
	e.ask("textDocument/rename", at(4, 7), &edits)
	if len(edits.Changes[uri]) != 2 {
		t.Errorf("rename: %v", edits)
	}
	e.ask("textDocument/formatting", at(0, 0), &list)
	e.ask("shutdown", nil, nil)
	e.tell("exit", nil)
	if err := <-e.done; err != nil {
		t.Error(err)
	}
}

func TestTheCriticInTheEditor(t *testing.T) {
	e := connect(t)
	got := e.open("experiment \"e\" {\n  use aplysia; seed 1\n  variability 0%\n  group a n=4 { base: touch siphon; rest 10min; test: touch siphon }\n  group b n=4 { base: touch siphon; rest 10min; test: touch siphon force 4g }\n  measure gill.amplitude blind\n  expect a.base < b.base\n}\n")
	if !slices.Contains(got, "identical-animals") {
		t.Error(got)
	}
}

// TestRoughEditor: what is malformed, unknown or out of place is answered by an error, and the conversation goes on.
func TestRoughEditor(t *testing.T) {
	e := connect(t)
	for _, method := range []string{"textDocument/hover", "textDocument/unheard", "textDocument/didOpen"} {
		if err := e.conn.Call(context.Background(), method, map[string]any{"textDocument": 5}, nil); err == nil {
			t.Errorf("%s was answered", method)
		}
	}
	e.open("touch siphon")
	for _, text := range []string{"", "{{{{", "touch siphon x", "\x00\xff", strings.Repeat("touch siphon\n", 3000)} {
		e.tell("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 2}, "contentChanges": []any{map[string]any{"text": text}}})
		e.codes()
		for line := range 3 {
			for method := range map[string]bool{"textDocument/hover": true, "textDocument/completion": true, "textDocument/inlayHint": true, "textDocument/foldingRange": true} {
				e.ask(method, at(line-1, 3*line), nil)
			}
		}
	}
	e.conn.Close()
	if err := <-e.done; err != lsp.ErrNoShutdown {
		t.Error(err)
	}
}

// BenchmarkTyping is one keystroke in a file of a thousand lines, with its diagnostics.
func BenchmarkTyping(b *testing.B) {
	var text strings.Builder
	for i := range 250 {
		fmt.Fprintf(&text, "t%d: touch siphon x3\nrest 2h\nshock tail\nrest 1d\n", i)
	}
	t := &testing.T{}
	e := connect(t)
	e.open(text.String())
	b.ResetTimer()
	for range b.N {
		e.tell("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 2}, "contentChanges": []any{map[string]any{
			"range": map[string]any{"start": map[string]any{"line": 500, "character": 0}, "end": map[string]any{"line": 500, "character": 0}}, "text": " "}}})
		e.codes()
	}
}
