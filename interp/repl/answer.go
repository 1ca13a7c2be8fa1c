package repl

import (
	"context"
	"fmt"
	"math"
	"strings"

	"protoexp/lang/diag"
	"protoexp/lang/token"
	"protoexp/runtime/record"
	"protoexp/runtime/report"
)

// Answer does one entry; a mistake of ours does not end the session.
func (p *Prompt) Answer(ctx context.Context, entry string) (quit bool) {
	ctx, done := p.running.begin(ctx)
	defer done()
	defer func() {
		if r := recover(); r != nil {
			p.strip.End()
			p.mistakes++
			fmt.Fprintf(p.Out, "this is a mistake of ours and not of yours: %v\nseed %d; the animal is as it was before this line, and the session goes on\n", r, p.Session.Seed())
		}
	}()
	p.strip.Options, p.line = p.options(), entry
	p.paper.begin()
	defer p.paper.begin()
	if text := strings.TrimSpace(entry); strings.HasPrefix(text, ":") {
		return p.command(ctx, text)
	}
	p.statements(ctx, typed, entry)
	return false
}

func (p *Prompt) options() report.Options {
	return report.Options{Width: p.width(), Colour: p.Colour && !p.settings.plain}
}

func (p *Prompt) width() int {
	if p.settings.width > 0 {
		return p.settings.width
	}
	return p.Width()
}

// typed is the name of what is typed, in diagnostics.
const typed = "session"

// statements does what is not a command, from the line or a file; it says whether it was done.
func (p *Prompt) statements(ctx context.Context, name, entry string) bool {
	if plain := token.Plain(entry); name == typed && plain != strings.ReplaceAll(entry, "\r\n", "\n") {
		p.note("read as: " + oneLine(plain))
		entry = plain
	}
	before := p.Session.Result().Trials
	r, ds := p.Session.EvalFile(ctx, name, entry)
	if !p.said(entry, r, ds) {
		return false
	}
	p.revised(before)
	p.changed()
	return true
}

// look shows what statements show, and leaves the animal as it is.
func (p *Prompt) look(ctx context.Context, statement string) {
	r, ds := p.Session.Look(ctx, statement)
	p.said(statement, r, ds)
}

// said prints what came of an entry; false where nothing was done.
func (p *Prompt) said(entry string, r *record.Result, ds []diag.Diagnostic) bool {
	p.strip.End()
	p.problems(entry, ds)
	if r == nil {
		return false
	}
	if !r.Partial {
		report.Answers(p.Out, r, p.Session.Result().Reports, p.options())
		return true
	}
	if len(r.Experiments)+len(r.Reports) > 0 { // which took their time
		r.Shown = nil
		report.Answers(p.Out, r, nil, p.options())
		fmt.Fprintln(p.Out, "What stands here is complete, but the experiment was not finished.")
	}
	fmt.Fprintf(p.Out, "stopped: the animal is as it was before this line, at %s\n", report.Time(p.Session.Now()))
	return false
}

func (p *Prompt) note(text string) { fmt.Fprintln(p.Out, p.dim(report.Wrap(text, p.width()))) }

// found prints what the critic says of an experiment.
func (p *Prompt) found(list []diag.Diagnostic) {
	p.strip.End()
	diag.Write(p.Out, list, diag.Style{Colour: p.options().Colour})
}

func (p *Prompt) trial(t record.Trial, _ int, columns []record.Measure) { p.strip.Trial(t, columns) }

// dim is a text in the background.
func (p *Prompt) dim(text string) string {
	if !p.options().Colour {
		return text
	}
	return "\x1b[2m" + text + "\x1b[0m"
}

// revised says which responses were shown as something else before: a later stimulus ended their windows.
func (p *Prompt) revised(before []record.Trial) {
	now := p.Session.Result().Trials
	for i, old := range before {
		if i >= len(now) || len(old.Responses) == 0 || len(now[i].Responses) != len(old.Responses) {
			return
		}
		if a, b := old.Responses[0], now[i].Responses[0]; math.Float64bits(a) != math.Float64bits(b) && report.Number(a) != report.Number(b) {
			p.note(fmt.Sprintf("the response at %s is %s now and not %s: what came next ended its window", report.Time(old.Onset), report.Number(b), report.Number(a)))
		}
	}
}

// changed keeps the session where it can be found again.
func (p *Prompt) changed() {
	p.saved = false
	if p.Keep != "" && p.terminal {
		if err := private(p.Keep, []byte(p.Session.Script())); err != nil {
			p.note(fmt.Sprintf("the session is not kept: %v", err))
			p.Keep = ""
		}
	}
}
