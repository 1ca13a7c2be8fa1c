package lsp

import (
	"protoexp/interp/ide"
	"protoexp/lang/diag"
	"protoexp/lang/source"
)

func reach(d *ide.Document, s source.Span) stretch {
	return stretch{position(d.Position(s.Start)), position(d.Position(s.End))}
}

// severities of diag as the protocol numbers them.
var severities = map[diag.Severity]int{diag.Error: 1, diag.Warning: 2, diag.Info: 3}

func problem(d *ide.Document, uri string, x diag.Diagnostic) diagnostic {
	out := diagnostic{Severity: severities[x.Severity], Code: x.Code, Source: "protoexp", Message: x.Message}
	if x.Why != "" {
		out.Message += "\n" + x.Why
	}
	if x.Fix != "" {
		out.Message += "\nfix: " + x.Fix
	}
	if x.Span.File != nil && x.Span.File.Name == d.Name {
		out.Range = reach(d, x.Span)
	}
	for _, n := range x.Notes {
		if n.Span.File != nil && n.Span.File.Name == d.Name {
			out.Related = append(out.Related, related{location{uri, reach(d, n.Span)}, n.Text})
		}
	}
	return out
}

func (s *server) hover(d *ide.Document, p place) any {
	text, at := d.Hover(d.Offset(ide.Position(p.Position)))
	if text == "" {
		return nil
	}
	return hover{markup{"plaintext", text}, reach(d, at)}
}

func (s *server) completion(d *ide.Document, p place) any {
	items := []item{}
	for _, word := range sorted(d.Complete(d.Offset(ide.Position(p.Position)))) {
		items = append(items, item{word, 6})
	}
	return items
}

func (s *server) definition(d *ide.Document, p place) any {
	at, own := d.Definition(d.Offset(ide.Position(p.Position)))
	if !own {
		return nil
	}
	return location{p.Document.URI, reach(d, at)}
}

func (s *server) references(d *ide.Document, p place) any {
	list := []location{}
	for _, at := range d.References(d.Offset(ide.Position(p.Position))) {
		list = append(list, location{p.Document.URI, reach(d, at)})
	}
	return list
}

func (s *server) rename(d *ide.Document, p place) any {
	edits := []edit{}
	for _, at := range d.References(d.Offset(ide.Position(p.Position))) {
		edits = append(edits, edit{reach(d, at), p.NewName})
	}
	return workspaceEdit{map[string][]edit{p.Document.URI: edits}}
}

// kinds of symbols as the protocol numbers them: a namespace, a class, a field and so on.
var kinds = map[string]int{"experiment": 3, "group": 5, "factor": 10, "label": 8, "definition": 5, "let": 13}

func (s *server) symbols(d *ide.Document, p place) any { return outline(d, d.Symbols()) }

func outline(d *ide.Document, list []ide.Symbol) []symbol {
	out := []symbol{}
	for _, x := range list {
		r := reach(d, x.At)
		name := x.Name
		if name == "" {
			name = x.Detail
		}
		out = append(out, symbol{name, x.Detail, kinds[x.Kind], r, r, outline(d, x.Inner)})
	}
	return out
}

func (s *server) folds(d *ide.Document, p place) any {
	list := []fold{}
	for _, f := range d.Folds() {
		list = append(list, fold{f[0], f[1]})
	}
	return list
}

func (s *server) format(d *ide.Document, p place) any {
	text := d.Format()
	if text == d.Text {
		return []edit{}
	}
	return []edit{{stretch{position{}, position(d.Position(len(d.Text)))}, text}}
}

// actions are the mends of the problems that touch a range.
func (s *server) actions(d *ide.Document, p place) any {
	from, to := d.Offset(ide.Position(p.Range.Start)), d.Offset(ide.Position(p.Range.End))
	list := []action{}
	for _, x := range d.Problems() {
		if len(x.Edits) == 0 || x.Span.Start > to || x.Span.End < from {
			continue
		}
		var edits []edit
		for _, e := range x.Edits {
			edits = append(edits, edit{reach(d, e.Span), e.Text})
		}
		title := x.Fix
		if title == "" {
			title = "mend " + x.Code
		}
		list = append(list, action{title, "quickfix", []diagnostic{problem(d, p.Document.URI, x)}, workspaceEdit{map[string][]edit{p.Document.URI: edits}}})
	}
	return list
}

func (s *server) hints(d *ide.Document, p place) any {
	from, to := d.Offset(ide.Position(p.Range.Start)), d.Offset(ide.Position(p.Range.End))
	list := []hint{}
	for _, h := range d.Hints() {
		if h.Offset >= from && h.Offset <= to {
			list = append(list, hint{position(d.Position(h.Offset)), h.Text, true})
		}
	}
	return list
}
