package parse

import (
	"fmt"
	"strings"

	"protoexp/lang/ast"
)

// settle finds the target among the items of an action; the rest are pairs of a name and its value. An even number of
// items is all pairs; otherwise the first that can be no name of a value is the target.
func (p *parser) settle(items []ast.Expr, m *ast.Mods) (target ast.Expr, err error) {
	for i := 0; i < len(items); i++ {
		x, rest := items[i], len(items)-i
		path := dotted(x)
		known := isParam(x)
		switch {
		case path != nil && rest > 1 && (known || literal(items[i+1]) || (rest%2 == 0 || target != nil) && !isParam(items[i+1])):
			s := ast.Setting{Path: path, Value: items[i+1]}
			s.At = x.Span().To(items[i+1].Span())
			if err := p.setting(s, m); err != nil {
				return nil, err
			}
			i++
		case known:
			return nil, p.wrong(x.Span(), "missing-value", fmt.Sprintf("`%s` has no value", written(path)), "write "+params[written(path)])
		case target == nil:
			target = x
		case path != nil:
			return nil, p.wrong(x.Span(), "missing-value", fmt.Sprintf("`%s` has no value, and %s is the target already", written(path), target.Span().Text()),
				fmt.Sprintf("write %s and its value, or take it out", written(path)))
		default:
			return nil, p.wrong(x.Span(), "nameless-value", fmt.Sprintf("it is not clear what %s is", x.Span().Text()),
				fmt.Sprintf("put its name before it, such as force %s", x.Span().Text()))
		}
	}
	return target, nil
}

// params are modifiers with a value of their own, which are never targets, each with an example.
var params = map[string]string{"force": "force 2g", "current": "current 2nA", "dose": "dose 10uM", "rate": "rate 10Hz", "level": "level 60dB"}

func isParam(x ast.Expr) bool {
	name, ok := x.(*ast.Ident)
	return ok && params[name.Name] != ""
}

func (p *parser) setting(s ast.Setting, m *ast.Mods) error {
	for _, old := range m.Params {
		if written(old.Path) == written(s.Path) {
			return p.wrong(s.At, "modifier-twice", fmt.Sprintf("`%s` is given twice", written(s.Path)), "keep one of the two")
		}
	}
	m.Params = append(m.Params, s)
	return nil
}

func written(path []ast.Name) string {
	var words []string
	for _, n := range path {
		words = append(words, n.Text)
	}
	return strings.Join(words, ".")
}

// dotted is the path of a name or of names joined by points, or nil.
func dotted(x ast.Expr) []ast.Name {
	switch x := x.(type) {
	case *ast.Ident:
		n := ast.Name{Text: x.Name}
		n.At = x.At
		return []ast.Name{n}
	case *ast.Field:
		if path := dotted(x.X); path != nil {
			return append(path, x.Name)
		}
	}
	return nil
}

// literal says whether x can only be the value of the name before it.
func literal(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.Number, *ast.Quantity, *ast.Paren, *ast.Bad:
		return true
	case *ast.Unary:
		return true
	case *ast.Binary:
		return literal(x.X)
	}
	return false
}
