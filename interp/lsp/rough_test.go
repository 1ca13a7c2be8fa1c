package lsp_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"protoexp/interp/lsp"
)

// asked are the requests that an editor makes about a document.
var asked = strings.Fields(`textDocument/hover textDocument/completion textDocument/signatureHelp textDocument/definition textDocument/references
	textDocument/documentHighlight textDocument/prepareRename textDocument/documentSymbol textDocument/foldingRange textDocument/formatting
	textDocument/rangeFormatting textDocument/codeAction textDocument/codeLens textDocument/inlayHint textDocument/semanticTokens/full
	textDocument/semanticTokens/full/delta textDocument/semanticTokens/range`)

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
		e.change(text)
		e.codes()
		for line := range 3 {
			for _, method := range asked {
				e.ask(method, at(line-1, 3*line), nil)
			}
		}
	}
	e.conn.Close()
	if err := <-e.done; err != lsp.ErrNoShutdown {
		t.Error(err)
	}
}

// TestBrokenMessages: what is no message is told and left out, and the next one is answered.
func TestBrokenMessages(t *testing.T) {
	here, there := net.Pipe()
	done := make(chan error, 1)
	go func() { done <- lsp.Serve(context.Background(), there, lsp.Options{}) }()
	heard := make(chan string, 100)
	go func() {
		for {
			buffer := make([]byte, 1<<16)
			n, err := here.Read(buffer)
			if err != nil {
				close(heard)
				return
			}
			heard <- string(buffer[:n])
		}
	}()
	say := func(text string) {
		here.SetWriteDeadline(time.Now().Add(time.Minute))
		if _, err := io.WriteString(here, text); err != nil {
			t.Fatal(err)
		}
	}
	framed := func(body string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body) }
	say(framed(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}`))
	for _, broken := range []string{
		"", "\r\n", "nonsense\r\n\r\n", "Content-Length: many\r\n\r\n", "Content-Length: -5\r\n\r\n", "Content-Length: 0\r\n\r\n",
		strings.Repeat("x", 100_000) + "\n", framed("{"), framed("[]"), framed("null"), framed(`{"jsonrpc":"2.0"}`), framed(`"text"`), framed(`{"id":true,"method":"x"}`),
		framed(`{"jsonrpc":"2.0","id":7,"method":5}`), framed(`{"jsonrpc":"2.0","id":99,"result":null}`), framed("\xff\xfe"),
		"content-length:2\n\n{}", framed(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":[]}}`), framed(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":7}`),
	} {
		say(broken)
	}
	say(framed(`{"jsonrpc":"2.0","id":2,"method":"shutdown"}`))
	all, timer := "", time.After(20*time.Second)
	for !strings.Contains(all, `"id":2`) || strings.Count(all, "could not be read") < 12 {
		select {
		case text, ok := <-heard:
			if !ok {
				t.Fatalf("the server left: %s", all)
			}
			all += text
		case <-timer:
			t.Fatalf("no answer: %s", all)
		}
	}
	say(framed(`{"jsonrpc":"2.0","method":"exit"}`))
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// long is a script that takes a while to read.
func long(lines int) string {
	var text strings.Builder
	for i := range lines / 4 {
		fmt.Fprintf(&text, "t%d: touch siphon x3\nrest 2h\nshock tail\nrest 1d\n", i)
	}
	return text.String()
}

func code(err error) int64 {
	var e *jsonrpc2.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return 0
}

// TestCancelledRequests: a request that is cancelled is answered at once, and others beside it are not held up.
func TestCancelledRequests(t *testing.T) {
	e := connect(t)
	e.open("touch siphon x3")
	lines := 30_000
	if testing.Short() {
		lines = 6_000
	}
	e.tell("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": "file:///nowhere/long.proto-exp", "text": long(lines), "version": 1}})
	p := at(0, 2)
	p["textDocument"] = map[string]any{"uri": "file:///nowhere/long.proto-exp"}
	slow, err := e.conn.DispatchCall(context.Background(), "textDocument/semanticTokens/full", p, jsonrpc2.PickID(jsonrpc2.ID{Num: 4711}))
	if err != nil {
		t.Fatal(err)
	}
	e.ask("textDocument/hover", at(0, 2), nil) // of the short one
	e.tell("$/cancelRequest", map[string]any{"id": 4711})
	e.tell("$/cancelRequest", map[string]any{"id": 4711})
	e.tell("$/cancelRequest", map[string]any{"id": "unheard"})
	if err := slow.Wait(context.Background(), nil); code(err) != -32800 {
		t.Errorf("a cancelled request: %v", err)
	}
	select {
	case <-e.seen:
		t.Error("the answer waited until the text was read")
	default:
		e.codes() // of the long one, when it is read at last
	}
}

