package timeline

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// A word and a value side by side are a parameter, also where the word is a site: `touch siphon 10 times`, `shock tail 50mA`.
// What was meant is known from the stimulus.

// fillers are words of speech that an action leaves out.
var fillers = []string{"the", "a", "an", "with", "at", "of", "on", "to", "by", "in", "its"}

var capitalCount = regexp.MustCompile(`^[xX][0-9]+$`)

// misread explains the first parameter that the stimulus does not have, if what was meant is plain.
func (w *Walker) misread(a *ast.Act, st *check.Stimulus) (diag.Diagnostic, bool) {
	for _, s := range a.Mods.Params {
		name := s.Path[0]
		if len(s.Path) != 1 || st.Param(name.Text) != nil {
			continue
		}
		d, ok := diag.Diagnostic{Code: "nameless-value", Span: s.Value.Span()}, false
		switch {
		case name.Text == st.Name:
			d.Span, ok = name.Span(), true
			d.Code, d.Message = "unknown-modifier", fmt.Sprintf("%s stands twice", name.Text)
			leaveOut(&d, d.Span)
		case isOne(w.circuit.Sites, name.Text) && st.Site:
			ok = w.stray(&d, a, st, s)
		case isOne(fillers, name.Text) && isOne(w.circuit.Sites, s.Value.Span().Text()):
			d.Span, ok = name.Span(), true
			d.Code, d.Message = "unknown-modifier", fmt.Sprintf("an action is written without `%s`", name.Text)
			leaveOut(&d, d.Span)
		default:
			if word := w.parameterFor(a, st, s.Value); word != "" && diag.Nearest(name.Text, paramNames(st)) == "" {
				d.Span, ok = name.Span(), true
				d.Code, d.Message = "unknown-modifier", fmt.Sprintf("there is no parameter of %s called %s", st.Name, name.Text)
				d.Fix, d.Edits = fmt.Sprintf("write %s %s, if that is meant", word, s.Value.Span().Text()), []diag.Edit{{Span: d.Span, Text: word}}
			}
		}
		if ok {
			return d, true
		}
	}
	return diag.Diagnostic{}, false
}

// stray explains a value behind a site.
func (w *Walker) stray(d *diag.Diagnostic, a *ast.Act, st *check.Stimulus, s ast.Setting) bool {
	text, at := s.Value.Span().Text(), s.Value.Span()
	put := func(fix string) {
		d.Fix, d.Edits = "write "+fix, []diag.Edit{{Span: d.Span, Text: fix}}
	}
	d.Message = fmt.Sprintf("%s has no name here", text)
	switch s.Value.(type) {
	case *ast.Number:
		if t := a.Target; t != nil && isOne([]string{"times", "time", "x", "repeats", "trials"}, t.Span().Text()) {
			d.Span = at.To(t.Span())
		}
		d.Message = "the number of repeats is written with an x"
		put("x" + text)
		return a.Mods.Count == nil
	case *ast.Ident:
		switch {
		case capitalCount.MatchString(text):
			d.Message = "the number of repeats is written with a small x"
			put("x" + text[1:])
		case text[0] == 'x' && w.bound(text[1:]):
			d.Message = "a number of repeats that has a name stands in brackets"
			put("x(" + text[1:] + ")")
		case text == s.Path[0].Text:
			d.Code, d.Message = "unknown-modifier", fmt.Sprintf("%s stands twice", text)
			leaveOut(d, at)
		case isOne(w.circuit.Sites, text):
			d.Code, d.Message = "no-site", fmt.Sprintf("%s is given at one site", st.Name)
			put("; " + st.Name + " " + text)
			d.Fix = "write " + st.Name + " " + s.Path[0].Text + d.Edits[0].Text
		case text == "then":
			d.Code, d.Message = "unknown-modifier", "what follows is a statement of its own"
			d.Fix, d.Edits = "write ; or begin a new line", []diag.Edit{{Span: at, Text: ";"}}
		case isOne(fillers, text):
			d.Code, d.Message = "unknown-modifier", fmt.Sprintf("an action is written without `%s`", text)
			leaveOut(d, at)
		default:
			d.Code, d.Message = "unknown-modifier", fmt.Sprintf("%s knows no `%s`", st.Name, text)
			leaveOut(d, at)
		}
		return true
	}
	word := w.parameterFor(a, st, s.Value)
	if word == "" {
		return false
	}
	put(word + " " + text)
	return true
}

// bound says whether a name has a value here.
func (w *Walker) bound(name string) bool {
	b, f := w.vars.find(name)
	return f != nil && b.act == nil
}

// parameterFor is the word for a value of this unit, if there is one that was not given.
func (w *Walker) parameterFor(a *ast.Act, st *check.Stimulus, x ast.Expr) string {
	if _, isQuantity := x.(*ast.Quantity); !isQuantity {
		return ""
	}
	v := (&eval.Evaluator{Env: w, Report: func(diag.Diagnostic) {}}).Eval(x)
	if v.Kind != eval.Number {
		return ""
	}
	if v.Dim == unit.Time {
		switch {
		case a.Mods.Count != nil && a.Mods.Every == nil:
			return "every"
		case a.Mods.For == nil:
			return "for"
		}
		return ""
	}
	var words []string
	for _, p := range st.Params {
		given := slices.ContainsFunc(a.Mods.Params, func(s ast.Setting) bool { return s.Path[0].Text == p.Name.Text })
		if p.Dim == v.Dim && p.Name.Text != "for" && !given {
			words = append(words, p.Name.Text)
		}
	}
	if len(words) != 1 {
		return ""
	}
	return words[0]
}

// leaveOut proposes to take a word out, with the blank behind it, or before it at the end of a line.
func leaveOut(d *diag.Diagnostic, at source.Span) {
	text := at.File.Text
	if strings.HasPrefix(text[at.End:], " ") {
		at.End++
	} else if strings.HasSuffix(text[:at.Start], " ") {
		at.Start--
	}
	d.Fix, d.Edits = "take it out", []diag.Edit{{Span: at}}
}
