package manual

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"protoexp/runtime/record"
)

var (
	//go:embed site.html
	frame string
	//go:embed site.css
	style []byte
	//go:embed search.js
	script []byte
)

// part is a group of pages as the menu shows it.
type part struct {
	Title string
	Pages []Page
}

// Write writes the documentation: the site into files of their own, and its Markdown below markdown/. The names are relative.
func Write(commands Page, write func(name string, data []byte) error) error {
	t, err := template.New("site").Parse(frame)
	if err != nil {
		return err
	}
	all := Pages(commands)
	var menu []part
	for _, p := range all {
		if len(menu) == 0 || menu[len(menu)-1].Title != p.Group {
			menu = append(menu, part{Title: p.Group})
		}
		menu[len(menu)-1].Pages = append(menu[len(menu)-1].Pages, p)
	}
	front := contents(menu)
	for _, p := range append([]Page{front}, all...) {
		body, err := render(p)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		if err := t.Execute(&b, map[string]any{"Page": p, "Title": plainly(p.Title), "Menu": menu, "Body": template.HTML(body), "Version": record.Version}); err != nil {
			return err
		}
		if err := write(p.Name+".html", b.Bytes()); err != nil {
			return err
		}
		if err := write("markdown/"+p.Name+".md", []byte("# "+p.Title+"\n\n"+strings.TrimLeft(p.Body(), "\n"))); err != nil {
			return err
		}
	}
	index, err := index(all)
	if err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		data []byte
	}{{"index.js", index}, {"search.js", script}, {"site.css", style}} {
		if err := write(f.name, f.data); err != nil {
			return err
		}
	}
	return nil
}

// contents is the first page: what there is.
func contents(menu []part) Page {
	var b strings.Builder
	b.WriteString("protoexp is a language, an interpreter and a live prompt for learning experiments on simulated nervous systems. " +
		"A script says what is done to an animal, when, what is measured and what is expected.\n")
	for _, m := range menu {
		fmt.Fprintf(&b, "\n## %s\n\n", m.Title)
		for _, p := range m.Pages {
			fmt.Fprintf(&b, "- [%s](%s.md)\n", plainly(p.Title), p.Name)
		}
	}
	return Page{Name: "index", Title: "protoexp", Body: ready(b.String())}
}

var links = regexp.MustCompile(`href="([\w-]+)\.md(#[\w-]+)?"`)

// render is the body of a page as HTML.
func render(p Page) (string, error) {
	var b bytes.Buffer
	if err := reader.Convert([]byte(p.Body()), &b); err != nil {
		return "", fmt.Errorf("%s: %w", p.Name, err)
	}
	return links.ReplaceAllString(b.String(), `href="$1.html$2"`), nil
}

// entry is something that can be found: a page, or a heading on it, with the words below.
type entry struct {
	Title string `json:"t"`
	Page  string `json:"p"`
	URL   string `json:"u"`
	Text  string `json:"x"`
}

// index is what the search looks through, as a script: a page that is opened as a file can read no other way.
func index(all []Page) ([]byte, error) {
	var list []entry
	for _, p := range all {
		source := []byte(p.Body())
		t := &terminal{source: source, width: 1 << 20}
		now := entry{Title: plainly(p.Title), Page: p.Group, URL: p.Name + ".html"}
		flush := func() {
			now.Text = strings.Join(strings.Fields(t.out.String()), " ")
			list = append(list, now)
			t.out.Reset()
		}
		for n := reader.Parser().Parse(text.NewReader(source)).FirstChild(); n != nil; n = n.NextSibling() {
			h, ok := n.(*ast.Heading)
			if !ok {
				t.block(n, "")
				continue
			}
			flush()
			now = entry{Title: t.inline(h), Page: plainly(p.Title), URL: p.Name + ".html"}
			if id, ok := h.AttributeString("id"); ok {
				now.URL += fmt.Sprintf("#%s", id)
			}
		}
		flush()
	}
	data, err := json.Marshal(list)
	return append(append([]byte("const documentation = "), data...), ";\n"...), err
}
