package lsp

import (
	"context"

	"github.com/sourcegraph/jsonrpc2"

	"protoexp/interp/ide"
)

// methods are the requests about an open document.
var methods = map[string]func(*server, *ide.Document, place) (any, error){
	"textDocument/hover":                     (*server).hover,
	"textDocument/completion":                (*server).completion,
	"textDocument/signatureHelp":             (*server).signature,
	"textDocument/definition":                (*server).definition,
	"textDocument/references":                (*server).references,
	"textDocument/documentHighlight":         (*server).highlights,
	"textDocument/prepareRename":             (*server).renamed,
	"textDocument/rename":                    (*server).rename,
	"textDocument/documentSymbol":            (*server).symbols,
	"textDocument/foldingRange":              (*server).folds,
	"textDocument/formatting":                (*server).format,
	"textDocument/rangeFormatting":           (*server).formatRange,
	"textDocument/codeAction":                (*server).actions,
	"textDocument/codeLens":                  (*server).lenses,
	"textDocument/inlayHint":                 (*server).hints,
	"textDocument/semanticTokens/full":       (*server).colour,
	"textDocument/semanticTokens/full/delta": (*server).recolour,
	"textDocument/semanticTokens/range":      (*server).colourRange,
}

// abilities is what the editor is told of the server.
func (s *server) abilities() any {
	capabilities := map[string]any{
		"positionEncoding":                "utf-16",
		"textDocumentSync":                map[string]any{"openClose": true, "change": 2, "save": map[string]any{}},
		"hoverProvider":                   true,
		"completionProvider":              map[string]any{"triggerCharacters": []string{".", " "}},
		"signatureHelpProvider":           map[string]any{"triggerCharacters": []string{" ", "(", ","}},
		"definitionProvider":              true,
		"referencesProvider":              true,
		"documentHighlightProvider":       true,
		"renameProvider":                  map[string]any{"prepareProvider": true},
		"documentSymbolProvider":          true,
		"foldingRangeProvider":            true,
		"documentFormattingProvider":      true,
		"documentRangeFormattingProvider": true,
		"codeActionProvider":              map[string]any{"codeActionKinds": []string{"quickfix", "refactor.rewrite", "source.fixAll"}},
		"inlayHintProvider":               true,
		"semanticTokensProvider": map[string]any{"legend": map[string]any{"tokenTypes": legend, "tokenModifiers": modifiers},
			"full": map[string]any{"delta": true}, "range": true},
	}
	if s.options.Run != nil {
		capabilities["codeLensProvider"] = map[string]any{}
		capabilities["executeCommandProvider"] = map[string]any{"commands": []string{"protoexp.run", "protoexp.timeline"}}
	}
	return map[string]any{"serverInfo": map[string]string{"name": "protoexp", "version": s.options.Version}, "capabilities": capabilities}
}

// note takes a notification. One that cannot be read, or is unknown, changes nothing.
func (s *server) note(r *jsonrpc2.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	switch r.Method {
	case "exit":
		s.end()
	case "$/cancelRequest":
		var p struct{ ID jsonrpc2.ID }
		if err = read(r, &p); err == nil && s.waiting[p.ID] != nil {
			s.waiting[p.ID]()
		}
	case "window/workDoneProgress/cancel":
		var p struct{ Token string }
		if err = read(r, &p); err == nil && s.running[p.Token] != nil {
			s.running[p.Token]()
		}
	case "textDocument/didOpen":
		var p opened
		if err = read(r, &p); err == nil {
			s.documents[p.Document.URI] = s.version(p.Document.URI, p.Document.Text, p.Document.Version)
			s.stale(p.Document.URI)
		}
	case "textDocument/didChange":
		var p changed
		if err = read(r, &p); err == nil && s.documents[p.Document.URI] != nil {
			text := s.documents[p.Document.URI].changed(p)
			s.documents[p.Document.URI] = s.version(p.Document.URI, text, p.Document.Version)
			s.stale(p.Document.URI)
		}
	case "textDocument/didClose":
		var p place
		if err = read(r, &p); err == nil {
			delete(s.documents, p.Document.URI)
			delete(s.colours, p.Document.URI)
			s.stale(p.Document.URI)
		}
	case "textDocument/didSave": // others may use this file
		for uri, v := range s.documents {
			s.documents[uri] = s.version(uri, v.text, v.number)
			s.stale(uri)
		}
	}
	if err != nil {
		go s.log(warning, r.Method+" could not be read: "+err.Error())
	}
}

// prepare finds out what a request is about, as things stand when it comes.
func (s *server) prepare(r *jsonrpc2.Request) (answer func(context.Context) (any, error), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	is := func(result any) (func(context.Context) (any, error), error) {
		return func(context.Context) (any, error) { return result, nil }, nil
	}
	switch {
	case s.down || s.ctx.Err() != nil:
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "the server was shut down"}
	case r.Method == "initialize":
		var p initialize
		read(r, &p) // an editor that says nothing of itself is served plainly
		s.ready, s.progress = true, p.Capabilities.Window.Progress
		return is(s.abilities())
	case !s.ready:
		return nil, &jsonrpc2.Error{Code: notInitialized, Message: "initialize comes first"}
	case r.Method == "shutdown":
		s.down = true
		return is(nil)
	case r.Method == "workspace/executeCommand" && s.options.Run != nil:
		return s.command(r)
	}
	method, known := methods[r.Method]
	if !known {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: r.Method + " is not served"}
	}
	var p place
	if err := read(r, &p); err != nil {
		return nil, err
	}
	v := s.documents[p.Document.URI]
	if v == nil {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: p.Document.URI + " is not open"}
	}
	return func(ctx context.Context) (any, error) {
		if ctx.Err() != nil { // before its turn came
			return nil, ctx.Err()
		}
		return method(s, v.document(), p)
	}, nil
}
