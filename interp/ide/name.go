package ide

import (
	"protoexp/lang/ast"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// References are the places of the name at a byte offset that the script itself gives to something: a label, a group, a
// factor, a let, a definition. Names of the library have none.
func (d *Document) References(offset int) (list []source.Span) {
	word, _, ok := d.word(offset)
	if !ok {
		return nil
	}
	if _, own := d.Definition(offset); !own {
		return nil
	}
	for i, t := range d.tokens {
		if t.Type == token.Name && t.Value == word {
			list = append(list, d.span(i))
		}
	}
	return list
}

// Definition is where the script gives the name at a byte offset to something first.
func (d *Document) Definition(offset int) (at source.Span, own bool) {
	word, _, ok := d.word(offset)
	if !ok {
		return at, false
	}
	for _, st := range d.tree.Body.Stmts {
		ast.Inspect(st, func(st ast.Stmt) bool {
			var n ast.Name
			switch st := st.(type) {
			case *ast.Labelled:
				n = st.Label
			case *ast.Group:
				n = st.Name
			case *ast.Factor:
				n = st.Name
			case *ast.Row:
				n = st.Name
			case *ast.Let:
				n = st.Name
			case *ast.Define:
				n = st.Name
			}
			if n.Text == word && !own {
				at, own = n.Span(), true
			}
			return !own
		})
	}
	return at, own
}

// span is the place of a token without the blanks that belong to nothing.
func (d *Document) span(i int) source.Span { return token.Span(d.file, d.tokens, i) }
