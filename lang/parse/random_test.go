package parse

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"protoexp/lang/source"
	"protoexp/lang/token"
)

// TestRandomScripts parses scripts with words lost, doubled and put where they do not belong. RANDOM=n parses n of them.
func TestRandomScripts(t *testing.T) {
	n := 5000
	if s := os.Getenv("RANDOM"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	texts := scripts(t)
	for _, dir := range []string{"golden", "marked"} {
		paths, _ := filepath.Glob("testdata/" + dir + "/*")
		for _, path := range paths {
			text, _ := os.ReadFile(path)
			texts[path] = string(text)
		}
	}
	var words []string
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		text := texts[name]
		f := source.New("", text)
		tokens, _ := token.Scan(f)
		for i := range tokens {
			words = append(words, token.Span(f, tokens, i).Text())
		}
		lines = append(lines, strings.SplitAfter(text, "\n")...)
	}
	r := rand.New(rand.NewPCG(2, uint64(n)))
	for range n {
		var b strings.Builder
		for range 1 + r.IntN(6) {
			line := lines[r.IntN(len(lines))]
			f := source.New("", line)
			tokens, _ := token.Scan(f)
			for i := range tokens {
				switch r.IntN(12) {
				case 0:
				case 1:
					b.WriteString(words[r.IntN(len(words))])
				case 2:
					b.WriteString(words[r.IntN(len(words))])
					fallthrough
				default:
					b.WriteString(token.Span(f, tokens, i).Text())
				}
			}
		}
		if parsed(t, b.String()); t.Failed() {
			t.Fatalf("%q", b.String())
		}
	}
}
