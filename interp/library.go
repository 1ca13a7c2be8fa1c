package interp

import (
	"errors"
	"io"
	"io/fs"
	"slices"
	"sort"
	"strings"
	"sync"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/parse"
	"protoexp/lang/source"
	"protoexp/lang/token"
	"protoexp/stdlib"
)

// library is the index of the standard library. A file is parsed when something of it is first needed.
var library = sync.OnceValue(func() *modules {
	m := &modules{files: map[string]func() map[string]*ast.Define{}, names: map[string][]string{}}
	files, _ := fs.Glob(stdlib.Files, "*.proto-exp")
	for _, path := range files {
		data, err := fs.ReadFile(stdlib.Files, path)
		if err != nil {
			panic(err)
		}
		text := string(data)
		file := sync.OnceValue(func() map[string]*ast.Define { return m.parse(path, text) })
		for line := range strings.Lines(text) {
			inside := strings.TrimLeft(line, " ")
			kind, name, _ := strings.Cut(inside, " ")
			name, _, _ = strings.Cut(name, " ")
			switch {
			case inside != line && kind != "modulator" && kind != "agent", !slices.Contains(definitions, kind):
				continue
			case inside == line:
				m.files[kind+" "+name] = file
			}
			m.names[kind] = append(m.names[kind], name)
		}
	}
	for kind, list := range m.names {
		sort.Strings(list)
		m.names[kind] = slices.Compact(list)
	}
	return m
})

// definitions are the words that begin a definition, at the start of a line.
var definitions = []string{"neuron", "rule", "modulator", "agent", "circuit", "learner"}

// modules finds definitions by kind and name.
type modules struct {
	files map[string]func() map[string]*ast.Define // of "kind name", what its file defines
	names map[string][]string                      // by kind, sorted; modulators and agents are those of all circuits
}

// parse reads a file of the library. What it defines must be in the index.
func (m *modules) parse(path, text string) map[string]*ast.Define {
	defs := map[string]*ast.Define{}
	file, ds := parse.File(source.New("stdlib/"+path, text))
	if diag.Failed(ds) {
		panic("the standard library does not parse: " + path + ": " + ds[0].Message)
	}
	for _, st := range file.Body.Stmts {
		if d, ok := st.(*ast.Define); ok {
			key := d.Kind + " " + d.Name.Text
			if m.files[key] == nil {
				panic("the standard library: " + path + ": the line of a definition begins with its kind and its name: " + key)
			}
			defs[key] = d
		}
	}
	return defs
}

// define finds a definition, or nil.
func (m *modules) define(kind, name string) *ast.Define {
	file := m.files[kind+" "+name]
	if file == nil {
		return nil
	}
	return file()[kind+" "+name]
}

// reader is the library and the files that a script may use.
type reader struct{ files fs.FS }

func (reader) Define(kind, name string) *ast.Define { return library().define(kind, name) }
func (reader) Names(kind string) []string           { return library().names[kind] }
func (reader) Substances() []string {
	return append(append([]string{}, library().names["modulator"]...), library().names["agent"]...)
}

func (r reader) File(path string) (*ast.File, []diag.Diagnostic, error) {
	if r.files == nil {
		return nil, nil, errors.New("no files can be used here")
	}
	in, err := r.files.Open(path)
	if err != nil {
		return nil, nil, inner(err)
	}
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, 2*token.Limit)) // the scanner refuses what is longer than it reads
	if err != nil {
		return nil, nil, inner(err)
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
			d := library().define(kind, name)
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
