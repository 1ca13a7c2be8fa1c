package repl

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"protoexp/lang/diag"
	"protoexp/runtime/page"
	"protoexp/runtime/report"
)

// circuit shows the wiring.
func (p *Prompt) circuit(_ context.Context, file string) {
	wiring := p.Session.Wiring()
	if file == "" {
		report.Wiring(p.Out, wiring, p.options())
		return
	}
	if !strings.HasSuffix(file, ".svg") {
		file += ".svg"
	}
	var b bytes.Buffer
	if err := page.Wiring(&b, wiring); err != nil {
		p.wrong("the circuit cannot be drawn: %v", err)
		return
	}
	p.write(file, b.Bytes(), "", "<svg")
}

// record goes on as the statement; alone it says what is recorded.
func (p *Prompt) record(ctx context.Context, what string) {
	if what != "" {
		if p.statements(ctx, typed, "record "+what) && what != "off" {
			fmt.Fprintf(p.Out, "recorded from now on: %s\n", strings.Join(p.Session.Recording(), ", "))
		}
		return
	}
	if list := p.Session.Recording(); len(list) > 0 {
		fmt.Fprintln(p.Out, strings.Join(list, ", "))
		return
	}
	fmt.Fprintln(p.Out, "nothing is recorded; write :record L7.v, or another name that :circuit shows")
}

// plot draws on a copy of the animal, so that it leaves nothing in the script.
func (p *Prompt) plot(ctx context.Context, what string) {
	if what == "" {
		what = strings.Join(p.Session.Labels(), ", ")
	}
	if what == "" {
		p.wrong("there is no label yet: write train: touch siphon x10, or :plot with the name of something recorded")
		return
	}
	p.look(ctx, "plot "+what)
}

// why says what the difference between two responses is due to; alone, between the last one and the first.
func (p *Prompt) why(ctx context.Context, what string) { p.look(ctx, strings.TrimSpace("why "+what)) }

// table shows labels in columns, or all trials.
func (p *Prompt) table(ctx context.Context, what string) {
	if what != "" {
		p.look(ctx, "table "+what)
		return
	}
	r := *p.Session.Result()
	if len(r.Trials) == 0 {
		fmt.Fprintln(p.Out, "there are no trials yet")
		return
	}
	r.Shown, r.Checks, r.Notes = nil, nil, nil
	report.Trials(p.Out, &r, p.options())
}

// critic criticises the session as a design.
func (p *Prompt) critic(_ context.Context, file string) {
	if len(p.Session.Result().Trials) == 0 {
		fmt.Fprintln(p.Out, "there is no trial yet to say anything about")
		return
	}
	design, r := p.Session.Critique()
	switch {
	case file != "":
		p.write(script(file), []byte(design), "; protoexp check "+script(file)+" criticises it", `experiment "this session"`)
	case len(r.Findings) == 0:
		fmt.Fprintln(p.Out, "the critic finds nothing")
	default:
		diag.Write(p.Out, r.Findings, diag.Style{Colour: p.options().Colour})
		fmt.Fprintln(p.Out, "The places are in the session as an experiment; :critic FILE writes it.")
	}
}

// owners are the names of what can be recorded.
func owners(p *Prompt) []string {
	_, words := p.Session.Complete("record ")
	return words
}

func labels(p *Prompt) []string { return p.Session.Labels() }

// shown are the names that can be plotted.
func shown(p *Prompt) []string { return append(p.Session.Labels(), p.Session.Recording()...) }
