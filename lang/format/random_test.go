package format

import (
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
)

// vocabulary is what random scripts are made of: enough of everything to break rules in every way.
var vocabulary = strings.Split(`touch|siphon|rest|2h|every|30s|for|x10|x3|x|×3|(|)|[|]|{|}|{ |{`+"\n"+`|}`+"\n"+`|;|;|`+"\n"+`|`+"\n"+`|`+"\n\n"+`|,|:|.|..|+|-|*|/|^|=|==|<|~|->|of|and|not|is|
	"a text"|"never|# comment`+"\n"+`|## doc`+"\n"+`|#|train|group|n|12|auto|expect|primary|let|if|else|when|pair|with|at|+500ms|scatter|over|plan|alpha|0.05|phases|bar|10 A+|
	test A|A|B|neuron|lif|param|var|dv|dt|on|pre|circuit|synapse|LE|L7|rule|omit|repeat|until|max|5|5.|.5|20 %|10 Hz|10  Hz|5 m|'x'|&&|//|§|`+"\t"+`|\|use|allow|no-control|factor|isi|between|print|clamp|-70mV|a.b|f(x)|a[b=c]|  |     `, "|")

func script(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(40) {
		w := vocabulary[r.IntN(len(vocabulary))]
		switch w = strings.TrimPrefix(w, "\n\t"); w {
		case "bar":
			w = "|"
		}
		b.WriteString(w)
		b.WriteString(strings.Repeat(" ", []int{0, 0, 1, 1, 1, 1, 2, 5}[r.IntN(8)]))
	}
	return b.String()
}

// TestRandomScripts formats heaps of words. RANDOM=n makes n heaps.
func TestRandomScripts(t *testing.T) {
	n := 3000
	if s := os.Getenv("RANDOM"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	r := rand.New(rand.NewPCG(1, uint64(n)))
	for i := range n {
		check(t, strconv.Itoa(i), script(r))
		if t.Failed() {
			return
		}
	}
}
