package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/sourcegraph/jsonrpc2"

	"protoexp/interp/ide"
	"protoexp/lang/source"
)

// lenses stand above the first statement of a script.
func (s *server) lenses(d *ide.Document, p place) (any, error) {
	list := []lens{}
	at, ok := d.Beginning()
	if !ok || s.options.Run == nil {
		return list, nil
	}
	r := reach(d, source.Span{Start: at.Start, End: at.Start}) // one line
	for _, c := range [][2]string{{"run", "protoexp.run"}, {"timeline", "protoexp.timeline"}} {
		list = append(list, lens{r, command{c[0], c[1], []string{p.Document.URI}}})
	}
	return list, nil
}

// command does what a lens offers. What it prints is the answer, and is logged for editors that do not show answers. The
// lock is held.
func (s *server) command(r *jsonrpc2.Request) (func(context.Context) (any, error), error) {
	var p struct {
		Command   string
		Arguments []json.RawMessage
	}
	if err := read(r, &p); err != nil {
		return nil, err
	}
	name, ours := strings.CutPrefix(p.Command, "protoexp.")
	if !ours || name != "run" && name != "timeline" {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: p.Command + " is not served"}
	}
	var uri string
	if len(p.Arguments) != 1 || json.Unmarshal(p.Arguments[0], &uri) != nil {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: p.Command + " needs the URI of a document"}
	}
	v := s.documents[uri]
	if v == nil {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: uri + " is not open"}
	}
	s.token++
	token := fmt.Sprintf("protoexp-%d", s.token)
	s.runs.Add(1)
	return func(ctx context.Context) (any, error) {
		defer s.runs.Done()
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		defer s.shown(ctx, token, name, stop)()
		output, err := s.options.Run(ctx, name, local(uri), v.text)
		if err != nil {
			return nil, err
		}
		s.log(info, output)
		return output, nil
	}, nil
}

// shown shows that a command is under way, where the editor can, until it is called again.
func (s *server) shown(ctx context.Context, token, title string, stop context.CancelFunc) func() {
	if !s.progress || s.conn.Call(ctx, "window/workDoneProgress/create", map[string]any{"token": token}, nil) != nil {
		return func() {}
	}
	s.mu.Lock()
	s.running[token] = stop
	s.mu.Unlock()
	say := func(value map[string]any) { s.notify("$/progress", map[string]any{"token": token, "value": value}) }
	say(map[string]any{"kind": "begin", "title": "protoexp " + title, "cancellable": true})
	return func() {
		s.mu.Lock()
		delete(s.running, token)
		s.mu.Unlock()
		say(map[string]any{"kind": "end"})
	}
}
