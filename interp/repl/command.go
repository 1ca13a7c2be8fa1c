package repl

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/diag"
)

// command is something to say to the prompt itself.
type command struct {
	name     string // behind the colon
	argument string // as :help shows it; "" for none
	help     string // one line
	words    func(p *Prompt) []string
	do       func(p *Prompt, ctx context.Context, argument string)
}

// commands is the table of all of them, in the order of :help. It is filled in below, since :help reads it.
var commands []command

func init() {
	commands = []command{
		{"help", "[TOPIC]", "what can be said, or what a word means", topics, (*Prompt).help},
		{"doc", "NAME", "all that is known about a name", explainedNames, (*Prompt).doc},
		{"undo", "", "take the last line back, with its time", nil, (*Prompt).undo},
		{"redo", "", "do again what was taken back", nil, (*Prompt).redo},
		{"checkpoint", "[NAME]", "give this moment a name, or list the names", nil, (*Prompt).checkpoint},
		{"back", "NAME", "return the animal to a checkpoint", marks, (*Prompt).back},
		{"branch", "NAME", "a second animal from this state, to go on with: a control", nil, (*Prompt).branch},
		{"animals", "[NAME]", "the animals so far, or go on with another", animals, (*Prompt).animals},
		{"clock", "", "how late it is for the animal", nil, (*Prompt).clock},
		{"circuit", "[FILE.svg]", "the wiring as text, or drawn into a file", files, (*Prompt).circuit},
		{"why", "[LABEL [against LABEL]]", "what changed the response: its mechanisms, held still in turn", labels, (*Prompt).why},
		{"record", "[WHAT [every 10ms]]", "record something from now on, or say what is recorded", owners, (*Prompt).record},
		{"plot", "[WHAT, ...]", "draw responses or traces; alone, all labels", shown, (*Prompt).plot},
		{"table", "[LABEL, ...]", "responses in columns; alone, all trials by all measures", shown, (*Prompt).table},
		{"critic", "[FILE]", "criticise the session as a design; with a file, write the design", files, (*Prompt).critic},
		{"seed", "[N]", "the seed, or set it before anything is done", nil, (*Prompt).seed},
		{"save", "FILE", "write what was done to this animal as a script", files, (*Prompt).save},
		{"load", "FILE", "do what a script says", files, (*Prompt).load},
		{"set", "[NAME VALUE]", "how the prompt behaves", settingWords, (*Prompt).set},
		{"quit", "", "leave", nil, nil},
	}
}

// command does an entry that begins with a colon.
func (p *Prompt) command(ctx context.Context, entry string) (quit bool) {
	name, argument, _ := strings.Cut(strings.TrimLeft(entry, ": \t"), " ")
	c, near := find(name)
	switch {
	case c == nil && near != "":
		p.wrong("there is no command :%s; did you mean :%s?", name, near)
		p.suggest(strings.TrimSpace(":" + near + " " + argument))
	case c == nil:
		p.wrong("there is no command :%s; :help lists them", name)
	case c.do == nil:
		return true
	default:
		argument = strings.TrimSpace(argument)
		if argument == "" && c.argument != "" && !strings.HasPrefix(c.argument, "[") {
			p.wrong("write :%s %s: %s", c.name, c.argument, c.help)
			p.suggest(":" + c.name + " ")
			break
		}
		if argument != "" && c.argument == "" {
			p.wrong("write :%s alone: it takes nothing behind it", c.name)
			p.suggest(":" + c.name)
			break
		}
		c.do(p, ctx, argument)
	}
	return false
}

// find returns a command by its name or the beginning of only one, or else a name that may have been meant.
func find(name string) (found *command, near string) {
	var names []string
	var begun []*command
	for i := range commands {
		c := &commands[i]
		if c.name == name {
			return c, ""
		}
		if name != "" && strings.HasPrefix(c.name, name) {
			begun = append(begun, c)
		}
		names = append(names, c.name)
	}
	if len(begun) == 1 {
		return begun[0], ""
	}
	return nil, diag.Nearest(name, names)
}

// wrong says that a command could not be done.
func (p *Prompt) wrong(format string, args ...any) {
	p.mistakes++
	fmt.Fprintln(p.Out, diag.Printable(fmt.Sprintf(format, args...)))
}

// suggest puts a text into the next line.
func (p *Prompt) suggest(text string) {
	if p.settings.hints {
		p.offer = text
	}
}

// near finishes a sentence about a name that there is not.
func near(name string, names []string) string {
	switch n := diag.Nearest(name, names); {
	case n != "":
		return "; did you mean " + n + "?"
	case len(names) > 0:
		return "; there is " + strings.Join(names, ", ")
	}
	return ""
}

// known says whether one of names is a name, or else says which there are.
func (p *Prompt) known(what, command, name string, names []string) bool {
	if slices.Contains(names, name) {
		return true
	}
	p.wrong("there is no %s %s%s", what, name, near(name, names))
	if n := diag.Nearest(name, names); n != "" {
		p.suggest(":" + command + " " + n)
	}
	return false
}
