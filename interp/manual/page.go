// Package manual is the documentation: the language reference, the library, the rules of the critic, the messages, the words of
// the field and the lessons, as pages. It writes no text of its own where the program has one already: pages are made from
// lang.Reference, from what interp explains, and from the examples. They become Markdown, a site of plain HTML that needs no
// network, and text in a terminal.
//
//	err := manual.Write(commands, func(name string, data []byte) error { ... })
package manual

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"protoexp/interp"
	"protoexp/lang/diag"
)

// Page is one page of the documentation.
type Page struct {
	Name  string // of its file, without an ending, and as a topic of help
	Group string // The language, The library, ...
	Title string
	Body  func() string // Markdown, without the title; what is long in the making is made when it is first read
}

// ready is a body that stands there already.
func ready(text string) func() string { return func() string { return text } }

// groups are the parts of the documentation, in order.
var groups = []string{"Start", "The course", "Examples", "The language", "The library", "The critic", "Messages", "The program"}

// Commands is a page about the commands of the program, which the program itself knows.
func Commands(body string) Page {
	return Page{Name: "commands", Group: "The program", Title: "Commands", Body: ready(body)}
}

// pages are all pages but that of the commands. It writes none of the bodies that are long in the making.
var pages = sync.OnceValue(func() []Page {
	list := []Page{start()}
	list = append(list, course()...)
	list = append(list, reference()...)
	return append(list, library()...)
})

// Pages are all pages, part by part.
func Pages(commands Page) (list []Page) {
	for _, g := range groups {
		for _, p := range append(pages()[:len(pages()):len(pages())], commands) {
			if p.Group == g {
				list = append(list, p)
			}
		}
	}
	return list
}

// aliases are other names of pages.
var aliases = map[string]string{"reference": "language", "tutorial": "course", "lessons": "course", "examples": "course", "critic rules": "critic", "rules of the critic": "critic",
	"error codes": "codes", "errors": "codes", "diagnostics": "codes", "verbs": "stimuli", "agents": "drugs", "terms": "glossary", "words": "glossary",
	"circuits": "preparations", "animals": "preparations", "statement": "statements", "hypothesis": "hypotheses", "design": "designs", "unit": "units", "stimulus": "stimuli",
	"drug": "drugs", "model": "models", "command": "commands", "readme": "start", "install": "start"}

// Topic is the text about a topic for a terminal that is so wide: a page, or else what is explained of a name. Without one,
// nearest holds the topics and names that may have been meant.
func Topic(name string, commands Page, width int) (text string, found bool, nearest []string) {
	key := strings.ToLower(strings.Join(strings.Fields(name), " "))
	if to, ok := aliases[key]; ok {
		key = to
	}
	var names []string
	for _, p := range Pages(commands) {
		if strings.ReplaceAll(key, " ", "-") == p.Name {
			return Plain(p, width), true, nil
		}
		names = append(names, p.Name)
	}
	if text, found, nearest = interp.Explain(name); found {
		return text, true, nil
	}
	names = append(names, slices.Sorted(maps.Keys(aliases))...)
	if near := diag.Nearest(key, names); near != "" {
		nearest = append([]string{near}, nearest...)
	}
	return "", false, nearest
}

// Topics are the names of the pages, in order.
func Topics(commands Page) (names []string) {
	for _, p := range Pages(commands) {
		names = append(names, p.Name)
	}
	return names
}
