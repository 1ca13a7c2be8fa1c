package lsp

import (
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"sync"

	"protoexp/interp/ide"
)

// version is a text that an editor has had open. It is read when somebody asks about it first.
type version struct {
	uri, text string
	number    int
	document  func() *ide.Document
}

// version makes a version of a text.
func (s *server) version(uri, text string, number int) *version {
	name, files := uri, fs.FS(nil)
	if file := local(uri); file != "" {
		name = path.Base(file)
		if s.options.Folder != nil {
			files = s.options.Folder(path.Dir(file))
		}
	}
	return &version{uri, text, number, sync.OnceValue(func() *ide.Document { return ide.Open(name, text, files) })}
}

// drive begins a path of Windows in a URI.
var drive = regexp.MustCompile(`^/[A-Za-z]:`)

// local is the path of a document's file, with slashes; "" for one that is in no file.
func local(uri string) string {
	u, err := url.Parse(uri)
	switch {
	case err != nil || u.Scheme != "file":
		return ""
	case drive.MatchString(u.Path):
		return u.Path[1:]
	}
	return u.Path
}

// changed is the text after the edits of a notification, each in the text that the one before left.
func (v *version) changed(p changed) string {
	text := v.text
	for _, c := range p.Changes {
		if c.Range == nil {
			text = c.Text
			continue
		}
		at := ide.Lines(text)
		from, to := at.Offset(ide.Position(c.Range.Start)), at.Offset(ide.Position(c.Range.End))
		text = text[:from] + c.Text + text[max(from, to):]
	}
	return text
}

// turn waits for texts that have changed, and tells the editor what is wrong with them. A text that changes again before its
// turn comes is told of once.
func (s *server) turn() {
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-s.wake:
		}
		for uri, v := s.next(); uri != ""; uri, v = s.next() {
			s.tell(uri, v)
		}
	}
}

// stale notes that the editor does not know what is wrong with a text. The lock is held.
func (s *server) stale(uri string) {
	s.dirty[uri] = true
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// next takes a text whose problems are to be told, in its newest version; nil for one that was closed.
func (s *server) next() (uri string, v *version) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for u := range s.dirty {
		if uri == "" || u < uri {
			uri = u
		}
	}
	delete(s.dirty, uri)
	return uri, s.documents[uri]
}

// tell publishes the problems of a text.
func (s *server) tell(uri string, v *version) {
	defer s.recovered(nil)
	p := published{URI: uri, Diagnostics: []diagnostic{}}
	if v != nil {
		d := v.document()
		p.Version = &v.number
		for _, x := range d.Problems() {
			p.Diagnostics = append(p.Diagnostics, problem(d, uri, x))
		}
	}
	s.notify("textDocument/publishDiagnostics", p)
}