// TestShutdownInTheMiddle: an editor that leaves while something is read and run is let go, and what runs is ended.
func TestShutdownInTheMiddle(t *testing.T) {
	started, ended := make(chan bool, 1), make(chan bool, 1)
	e := served(t, lsp.Options{Run: func(ctx context.Context, _, _, _ string) (string, error) {
		started <- true
		<-ctx.Done()
		ended <- true
		return "", ctx.Err()
	}})
	e.open("touch siphon")
	if _, err := e.conn.DispatchCall(context.Background(), "workspace/executeCommand", map[string]any{"command": "protoexp.run", "arguments": []string{uri}}); err != nil {
		t.Fatal(err)
	}
	<-started
	e.change(long(20_000))
	for range 20 {
		if _, err := e.conn.DispatchCall(context.Background(), "textDocument/semanticTokens/full", at(0, 0)); err != nil {
			t.Fatal(err)
		}
	}
	e.ask("shutdown", nil, nil)
	if err := e.conn.Call(context.Background(), "textDocument/hover", at(0, 0), nil); code(err) != jsonrpc2.CodeInvalidRequest {
		t.Errorf("after shutdown: %v", err)
	}
	e.tell("exit", nil)
	select {
	case err := <-e.done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(2 * time.Minute):
		t.Fatal("the server stays")
	}
	<-ended
}

// TestBeforeInitialize: an editor that asks before it introduces itself is told so.
func TestBeforeInitialize(t *testing.T) {
	here, there := net.Pipe()
	go lsp.Serve(context.Background(), there, lsp.Options{})
	conn := jsonrpc2.NewConn(context.Background(), jsonrpc2.NewBufferedStream(here, jsonrpc2.VSCodeObjectCodec{}), jsonrpc2.HandlerWithError(
		func(context.Context, *jsonrpc2.Conn, *jsonrpc2.Request) (any, error) { return nil, nil }))
	defer conn.Close()
	if err := conn.Call(context.Background(), "textDocument/hover", at(0, 0), nil); code(err) != -32002 {
		t.Error(err)
	}
}

// TestCommands: a lens runs the text that the editor has, its output is the answer and is logged, and progress can be stopped.
func TestCommands(t *testing.T) {
	e := served(t, lsp.Options{Run: func(ctx context.Context, command, path, text string) (string, error) {
		return command + " " + path + " " + text, nil
	}})
	e.open("# first\ntouch siphon")
	var lenses []struct {
		Range   struct{ Start, End struct{ Line int } }
		Command struct {
			Title, Command string
			Arguments      []json.RawMessage
		}
	}
	e.ask("textDocument/codeLens", at(0, 0), &lenses)
	if len(lenses) != 2 || lenses[0].Range.Start.Line != 1 {
		t.Fatalf("%v", lenses)
	}
	for _, l := range lenses {
		var output string
		e.ask("workspace/executeCommand", map[string]any{"command": l.Command.Command, "arguments": l.Command.Arguments}, &output)
		if want := l.Command.Title + " /nowhere/a.proto-exp # first\ntouch siphon"; output != want {
			t.Errorf("%q, and not %q", output, want)
		}
		if logged := <-e.logged; logged != output {
			t.Errorf("logged: %q", logged)
		}
	}
	for _, p := range []any{nil, 5, map[string]any{"command": "protoexp.fly"}, map[string]any{"command": "protoexp.run"}, map[string]any{"command": "protoexp.run", "arguments": []any{"file:///closed"}}} {
		if err := e.conn.Call(context.Background(), "workspace/executeCommand", p, nil); code(err) != jsonrpc2.CodeInvalidParams {
			t.Errorf("%v: %v", p, err)
		}
	}
}

// TestHugeFile: a text beyond what is read is refused with a diagnostic, and everything is still answered.
func TestHugeFile(t *testing.T) {
	e := connect(t)
	if got := e.open(strings.Repeat("# a long comment about a snail\n", 9<<20/31)); len(got) != 1 {
		t.Errorf("%v", got)
	}
	for _, method := range asked {
		e.ask(method, at(3, 3), nil)
	}
}
