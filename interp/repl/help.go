package repl

import (
	"context"
	"fmt"
	"strings"

	"protoexp/interp"
)

// help lists what can be said, or explains a topic.
func (p *Prompt) help(ctx context.Context, topic string) {
	if topic != "" {
		if c, _ := find(strings.TrimPrefix(topic, ":")); c != nil && (strings.HasPrefix(topic, ":") || c.name == topic && !explained(topic)) {
			fmt.Fprintf(p.Out, "%s\n    %s\n", c.usage(), c.help)
			return
		}
		p.doc(ctx, topic)
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
A block goes over several lines: { ... } x3. Tab completes, Ctrl-R searches what was typed before, Ctrl-C stops what runs.

`)
	for _, c := range commands {
		fmt.Fprintf(p.Out, "%-31s %s\n", c.usage(), c.help)
	}
}

func (c command) usage() string { return strings.TrimSpace(":" + c.name + " " + c.argument) }

func explained(name string) bool {
	_, found, _ := interp.Explain(name)
	return found
}

// doc explains a name.
func (p *Prompt) doc(_ context.Context, name string) {
	text, found, nearest := interp.Explain(name)
	switch {
	case found:
		fmt.Fprintln(p.Out, strings.TrimRight(text, "\n"))
	case len(nearest) > 0:
		p.wrong("there is nothing called %s; did you mean %s?", name, strings.Join(nearest, " or "))
		p.suggest(":doc " + nearest[0])
	default:
		p.wrong("there is nothing called %s", name)
	}
}

func topics(*Prompt) []string { return interp.Explained() }
