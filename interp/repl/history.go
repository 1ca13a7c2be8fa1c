package repl

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"protoexp/lang/token"
	"protoexp/runtime/report"
)

// at says where the animal is in time.
func (p *Prompt) at() string { return report.Time(p.Session.Now()) }

func (p *Prompt) undo(ctx context.Context, _ string) {
	last := p.last()
	switch {
	case p.Session.Undo(ctx):
		fmt.Fprintf(p.Out, "it is %s again; taken back: %s\n", p.at(), last)
		p.changed()
	case ctx.Err() != nil:
		p.stopped()
	default:
		p.wrong("there is nothing to take back")
	}
}

// last is what undo would take back.
func (p *Prompt) last() string {
	if entry := brief(p.Session.Last()); entry != "" {
		return entry
	}
	return "the return to a checkpoint"
}

// brief is the beginning of an entry.
func brief(entry string) string {
	r := []rune(oneLine(entry))
	if len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return string(r)
}

func (p *Prompt) redo(ctx context.Context, _ string) {
	switch {
	case p.Session.Redo(ctx):
		fmt.Fprintf(p.Out, "it is %s; done again: %s\n", p.at(), p.last())
		p.changed()
	case ctx.Err() != nil:
		p.stopped()
	default:
		p.wrong("nothing was taken back that could be done again")
	}
}

func (p *Prompt) stopped() { fmt.Fprintf(p.Out, "stopped: the animal stays at %s\n", p.at()) }

func (p *Prompt) checkpoint(_ context.Context, name string) {
	switch {
	case name == "" && len(p.Session.Marks()) == 0:
		fmt.Fprintln(p.Out, "no moment has a name yet: write :checkpoint NAME")
	case name == "":
		fmt.Fprintln(p.Out, strings.Join(p.Session.Marks(), ", "))
	case p.named(name):
		p.Session.Mark(name)
		fmt.Fprintf(p.Out, "%s is this moment, %s; :back %s returns to it\n", name, p.at(), name)
	}
}

func (p *Prompt) back(ctx context.Context, name string) {
	switch {
	case !p.known("checkpoint", "back", name, p.Session.Marks()):
	case p.Session.Back(ctx, name):
		fmt.Fprintf(p.Out, "it is %s, as at %s; :undo returns\n", p.at(), name)
		p.changed()
	default:
		p.stopped()
	}
}

func (p *Prompt) branch(_ context.Context, name string) {
	if !p.named(name) {
		return
	}
	from := p.here()
	if !p.Session.Branch(name) {
		p.wrong("there is an animal %s already: :animals %s goes on with it", name, name)
		p.suggest(":animals " + name)
		return
	}
	fmt.Fprintf(p.Out, "%s is a copy of %s at %s; :animals %s returns to the other\n", name, from, p.at(), from)
}

func (p *Prompt) animals(_ context.Context, name string) {
	if name != "" {
		if p.known("animal", "animals", name, animals(p)) {
			p.Session.Switch(name)
			fmt.Fprintf(p.Out, "%s, at %s\n", name, p.at())
		}
		return
	}
	for _, a := range p.Session.Animals() {
		mark := " "
		if a.Here {
			mark = "*"
		}
		last := "nothing was done to it"
		if n := len(a.Entries); n > 0 {
			last = brief(a.Entries[n-1])
		}
		response := ""
		if t := a.Last; t != nil && len(t.Responses) > 0 {
			response = strings.TrimSpace(t.Label + " " + report.Number(t.Responses[0]))
		}
		fmt.Fprintf(p.Out, "%s %-12s %-12s %-16s %s\n", mark, a.Name, report.Time(a.Now), response, last)
	}
}

func (p *Prompt) clock(context.Context, string) {
	fmt.Fprintf(p.Out, "%s since the beginning", p.at())
	if days := p.Session.Now() / 86400e9; days > 0 {
		fmt.Fprintf(p.Out, ", in day %d", days+1)
	}
	fmt.Fprintln(p.Out)
}

// here is the name of the animal that is being explored.
func (p *Prompt) here() string {
	for _, a := range p.Session.Animals() {
		if a.Here {
			return a.Name
		}
	}
	return ""
}

var (
	plainName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)
	repeat    = regexp.MustCompile(`^x[0-9]+$`)
)

// named says whether a name can be given.
func (p *Prompt) named(name string) bool {
	if !plainName.MatchString(name) || repeat.MatchString(name) || token.Reserved[name] {
		p.wrong("a name is one word of letters, digits and _, and no word of the language: %s is none", name)
		return false
	}
	return true
}

func marks(p *Prompt) []string { return p.Session.Marks() }

func animals(p *Prompt) (names []string) {
	for _, a := range p.Session.Animals() {
		names = append(names, a.Name)
	}
	return names
}
