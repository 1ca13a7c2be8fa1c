package manual

import (
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"protoexp/interp/ide"
)

// coloured writes blocks of script with the colours of an editor.
type coloured struct{}

// RegisterFuncs takes the place of what writes blocks of code.
func (c coloured) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, c.block)
}

func (coloured) block(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(source))
	}
	text, class, mark := b.String(), "", string(n.(*ast.FencedCodeBlock).Info.Value(source))
	if strings.HasPrefix(mark, "proto-exp") {
		text = spans(text)
	} else {
		text = html.EscapeString(text)
	}
	if mark == "proto-exp wrong" {
		class = ` class="wrong"`
	}
	_, err := w.WriteString("<pre" + class + "><code>" + text + "</code></pre>\n")
	return ast.WalkSkipChildren, err
}

// classes are what the style sheet calls the kinds that have a colour.
var classes = map[ide.Kind]string{ide.Comment: "c", ide.Keyword: "k", ide.Number: "n", ide.Text: "s", ide.Verb: "v", ide.Site: "a", ide.Cell: "a", ide.Part: "a",
	ide.Agent: "a", ide.Modulator: "a", ide.Effector: "a", ide.Label: "l", ide.Group: "l", ide.Factor: "l", ide.Definition: "l", ide.Function: "v"}

// spans is a script as HTML.
func spans(script string) string {
	var b strings.Builder
	at := 0
	for _, c := range ide.Open("block", script, nil).Colours() {
		class := classes[c.Kind]
		if class == "" || c.At.Start < at || c.At.End > len(script) {
			continue
		}
		b.WriteString(html.EscapeString(script[at:c.At.Start]))
		b.WriteString(`<i class="` + class + `">` + html.EscapeString(script[c.At.Start:c.At.End]) + "</i>")
		at = c.At.End
	}
	b.WriteString(html.EscapeString(script[at:]))
	return b.String()
}
