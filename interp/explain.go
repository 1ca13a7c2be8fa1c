package interp

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"protoexp/lang/critic"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
	"protoexp/stdlib"
)

// topic is something that can be explained. Several may share a name: facilitation is a rule and a term of the field.
type topic struct {
	kind, name string
	text       func() string
}

// kinds are the kinds of topics, in the order in which they are listed and explained.
var kinds = []string{"statement", "modifier", "property", "verb", "site", "cell", "part", "agent", "modulator", "effector", "measure", "preparation",
	"neuron", "rule", "summary", "reading", "function", "unit", "critic", "diagnostic", "term", "lesson"}

// topics lists everything that is explained, once.
var topics = sync.OnceValue(func() []topic {
	var list []topic
	for kind, words := range map[string][]word{"statement": statements, "modifier": modifiers, "property": properties, "summary": summaries, "reading": readings, "function": calls} {
		for _, w := range words {
			list = append(list, topic{kind, w.name, func() string { return w.String() }})
		}
	}
	for _, code := range diag.Codes() {
		list = append(list, topic{"diagnostic", code, func() string {
			e, _ := diag.Explain(code)
			return e.String()
		}})
	}
	for _, r := range critic.Rules() {
		list = append(list, topic{"critic", r.Name, r.Text})
	}
	for _, f := range eval.Functions {
		list = append(list, topic{"function", f.Name, func() string { return paragraph("a function", f.Name, f.Doc, "") }})
	}
	for i := range unit.Units {
		u := &unit.Units[i]
		list = append(list, topic{"unit", u.Name, func() string { return explainUnit(u) }})
	}
	for _, l := range Lessons() {
		list = append(list, topic{"lesson", l.Name, l.String})
	}
	list = append(list, glossary()...)
	list = append(list, libraryTopics()...)
	rank := map[string]int{}
	for i, kind := range kinds {
		rank[kind] = i
	}
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].kind != list[j].kind {
			return rank[list[i].kind] < rank[list[j].kind]
		}
		return list[i].name < list[j].name
	})
	return list
})

// plurals name the lists that explain shows too.
var plurals = map[string]string{"statements": "statement", "modifiers": "modifier", "properties": "property", "verbs": "verb", "sites": "site", "cells": "cell",
	"parts": "part", "agents": "agent", "modulators": "modulator", "effectors": "effector", "measures": "measure", "preparations": "preparation", "neurons": "neuron",
	"rules": "rule", "summaries": "summary", "functions": "function", "units": "unit", "critic": "critic", "diagnostics": "diagnostic", "codes": "diagnostic", "terms": "term", "glossary": "term",
	"lessons": "lesson", "examples": "lesson", "course": "lesson"}

// Explain returns the long text about a name: a diagnostic code, a word of the language, a verb, site, cell, part, agent,
// measure, neuron, rule, unit, function or term of the field, or a list such as units. Without one, nearest holds the names
// that may have been meant.
func Explain(name string) (text string, found bool, nearest []string) {
	name = strings.Join(strings.Fields(name), " ")
	if kind := plurals[name]; kind != "" {
		return strings.Join(Names(kind), "\n") + "\n", true, nil
	}
	var texts []string
	loose := plain(name)
	for _, exact := range []bool{true, false} { // units differ by capitals alone: S and s
		for _, t := range topics() {
			if exact && t.name == name || !exact && t.name != name && t.kind != "unit" && plain(t.name) == loose {
				texts = append(texts, strings.TrimRight(t.text(), "\n")+"\n")
			}
		}
	}
	if len(texts) == 0 {
		return "", false, near(name)
	}
	return strings.Join(texts, "\n"), true, nil
}

// plain is a term without capitals and the signs that people leave out or write differently.
func plain(name string) string { return strings.ToLower(joiners.Replace(name)) }

var joiners = strings.NewReplacer("-", " ", "_", " ", "'", "")

// near lists up to five names that are alike, or that a name is the beginning of.
func near(name string) []string {
	var out []string
	add := func(s string) {
		if slices.Contains(out, s) {
			return
		}
		if s != "" && len(out) < 5 {
			out = append(out, s)
		}
	}
	var names []string // in the order of their kinds: of two that are as near, the verb or site comes first
	for _, t := range topics() {
		names = append(names, t.name)
	}
	add(diag.Nearest(name, names))
	for _, n := range names {
		if len(name) >= 3 && strings.Contains(plain(n), plain(name)) {
			add(n)
		}
	}
	return out
}

// Names lists what can be explained: of one kind, or of all with "", each name once, in order.
func Names(kind string) []string {
	seen := map[string]bool{}
	var names []string
	for _, t := range topics() {
		if (kind == "" || t.kind == kind) && !seen[t.name] {
			seen[t.name] = true
			names = append(names, t.name)
		}
	}
	sort.Strings(names)
	return names
}

func (w word) String() string { return paragraph("", w.form, w.text, w.example) }

// paragraph writes a head, what it is, a text and an example.
func paragraph(kind, head, text, example string) string {
	var b strings.Builder
	b.WriteString(head)
	if kind != "" {
		b.WriteString(": " + kind)
	}
	b.WriteString("\n")
	if text != "" {
		b.WriteString("\n" + text + "\n")
	}
	if example != "" {
		b.WriteString("\nExample:\n\n" + indent(example) + "\n")
	}
	return b.String()
}

func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.Trim(text, "\n"), "\n", "\n    ")
}

func explainUnit(u *unit.Unit) string {
	var same []string
	for _, o := range unit.Units {
		if o.Dim == u.Dim {
			same = append(same, o.Name)
		}
	}
	text := fmt.Sprintf("%s. It is %s.", upper(u.Meaning), u.Dim.Describe())
	if len(same) > 1 {
		text += " Units of this kind: " + strings.Join(same, ", ") + "."
	}
	return paragraph("a unit", u.Name, text, "")
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// glossary reads the terms of the field: a line for each, `name, other name: text`.
func glossary() (list []topic) {
	for _, e := range entries(stdlib.Files, "terms.txt") {
		for _, name := range strings.Split(e.name, ", ") {
			list = append(list, topic{"term", name, func() string { return paragraph("", e.name, e.text, "") }})
		}
	}
	return list
}

// Topic is a name with what is explained of it.
type Topic struct{ Name, Text string }

// Topics are all names of a kind with their texts, in order. A name may stand for several things.
func Topics(kind string) (list []Topic) {
	for _, t := range topics() {
		if t.kind == kind {
			list = append(list, Topic{t.name, t.text()})
		}
	}
	return list
}
