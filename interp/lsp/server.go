// Package lsp speaks the Language Server Protocol 3.17 with an editor. It only translates: every answer comes from
// package ide.
//
//	err := lsp.Serve(ctx, stream, lsp.Options{Version: "0.1.0"})
package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"

	"github.com/sourcegraph/jsonrpc2"

	"protoexp/interp/ide"
)

// Options are what a server is told.
type Options struct {
	Version string
	Folder  func(path string) fs.FS // the files beside a script; may be nil
}

// server is a conversation with one editor. Messages are answered one after the other, in order.
type server struct {
	options   Options
	documents map[string]*ide.Document
	versions  map[string]int
	down      bool // shutdown was asked for
	end       context.CancelFunc
}

// ErrNoShutdown ends a conversation that the editor broke off.
var ErrNoShutdown = errors.New("the editor left without a word")

// Serve answers an editor until it leaves.
func Serve(ctx context.Context, stream io.ReadWriteCloser, o Options) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	s := &server{options: o, documents: map[string]*ide.Document{}, versions: map[string]int{}, end: end}
	conn := jsonrpc2.NewConn(ctx, jsonrpc2.NewBufferedStream(stream, jsonrpc2.VSCodeObjectCodec{}), jsonrpc2.HandlerWithError(s.handle),
		jsonrpc2.SetLogger(silent{}))
	select {
	case <-conn.DisconnectNotify():
	case <-ctx.Done():
	}
	if !s.down {
		return ErrNoShutdown
	}
	return nil
}

type silent struct{}

func (silent) Printf(string, ...any) {}

// methods are the requests about an open document.
var methods = map[string]func(*server, *ide.Document, place) any{
	"textDocument/hover":          (*server).hover,
	"textDocument/completion":     (*server).completion,
	"textDocument/definition":     (*server).definition,
	"textDocument/references":     (*server).references,
	"textDocument/rename":         (*server).rename,
	"textDocument/documentSymbol": (*server).symbols,
	"textDocument/foldingRange":   (*server).folds,
	"textDocument/formatting":     (*server).format,
	"textDocument/codeAction":     (*server).actions,
	"textDocument/inlayHint":      (*server).hints,
}

func (s *server) handle(ctx context.Context, conn *jsonrpc2.Conn, r *jsonrpc2.Request) (result any, err error) {
	defer func() {
		if broken := recover(); broken != nil { // a mistake of ours must not take the editor down
			err = &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: fmt.Sprint("this is a mistake of ours: ", broken)}
		}
	}()
	if s.down && r.Method != "exit" {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "the server was shut down"}
	}
	read := func(to any) error {
		if r.Params == nil {
			return &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: r.Method + " needs parameters"}
		}
		if err := json.Unmarshal(*r.Params, to); err != nil {
			return &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
		}
		return nil
	}
	switch r.Method {
	case "initialize":
		return s.abilities(), nil
	case "shutdown":
		s.down = true
		return nil, nil
	case "exit":
		s.end()
		return nil, nil
	case "textDocument/didOpen":
		var p opened
		if err := read(&p); err != nil {
			return nil, err
		}
		return nil, s.publish(ctx, conn, p.Document.URI, p.Document.Text, p.Document.Version)
	case "textDocument/didChange":
		var p changed
		if err := read(&p); err != nil {
			return nil, err
		}
		return nil, s.change(ctx, conn, p)
	case "textDocument/didClose":
		var p place
		if err := read(&p); err != nil {
			return nil, err
		}
		delete(s.documents, p.Document.URI)
		return nil, conn.Notify(ctx, "textDocument/publishDiagnostics", published{URI: p.Document.URI, Diagnostics: []diagnostic{}})
	}
	answer, known := methods[r.Method]
	if !known {
		if r.Notif {
			return nil, nil
		}
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: r.Method + " is not served"}
	}
	var p place
	if err := read(&p); err != nil {
		return nil, err
	}
	d := s.documents[p.Document.URI]
	if d == nil {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: p.Document.URI + " is not open"}
	}
	return answer(s, d, p), nil
}

// abilities is what the editor is told of the server.
func (s *server) abilities() any {
	return map[string]any{
		"serverInfo": map[string]string{"name": "protoexp", "version": s.options.Version},
		"capabilities": map[string]any{
			"textDocumentSync":           map[string]any{"openClose": true, "change": 2},
			"hoverProvider":              true,
			"completionProvider":         map[string]any{"triggerCharacters": []string{".", " "}},
			"definitionProvider":         true,
			"referencesProvider":         true,
			"renameProvider":             true,
			"documentSymbolProvider":     true,
			"foldingRangeProvider":       true,
			"documentFormattingProvider": true,
			"codeActionProvider":         map[string]any{"codeActionKinds": []string{"quickfix"}},
			"inlayHintProvider":          true,
		},
	}
}

// publish takes a new version of a document and tells the editor what is wrong with it.
func (s *server) publish(ctx context.Context, conn *jsonrpc2.Conn, uri, text string, version int) error {
	name, files := uri, fs.FS(nil)
	if u, err := url.Parse(uri); err == nil && u.Scheme == "file" {
		name = path.Base(u.Path)
		if s.options.Folder != nil {
			files = s.options.Folder(path.Dir(u.Path))
		}
	}
	d := ide.Open(name, text, files)
	s.documents[uri], s.versions[uri] = d, version
	p := published{URI: uri, Version: version, Diagnostics: []diagnostic{}}
	for _, x := range d.Problems() {
		p.Diagnostics = append(p.Diagnostics, problem(d, uri, x))
	}
	return conn.Notify(ctx, "textDocument/publishDiagnostics", p)
}

// change makes the edits of a notification, each in the text that the one before left.
func (s *server) change(ctx context.Context, conn *jsonrpc2.Conn, p changed) error {
	d := s.documents[p.Document.URI]
	if d == nil {
		return nil
	}
	text := d.Text
	for _, c := range p.Changes {
		if c.Range == nil {
			text = c.Text
			continue
		}
		at := ide.Lines(text)
		from, to := at.Offset(ide.Position(c.Range.Start)), at.Offset(ide.Position(c.Range.End))
		text = text[:from] + c.Text + text[max(from, to):]
	}
	return s.publish(ctx, conn, p.Document.URI, text, p.Document.Version)
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}
