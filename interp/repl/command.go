package repl

import (
	"fmt"
	"strings"

	"protoexp/interp"
	"protoexp/runtime/report"
)

const help = `Write statements as in a script; each is done at once.
  touch siphon x10 every 30s     present a stimulus
  train: touch siphon x5         give trials a label
  rest 2h                        let time pass (it costs nothing)
  print train.drop               show a value; plot and table show more
  peek touch siphon              what the response would be
  record L7.v                    keep a trace; plot L7.v
A block goes over several lines: { ... } x3

:undo          take the last entry back
:save FILE     write what you did as a script
:time          how late it is for the animal
:labels        the labels so far
:explain NAME  a word, a verb, a rule, a mistake
:quit          leave (or Ctrl-D)
`

// command does an entry that begins with a colon.
func (p *Prompt) command(entry string) (quit bool) {
	word, rest, _ := strings.Cut(entry, " ")
	rest = strings.TrimSpace(rest)
	switch word {
	case ":help", ":h", ":?":
		fmt.Fprint(p.Out, help)
	case ":quit", ":q", ":exit":
		return true
	case ":undo", ":u":
		if p.Session.Undo() {
			fmt.Fprintf(p.Out, "taken back; it is %s\n", report.Time(p.Session.Now()))
		} else {
			fmt.Fprintln(p.Out, "there is nothing to take back")
		}
	case ":save":
		if rest == "" {
			fmt.Fprintln(p.Out, "write :save FILE, such as :save mine.proto-exp")
			break
		}
		if !strings.Contains(rest, ".") {
			rest += ".proto-exp"
		}
		if err := p.Save(rest, p.Session.History()); err != nil {
			fmt.Fprintf(p.Out, "%s was not written: %v\n", rest, err)
			break
		}
		fmt.Fprintf(p.Out, "wrote %s\n", rest)
	case ":time":
		fmt.Fprintln(p.Out, report.Time(p.Session.Now()))
	case ":labels":
		all := *p.Session.Result()
		all.Notes, all.Shown, all.Checks = nil, nil, nil
		report.Brief(p.Out, &all, report.Options{Width: p.Width})
	case ":explain":
		text, found, nearest := interp.Explain(rest)
		switch {
		case found:
			fmt.Fprintln(p.Out, strings.TrimRight(text, "\n"))
		case len(nearest) > 0:
			fmt.Fprintf(p.Out, "there is nothing called %s; did you mean %s?\n", rest, strings.Join(nearest, " or "))
		default:
			fmt.Fprintf(p.Out, "there is nothing called %q\n", rest)
		}
	default:
		fmt.Fprintf(p.Out, "there is no command %s; :help lists them\n", word)
	}
	return false
}
