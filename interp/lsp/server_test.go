package lsp_test

import (
	"context"
	"encoding/json"
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
	t      testing.TB
	conn   *jsonrpc2.Conn
	seen   chan json.RawMessage // published diagnostics
	logged chan string
	done   chan error
}

func connect(t testing.TB) *editor { return served(t, lsp.Options{Version: "test"}) }

func served(t testing.TB, o lsp.Options) *editor {
	t.Helper()
	here, there := net.Pipe()
	e := &editor{t: t, seen: make(chan json.RawMessage, 1000), logged: make(chan string, 1000), done: make(chan error, 1)}
	go func() { e.done <- lsp.Serve(context.Background(), there, o) }()
	e.conn = jsonrpc2.NewConn(context.Background(), jsonrpc2.NewBufferedStream(here, jsonrpc2.VSCodeObjectCodec{}), jsonrpc2.HandlerWithError(
		func(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) (any, error) {
			switch r.Method {
			case "textDocument/publishDiagnostics":
				e.seen <- *r.Params
			case "window/logMessage":
				var p struct{ Message string }
				json.Unmarshal(*r.Params, &p)
				e.logged <- p.Message
			}
			return nil, nil
		}))
	e.ask("initialize", map[string]any{"capabilities": map[string]any{"window": map[string]any{"workDoneProgress": true}}}, nil)
	t.Cleanup(func() { e.conn.Close() })
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
	case <-time.After(2 * time.Minute):
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

// change sends a whole text.
func (e *editor) change(text string) {
	e.tell("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 2}, "contentChanges": []any{map[string]any{"text": text}}})
}

func stretch(fromLine, from, toLine, to int) map[string]any {
	return map[string]any{"start": map[string]any{"line": fromLine, "character": from}, "end": map[string]any{"line": toLine, "character": to}}
}

// TestSemanticTokens: a difference leads to the same numbers as the whole, and a range is a part of it.
func TestSemanticTokens(t *testing.T) {
	e := connect(t)
	text := "# 🐌 a snail\ntrain: touch siphon x10\nrest 2h\n"
	e.open(text)
	var full struct {
		ResultID string
		Data     []int
	}
	e.ask("textDocument/semanticTokens/full", at(0, 0), &full)
	want := []int{0, 0, 12, 0, 0 /* comment, counted in UTF-16 */, 1, 0, 5, 10, 1 /* train: */, 0, 7, 5, 5, 0 /* touch */, 0, 6, 6, 6, 0, 0, 7, 3, 2, 0, 1, 0, 4, 1, 0, 0, 5, 2, 2, 0}
	if !slices.Equal(full.Data, want) {
		t.Errorf("%v, and not %v", full.Data, want)
	}
	p := at(0, 0)
	p["range"] = stretch(2, 0, 3, 0)
	var part struct{ Data []int }
	e.ask("textDocument/semanticTokens/range", p, &part)
	if !slices.Equal(part.Data, []int{2, 0, 4, 1, 0, 0, 5, 2, 2, 0}) {
		t.Errorf("range: %v", part.Data)
	}
	for _, next := range []string{text + "test: touch mantle\n", "rest 1h\n" + text, "", text} {
		e.change(next)
		var delta struct {
			ResultID string
			Edits    []struct {
				Start, DeleteCount int
				Data               []int
			}
		}
		p := at(0, 0)
		p["previousResultId"] = full.ResultID
		e.ask("textDocument/semanticTokens/full/delta", p, &delta)
		data := slices.Clone(full.Data)
		for _, x := range delta.Edits {
			data = slices.Concat(data[:x.Start], x.Data, data[x.Start+x.DeleteCount:])
		}
		e.ask("textDocument/semanticTokens/full", at(0, 0), &full)
		if !slices.Equal(data, full.Data) {
			t.Errorf("%q: the difference leads to %v, and the whole is %v", next, data, full.Data)
		}
	}
}

func TestSignatureHelp(t *testing.T) {
	e := connect(t)
	text := "🐌: touch siphon force 2g\nprint clamp(1, exp(2), 3)\nrest 2h\ntouch "
	e.open(text)
	for _, c := range []struct {
		line, character int
		label, active   string
	}{
		{0, 9, "touch SITE [force 2g] [for 500ms] [xN] [every TIME]", "SITE"},
		{0, 25, "touch SITE [force 2g] [for 500ms] [xN] [every TIME]", "[force 2g]"},
		{1, 13, "clamp(x, low, high)", "x"},
		{1, 20, "exp(x)", "x"},
		{1, 24, "clamp(x, low, high)", "high"},
		{2, 5, "rest TIME, or rest until TIME", ""},
		{3, 6, "touch SITE [force 2g] [for 500ms] [xN] [every TIME]", "SITE"},
	} {
		var help struct {
			Signatures []struct {
				Label           string
				ActiveParameter *int
				Parameters      []struct{ Label [2]int }
			}
		}
		e.ask("textDocument/signatureHelp", at(c.line, c.character), &help)
		if len(help.Signatures) != 1 || help.Signatures[0].Label != c.label {
			t.Errorf("%d:%d: %v, and not %s", c.line, c.character, help, c.label)
			continue
		}
		s, active := help.Signatures[0], ""
		if s.ActiveParameter != nil {
			l := s.Parameters[*s.ActiveParameter].Label
			active = s.Label[l[0]:l[1]]
		}
		if active != c.active {
			t.Errorf("%d:%d: %q is at hand, and not %q", c.line, c.character, active, c.active)
		}
	}
}

// TestRangeFormatting: only lines of the range change, and cursors elsewhere keep their lines.
func TestRangeFormatting(t *testing.T) {
	e := connect(t)
	e.open("touch   siphon\nrest   2h\ntouch   siphon\n")
	type edits []struct {
		Range   struct{ Start, End struct{ Line, Character int } }
		NewText string
	}
	var list edits
	p := at(0, 0)
	p["range"] = stretch(1, 0, 1, 4)
	e.ask("textDocument/rangeFormatting", p, &list)
	var whole edits
	e.ask("textDocument/formatting", at(0, 0), &whole)
	if len(list) == 0 || len(whole) == 0 {
		t.Fatalf("%v, %v", list, whole)
	}
	e.open("touch siphon\n\n\nrest   2h\n\ntouch   siphon # here\ntouch siphon\n")
	p["range"] = stretch(5, 0, 5, 4)
	e.ask("textDocument/rangeFormatting", p, &list)
	if len(list) != 1 || list[0].Range.Start.Line != 5 || list[0].Range.End.Line != 6 || !strings.HasPrefix(list[0].NewText, "touch siphon ") {
		t.Errorf("%v", list)
	}
}

func TestRename(t *testing.T) {
	e := connect(t)
	e.open("train: touch siphon x3\nprint train.drop\n")
	p := at(1, 8)
	for name, fine := range map[string]bool{"practice": true, "rest": false, "siphon": false, "a b": false, "": false, "x10": false, "train": true} {
		p["newName"] = name
		if err := e.conn.Call(context.Background(), "textDocument/rename", p, nil); (err == nil) != fine {
			t.Errorf("%q: %v", name, err)
		}
	}
	var place *struct{ Start struct{ Line, Character int } }
	e.ask("textDocument/prepareRename", p, &place)
	if place == nil || place.Start.Character != 6 {
		t.Errorf("%v", place)
	}
	e.ask("textDocument/prepareRename", at(0, 8), &place)
	if place != nil {
		t.Error("touch is not the script's own name")
	}
}

// TestCompletion: a candidate has the kind of what it stands for.
func TestCompletion(t *testing.T) {
	e := connect(t)
	e.open("train: touch siphon\nprint train.\ntouch \nr")
	type items []struct {
		Label, Detail string
		Kind          int
	}
	for _, c := range []struct {
		line, character int
		label           string
		kind            int
	}{{1, 12, "drop", 5}, {2, 6, "siphon", 20}, {3, 1, "rest", 14}, {1, 6, "train", 6}} {
		var list items
		e.ask("textDocument/completion", at(c.line, c.character), &list)
		i := slices.IndexFunc(list, func(x struct {
			Label, Detail string
			Kind          int
		}) bool {
			return x.Label == c.label
		})
		if i < 0 || list[i].Kind != c.kind || c.label == "rest" && !strings.HasPrefix(list[i].Detail, "rest TIME") {
			t.Errorf("%s: %v", c.label, list)
		}
	}
}
