package manual

import (
	"fmt"
	"strings"
	"sync"

	"protoexp/interp"
)

// collection is a page that lists everything of some kinds, each with its text.
type collection struct {
	name, group, title, intro string
	kinds                     []string
}

var collections = []collection{
	{"statements", "The language", "Statements", "Every line begins with a statement word, a verb of the animal, or a label.", []string{"statement"}},
	{"modifiers", "The language", "Modifiers", "They go on with an action, in any order.", []string{"modifier"}},
	{"properties", "The language", "Properties", "They say something of a definition.", []string{"property"}},
	{"readings", "The language", "What can be read", "What labels, traces and connections answer.", []string{"summary", "reading"}},
	{"functions", "The language", "Functions", "They stand in expressions and in equations.", []string{"function"}},
	{"stimuli", "The library", "Stimuli", "The verbs of the preparations, and where they can be given.", []string{"verb", "site"}},
	{"drugs", "The library", "Drugs and modulators", "What can be applied to the bath, and what cells release.", []string{"agent", "modulator"}},
	{"anatomy", "The library", "Anatomy", "The cells, parts, muscles and measures of the preparations.", []string{"cell", "part", "effector", "measure"}},
	{"preparations", "The library", "Preparations", "The animals, and the rivals with another cause for what is seen.", []string{"preparation"}},
	{"neurons", "The library", "Models of neurons", "Each is written in the language itself.", []string{"neuron"}},
	{"rules", "The library", "Rules of plasticity", "How a synapse changes with what passes through it.", []string{"rule"}},
	{"glossary", "The library", "Words of the field", "", []string{"term"}},
	{"critic", "The critic", "Rules of the critic", "The critic reads a design before it is run. Each rule says what it looks at, why it matters, and how it can be wrong.", []string{"critic"}},
	{"codes", "Messages", "Error codes", "Every message has a code. `protoexp explain CODE` shows what stands here.", []string{"diagnostic"}},
}

// kindNames say what an entry is, where a page has several kinds.
var kindNames = map[string]string{"verb": "verb", "site": "site", "agent": "drug", "modulator": "modulator", "cell": "cells", "part": "part", "effector": "effector", "measure": "measure"}

// library is a page for each collection, and one that lists all models.
func library() (list []Page) {
	for _, c := range collections {
		list = append(list, Page{Name: c.name, Group: c.group, Title: c.title, Body: sync.OnceValue(c.body)})
	}
	return append(list, units(), Page{Name: "models", Group: "The library", Title: "Models", Body: sync.OnceValue(models)})
}

func (c collection) body() string {
	var b strings.Builder
	if c.intro != "" {
		b.WriteString(c.intro + "\n\n")
	}
	seen := map[string]bool{}
	for _, kind := range c.kinds {
		for _, t := range interp.Topics(kind) {
			head := t.Name
			if len(c.kinds) > 1 && kindNames[kind] != "" {
				head += " (" + kindNames[kind] + ")"
			}
			id := slug(t.Name)
			for seen[id] {
				id += "-" + slug(kind)
			}
			seen[id] = true
			fmt.Fprintf(&b, "## %s {#%s}\n\n%s\n", Escape(head), id, markdown(t.Text, t.Name))
		}
	}
	return b.String()
}

// models lists what animals are built of, a line each.
func models() string {
	var b strings.Builder
	b.WriteString("All of them are written in the language itself.\n")
	last := ""
	for _, it := range interp.Library() {
		page := map[string]string{"preparation": "preparations", "learner": "preparations", "neuron": "neurons", "rule": "rules"}[it.Kind]
		if page == "" {
			continue
		}
		if it.Kind != last {
			fmt.Fprintf(&b, "\n## %ss\n\n", upper(it.Kind))
			last = it.Kind
		}
		fmt.Fprintf(&b, "- [%s](%s.md#%s): %s\n", Escape(it.Name), page, slug(it.Name), Escape(it.Doc))
	}
	return b.String()
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
