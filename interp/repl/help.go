package repl

import (
	"context"
	"fmt"
	"strings"

	"protoexp/interp"
	"protoexp/interp/manual"
)

// help lists what can be said, or shows a topic of the documentation.
func (p *Prompt) help(_ context.Context, topic string) {
	if topic != "" {
		if c, _ := find(strings.TrimPrefix(topic, ":")); c != nil && (strings.HasPrefix(topic, ":") || c.name == topic && !explained(topic)) {
			fmt.Fprintf(p.Out, "%s\n    %s\n", c.usage(), c.help)
			return
		}
		p.topic(topic)
		return
	}
	fmt.Fprint(p.Out, `Write statements as in a script; each is done at once.
  touch siphon x10 every 30s     present a stimulus
  train: touch siphon x5         give trials a label
  rest 2h                        let time pass (it costs nothing)
  print train.drop               show a value
  expect train.last < train[1]   compare values
  peek touch siphon              what the response would be
  apply serotonin dose 10uM for 5min
  experiment "name" { ... }      several animals, as run does it; this one stays as it is
A block goes over several lines: { ... } x3. Tab completes, Ctrl-R searches what was typed before, Ctrl-C stops what runs.

`)
	for _, c := range commands {
		fmt.Fprintf(p.Out, "%-31s %s\n", c.usage(), c.help)
	}
}

// topic shows what `protoexp help` does: a page, or what is explained of a name.
func (p *Prompt) topic(name string) {
	text, found, nearest := manual.Topic(name, program, p.width())
	p.told("help", name, text, found, nearest)
}

func (c command) usage() string { return strings.TrimSpace(":" + c.name + " " + c.argument) }

func explained(name string) bool {
	_, found, _ := interp.Explain(name)
	return found
}

// doc explains a name.
func (p *Prompt) doc(_ context.Context, name string) {
	text, found, nearest := interp.Explain(name)
	p.told("doc", name, text, found, nearest)
}

// told prints what there is about a name, or else which names may have been meant.
func (p *Prompt) told(command, name, text string, found bool, nearest []string) {
	switch {
	case found:
		fmt.Fprintln(p.Out, strings.TrimRight(text, "\n"))
	case len(nearest) > 0:
		p.wrong("there is nothing called %s; did you mean %s?", name, strings.Join(nearest, " or "))
		p.suggest(":" + command + " " + nearest[0])
	default:
		p.wrong("there is nothing called %s", name)
	}
}

// program is the page about the commands of the program, which the prompt does not know.
var program = manual.Commands("`protoexp help` lists the commands of the program, and `:help` those of the prompt.")

func topics(*Prompt) []string { return append(manual.Topics(program), interp.Explained()...) }

func explainedNames(*Prompt) []string { return interp.Explained() }
