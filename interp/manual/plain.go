package manual

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// reader reads Markdown with tables and named headings, and writes its scripts in colours.
var reader = goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithAttribute()),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(coloured{}, 100))))

// Plain is a page as text for a terminal that is so wide.
func Plain(p Page, width int) string {
	source := []byte(p.Body())
	t := &terminal{source: source, width: min(max(width, 40), 100)}
	t.out.WriteString(strings.ToUpper(plainly(p.Title)) + "\n\n")
	for n := reader.Parser().Parse(text.NewReader(source)).FirstChild(); n != nil; n = n.NextSibling() {
		t.block(n, "")
	}
	return strings.TrimRight(t.out.String(), "\n") + "\n"
}

func plainly(s string) string { return strings.ReplaceAll(s, "`", "") }

// terminal writes blocks of Markdown as plain text.
type terminal struct {
	source []byte
	width  int
	out    strings.Builder
}

func (t *terminal) block(n ast.Node, indent string) {
	switch n := n.(type) {
	case *ast.Heading:
		fmt.Fprintf(&t.out, "%s%s\n%s%s\n\n", indent, t.inline(n), indent, strings.Repeat("─", utf8.RuneCountInString(t.inline(n))))
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			t.out.WriteString(strings.TrimRight(indent+"    "+string(line.Value(t.source)), " \n") + "\n")
		}
		t.out.WriteString("\n")
	case *ast.List:
		for item := n.FirstChild(); item != nil; item = item.NextSibling() {
			t.item(item, indent)
		}
		t.out.WriteString("\n")
	case *table.Table:
		t.table(n, indent)
	default:
		t.paragraph(t.inline(n), indent, indent)
		t.out.WriteString("\n")
	}
}

func (t *terminal) item(n ast.Node, indent string) {
	head := indent + "- "
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.(type) {
		case *ast.TextBlock, *ast.Paragraph:
			t.paragraph(t.inline(c), head, indent+"  ")
		default:
			t.block(c, indent+"  ")
		}
		head = indent + "  "
	}
}

// table writes the first cell of each row above what the others say of it.
func (t *terminal) table(n *table.Table, indent string) {
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if _, head := row.(*table.TableHeader); head {
			continue
		}
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			at := indent
			if c != row.FirstChild() {
				at += "    "
			}
			t.paragraph(t.inline(c), at, at)
		}
		t.out.WriteString("\n")
	}
}

// paragraph breaks a text into lines.
func (t *terminal) paragraph(s, first, indent string) {
	for i, part := range strings.Split(s, "\n") {
		line := indent
		if i == 0 {
			line = first
		}
		empty := true
		for _, word := range strings.Fields(part) {
			if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > t.width {
				t.out.WriteString(line + "\n")
				line, empty = indent, true
			}
			if !empty {
				line += " "
			}
			line += word
			empty = false
		}
		t.out.WriteString(line + "\n")
	}
}

// inline is the text of a block; a break that is asked for is a new line.
func (t *terminal) inline(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.WriteString(unescape(string(n.Segment.Value(t.source))))
			switch {
			case n.HardLineBreak():
				b.WriteString("\n")
			case n.SoftLineBreak():
				b.WriteString(" ")
			}
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if s, ok := c.(*ast.Text); ok {
					b.WriteString(strings.ReplaceAll(string(s.Segment.Value(t.source)), `\|`, "|"))
				}
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// unescape takes the backslashes before signs away.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_{}[]()#+-.!<>|~", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
