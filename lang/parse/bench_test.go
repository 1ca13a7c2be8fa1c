package parse

import (
	"testing"

	"protoexp/lang/ast"
	"protoexp/lang/source"
)

// BenchmarkGrammar is what it takes to read the first statement of a kind.
func BenchmarkGrammar(b *testing.B) {
	for b.Loop() {
		production[ast.Synapse](grammars.New().(*grammar))
	}
}

func BenchmarkScripts(b *testing.B) {
	var files []*source.File
	size := 0
	for name, text := range scripts(b) {
		files = append(files, source.New(name, text))
		size += len(text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, f := range files {
			File(f)
		}
	}
}
