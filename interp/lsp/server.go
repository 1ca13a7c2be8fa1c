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
	"sync"

	"github.com/sourcegraph/jsonrpc2"
)

// Options are what a server is told.
type Options struct {
	Version string
	Folder  func(path string) fs.FS // the files beside a script; may be nil

	// Run does a command of the program with a script and returns what it prints. path is that of its file, which may hold
	// another text, or "". A cancelled context ends it. nil means that nothing can be run.
	Run func(ctx context.Context, command, path, text string) (output string, err error)
}

// server is a conversation with one editor. Messages are read in order, and what they change is changed in order. Requests
// are answered at the same time, each about the version of the text that was there when it came. The reader never writes, so
// that an editor which does not listen cannot stop it.
type server struct {
	options Options
	conn    *jsonrpc2.Conn
	ctx     context.Context
	end     context.CancelFunc
	wake    chan struct{}
	runs    sync.WaitGroup

	mu        sync.Mutex
	documents map[string]*version
	dirty     map[string]bool                    // texts whose problems were not told
	waiting   map[jsonrpc2.ID]context.CancelFunc // requests under way
	colours   map[string]coloured                // what was answered last, by document
	coloured  int
	ready     bool // initialize came
	down      bool // shutdown came
	progress  bool // the editor shows progress
	token     int
	running   map[string]context.CancelFunc // by the token of its progress
}

// ErrNoShutdown ends a conversation that the editor broke off.
var ErrNoShutdown = errors.New("the editor left without a word")

// Serve answers an editor until it leaves.
func Serve(ctx context.Context, stream io.ReadWriteCloser, o Options) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	s := &server{options: o, ctx: ctx, end: end, wake: make(chan struct{}, 1), documents: map[string]*version{}, dirty: map[string]bool{},
		waiting: map[jsonrpc2.ID]context.CancelFunc{}, colours: map[string]coloured{}, running: map[string]context.CancelFunc{}}
	open := make(chan struct{}) // the reader begins when s is complete
	codec := frame{broken: func(text string) {
		go func() { <-open; s.log(warning, text) }()
	}}
	s.conn = jsonrpc2.NewConn(ctx, jsonrpc2.NewBufferedStream(stream, codec), handler(func(r *jsonrpc2.Request) { <-open; s.handle(r) }),
		jsonrpc2.SetLogger(silent{}))
	close(open)
	go s.turn()
	select {
	case <-s.conn.DisconnectNotify():
	case <-ctx.Done():
	}
	end()
	s.mu.Lock() // no run begins from here on
	down := s.down
	s.mu.Unlock()
	s.runs.Wait()
	if !down {
		return ErrNoShutdown
	}
	return nil
}

type handler func(*jsonrpc2.Request)

func (h handler) Handle(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) { h(r) }

type silent struct{}

func (silent) Printf(string, ...any) {}

// Codes of the protocol that JSON-RPC does not know.
const (
	notInitialized = -32002
	cancelled      = -32800
)

// handle takes a message. It returns soon: what takes time goes on beside it.
func (s *server) handle(r *jsonrpc2.Request) {
	if r.Notif {
		s.note(r)
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	answer, err := s.prepare(r)
	if err != nil {
		answer = func(context.Context) (any, error) { return nil, err }
	}
	s.mu.Lock()
	s.waiting[r.ID] = cancel
	s.mu.Unlock()
	go s.reply(ctx, cancel, r, answer)
}

// reply answers a request, or says that it was cancelled as soon as it is.
func (s *server) reply(ctx context.Context, cancel context.CancelFunc, r *jsonrpc2.Request, answer func(context.Context) (any, error)) {
	type outcome struct {
		result any
		err    error
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() { done <- o }()
		defer s.recovered(&o.err)
		o.result, o.err = answer(ctx)
	}()
	var o outcome
	select {
	case o = <-done:
	case <-ctx.Done():
		o.err = &jsonrpc2.Error{Code: cancelled, Message: r.Method + " was cancelled"}
	}
	s.mu.Lock()
	cancel()
	delete(s.waiting, r.ID)
	s.mu.Unlock()
	response := &jsonrpc2.Response{ID: r.ID}
	if o.err == nil {
		o.err = response.SetResult(o.result)
	}
	if o.err != nil && !errors.As(o.err, &response.Error) {
		response.Error = &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: o.err.Error()}
	}
	s.conn.SendResponse(ctx, response) // an editor that left needs no answer
}

// recovered keeps a mistake of ours from taking the editor down.
func (s *server) recovered(err *error) {
	broken := recover()
	if broken == nil {
		return
	}
	text := fmt.Sprint("this is a mistake of ours: ", broken)
	if err == nil {
		s.log(failure, text)
		return
	}
	*err = &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: text}
}

// notify tells the editor something; one that left does not hear it.
func (s *server) notify(method string, params any) { s.conn.Notify(s.ctx, method, params) }

// Kinds of log messages.
const (
	failure = 1
	warning = 2
	info    = 3
)

func (s *server) log(kind int, text string) {
	s.notify("window/logMessage", map[string]any{"type": kind, "message": text})
}

// read takes the parameters of a message.
func read(r *jsonrpc2.Request, to any) error {
	if r.Params == nil {
		return &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: r.Method + " needs parameters"}
	}
	if err := json.Unmarshal(*r.Params, to); err != nil {
		return &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
	}
	return nil
}
