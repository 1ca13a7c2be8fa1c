package manual

import (
	"regexp"
	"slices"
	"strings"

	"protoexp/lang"
)

var (
	sections = regexp.MustCompile(`(?m)^## (?:\d+\. )?(.*)$`)
	fenced   = regexp.MustCompile("(?ms)^```.*?^```")
	parts    = regexp.MustCompile(`(?m)^\*\*(.*?)\*\*$`)
)

// short are names of pages where the heading is a sentence.
var short = map[string]string{"Lexical rules": "syntax", "Doing things to one animal": "actions", "Experiments": "experiments", "Defining the animal": "definitions",
	"The preparation `aplysia`": "aplysia", "The animal": "circuits-in-detail"}

// reference is the language reference, a page for each section, and for each part of the last one.
func reference() (list []Page) {
	text := lang.Reference
	at := outside(text, sections)
	_, intro, _ := strings.Cut(text[:at[0][0]], "\n")
	list = append(list, Page{Name: "language", Title: "The language", Body: ready(intro)})
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		title, body := text[m[2]:m[3]], text[m[1]:end]
		inner := outside(body, parts)
		if len(inner) == 0 {
			list = append(list, Page{Name: named(title), Title: plainly(title), Body: ready(body)})
			continue
		}
		for k, n := range inner {
			end := len(body)
			if k+1 < len(inner) {
				end = inner[k+1][0]
			}
			list = append(list, Page{Name: named(body[n[2]:n[3]]), Title: body[n[2]:n[3]], Body: ready(body[n[1]:end])})
		}
	}
	for i := range list {
		list[i].Group = "The language"
	}
	return list
}

// outside finds the places that match outside of blocks of code.
func outside(text string, what *regexp.Regexp) (list [][]int) {
	fences := fenced.FindAllStringIndex(text, -1)
	for _, m := range what.FindAllStringSubmatchIndex(text, -1) {
		if !slices.ContainsFunc(fences, func(f []int) bool { return f[0] < m[0] && m[0] < f[1] }) {
			list = append(list, m)
		}
	}
	return list
}

func named(title string) string {
	if s := short[title]; s != "" {
		return s
	}
	return slug(title)
}

// slug is a name as it stands in an address.
func slug(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '-', r == '_':
			b.WriteRune(r)
		case r >= 'A' && r <= 'Z':
			b.WriteString(strings.ToLower(string(r)))
		case r == ' ', r == '.', r == '/':
			b.WriteByte('-')
		}
	}
	return b.String()
}
