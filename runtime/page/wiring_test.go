package page_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"protoexp/runtime/page"
	"protoexp/runtime/record"
)

// TestWiring draws a circuit with a circle, a loop, a lone cell and names that must be quoted: every part is there once, and
// sites stand left of the cells that they lead to.
func TestWiring(t *testing.T) {
	c := record.Wiring{Name: "a < b & c", Nodes: []record.Node{{Name: "skin"}, {Name: "A", Kind: record.Cells, Size: "x8", Note: "lif"}, {Name: "B", Kind: record.Cells}, {Name: "C", Kind: record.Cells},
		{Name: "lone", Kind: record.Cells}, {Name: "gill", Kind: record.Effector}, {Name: "5-HT", Kind: record.Modulator}},
		Links: []record.Link{{From: 0, To: 1}, {From: 1, To: 2, Synapse: true, Note: "2nA", Rules: []string{"depression", "stdp"}}, {From: 2, To: 3, Synapse: true}, {From: 3, To: 2, Synapse: true},
			{From: 3, To: 3, Synapse: true}, {From: 2, To: 1, Synapse: true, Electrical: true}, {From: 3, To: 5}, {From: 2, To: 6, Note: "1uM a spike"}}}
	var b strings.Builder
	if err := page.Wiring(&b, c); err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(strings.NewReader(b.String())); ; {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v:\n%s", err, b.String())
		}
	}
	for _, want := range []string{">A x8</text>", ">gill</text>", ">5-HT</text>", ">lone</text>", "A to B: 2nA; rules depression, stdp", `class="synapse plastic"`, `class="synapse electrical"`, "a &lt; b &amp; c"} {
		if strings.Count(b.String(), want) != 1 {
			t.Errorf("%q is there %d times", want, strings.Count(b.String(), want))
		}
	}
	at := func(name string) int { return strings.Index(b.String(), ">"+name+"</text>") }
	if place(b.String(), at("skin")) >= place(b.String(), at("A x8")) || place(b.String(), at("A x8")) >= place(b.String(), at("B")) || place(b.String(), at("B")) >= place(b.String(), at("gill")) {
		t.Error(b.String())
	}
	if err := page.Wiring(io.Discard, record.Wiring{Name: "nothing"}); err != nil {
		t.Error(err)
	}
}

// place is the x of a text that ends before an index.
func place(svg string, at int) (x float64) {
	text := svg[strings.LastIndex(svg[:at], `x="`)+3:]
	for _, r := range text[:strings.IndexAny(text, `".`)] {
		x = x*10 + float64(r-'0')
	}
	return x
}
