package interp

import (
	"errors"
	"io/fs"
	"sort"
	"strings"
	"sync"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/parse"
	"protoexp/lang/source"
	"protoexp/stdlib"
)

// library is the standard library, parsed once when something of it is first needed.
var library = sync.OnceValue(func() *modules {
	m := &modules{defs: map[string]*ast.Define{}, names: map[string][]string{}}
	files, _ := fs.Glob(stdlib.Files, "*.proto-exp")
	for _, path := range files {
		text, err := fs.ReadFile(stdlib.Files, path)
		if err != nil {
			panic(err)
		}
		file, ds := parse.File(source.New("stdlib/"+path, string(text)))
		if diag.Failed(ds) {
			panic("the standard library does not parse: " + path + ": " + ds[0].Message)
		}
		for _, st := range file.Body.Stmts {
			if d, ok := st.(*ast.Define); ok {
				m.defs[d.Kind+" "+d.Name.Text] = d
				m.names[d.Kind] = append(m.names[d.Kind], d.Name.Text)
			}
		}
	}
	for _, list := range m.names {
		sort.Strings(list)
	}
	return m
})

// modules finds definitions by kind and name.
type modules struct {
	defs  map[string]*ast.Define
	names map[string][]string
}

// reader is the library and the files that a script may use.
type reader struct{ files fs.FS }

func (reader) Define(kind, name string) *ast.Define { return library().defs[kind+" "+name] }
func (reader) Names(kind string) []string           { return library().names[kind] }

func (r reader) File(path string) (*ast.File, []diag.Diagnostic, error) {
	if r.files == nil {
		return nil, nil, errors.New("no files can be used here")
	}
	text, err := fs.ReadFile(r.files, path)
	if err != nil {
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return nil, nil, err
	}
	f, ds := parse.File(source.New(path, string(text)))
	return f, ds, nil
}

// Item is a line of `list`: a preparation, neuron, rule, verb or agent with the first sentence of its documentation.
type Item struct{ Kind, Name, Doc string }

// Library lists what the standard library defines, preparations first.
func Library() []Item {
	var items []Item
	for _, kind := range []string{"circuit", "learner", "neuron", "rule"} {
		for _, name := range library().names[kind] {
			d := library().defs[kind+" "+name]
			shown := kind
			if kind == "circuit" {
				shown = "preparation"
			}
			items = append(items, Item{shown, name, firstSentence(d.Doc)})
			if kind != "circuit" {
				continue
			}
			for _, st := range d.Body.Stmts {
				switch st := st.(type) {
				case *ast.Stimulus:
					items = append(items, Item{"verb", st.Name.Text, firstSentence(st.Doc)})
				case *ast.Define:
					items = append(items, Item{st.Kind, st.Name.Text, firstSentence(st.Doc)})
				case *ast.Effector:
					items = append(items, Item{"effector", st.Name.Text, firstSentence(st.Doc)})
				}
			}
		}
	}
	return items
}

func firstSentence(doc string) string {
	doc = strings.Join(strings.Fields(doc), " ")
	if i := strings.Index(doc, ". "); i >= 0 {
		return doc[:i+1]
	}
	return doc
}
