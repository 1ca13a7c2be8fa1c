package lsp

import (
	"github.com/sourcegraph/jsonrpc2"

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

func (s *server) hover(d *ide.Document, p place) (any, error) {
	text, at := d.Hover(d.Offset(ide.Position(p.Position)))
	if text == "" {
		return nil, nil
	}
	return hover{markup{"plaintext", text}, reach(d, at)}, nil
}

// itemKinds are kinds of words as the protocol numbers those of candidates: a variable where there is none.
var itemKinds = [...]int{ide.Plain: 6, ide.Comment: 1, ide.Keyword: 14, ide.Number: 12, ide.Text: 1, ide.Operator: 24, ide.Verb: 3, ide.Site: 20, ide.Cell: 7, ide.Part: 20,
	ide.Agent: 21, ide.Modulator: 21, ide.Effector: 22, ide.Label: 6, ide.Group: 9, ide.Factor: 25, ide.Value: 6, ide.Definition: 7, ide.Parameter: 10, ide.Field: 5, ide.Function: 3}

func (s *server) completion(d *ide.Document, p place) (any, error) {
	items := []item{}
	for _, c := range d.Complete(d.Offset(ide.Position(p.Position))) {
		items = append(items, item{c.Word, itemKinds[c.Kind], c.Detail})
	}
	return items, nil
}

func (s *server) definition(d *ide.Document, p place) (any, error) {
	at, own := d.Definition(d.Offset(ide.Position(p.Position)))
	if !own {
		return nil, nil
	}
	return location{p.Document.URI, reach(d, at)}, nil
}

func (s *server) references(d *ide.Document, p place) (any, error) {
	list := []location{}
	for _, at := range d.References(d.Offset(ide.Position(p.Position))) {
		list = append(list, location{p.Document.URI, reach(d, at)})
	}
	return list, nil
}

func (s *server) highlights(d *ide.Document, p place) (any, error) {
	list := []highlight{}
	for _, at := range d.References(d.Offset(ide.Position(p.Position))) {
		list = append(list, highlight{reach(d, at)})
	}
	return list, nil
}

// renamed is the place of the name that can be renamed, if there is one.
func (s *server) renamed(d *ide.Document, p place) (any, error) {
	at, own := d.Renames(d.Offset(ide.Position(p.Position)))
	if !own {
		return nil, nil
	}
	return reach(d, at), nil
}

func (s *server) rename(d *ide.Document, p place) (any, error) {
	list, err := d.Rename(d.Offset(ide.Position(p.Position)), p.NewName)
	if err != nil {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
	}
	return workspaceEdit{map[string][]edit{p.Document.URI: edits(d, list)}}, nil
}

func (s *server) signature(d *ide.Document, p place) (any, error) {
	x, found := d.Signature(d.Offset(ide.Position(p.Position)))
	if !found {
		return nil, nil
	}
	out := signature{Label: x.Label, Doc: x.Doc, Params: []signaturePart{}}
	label := ide.Lines(x.Label)
	for _, part := range x.Params {
		out.Params = append(out.Params, signaturePart{[2]int{label.Position(part.Start).Character, label.Position(part.End).Character}, part.Doc})
	}
	if x.Active >= 0 {
		out.Active = &x.Active
	}
	return signatures{[]signature{out}, 0}, nil
}

// kinds of symbols as the protocol numbers them: a namespace, a class, a field and so on.
var kinds = map[string]int{"experiment": 3, "group": 5, "factor": 10, "label": 8, "definition": 5, "let": 13}

func (s *server) symbols(d *ide.Document, p place) (any, error) { return outline(d, d.Symbols()), nil }

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

func (s *server) folds(d *ide.Document, p place) (any, error) {
	list := []fold{}
	for _, f := range d.Folds() {
		list = append(list, fold{f[0], f[1]})
	}
	return list, nil
}

func edits(d *ide.Document, list []diag.Edit) []edit {
	out := []edit{}
	for _, e := range list {
		out = append(out, edit{reach(d, e.Span), e.Text})
	}
	return out
}

func (s *server) format(d *ide.Document, p place) (any, error) { return edits(d, d.Format()), nil }

func (s *server) formatRange(d *ide.Document, p place) (any, error) {
	return edits(d, d.FormatRange(d.Offset(ide.Position(p.Range.Start)), d.Offset(ide.Position(p.Range.End)))), nil
}

func (s *server) actions(d *ide.Document, p place) (any, error) {
	list := []action{}
	for _, a := range d.Actions(d.Offset(ide.Position(p.Range.Start)), d.Offset(ide.Position(p.Range.End))) {
		x := action{Title: a.Title, Kind: a.Kind, Edit: workspaceEdit{map[string][]edit{p.Document.URI: edits(d, a.Edits)}}}
		if a.Of != nil {
			x.Diagnostics = []diagnostic{problem(d, p.Document.URI, *a.Of)}
		}
		list = append(list, x)
	}
	return list, nil
}

func (s *server) hints(d *ide.Document, p place) (any, error) {
	from, to := d.Offset(ide.Position(p.Range.Start)), d.Offset(ide.Position(p.Range.End))
	list := []hint{}
	for _, h := range d.Hints() {
		if h.Offset >= from && h.Offset <= to {
			list = append(list, hint{position(d.Position(h.Offset)), h.Text, true})
		}
	}
	return list, nil
}
