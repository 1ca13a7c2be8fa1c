package ide

import (
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// Symbol is something in a script that has a name.
type Symbol struct {
	Name, Detail string
	Kind         string // experiment, group, factor, label, definition, let
	At           source.Span
	Inner        []Symbol
}

// Symbols are the named parts of a script, one inside the other.
func (d *Document) Symbols() []Symbol { return symbols(d.tree.Body) }

func symbols(b *ast.Block) (list []Symbol) {
	if b == nil {
		return nil
	}
	for _, st := range b.Stmts {
		switch st := st.(type) {
		case *ast.Experiment:
			list = append(list, Symbol{st.Title, "experiment", "experiment", st.Span(), symbols(st.Body)})
		case *ast.Phases:
			list = append(list, Symbol{st.Title, "phases", "experiment", st.Span(), symbols(st.Body)})
		case *ast.Sweep:
			list = append(list, Symbol{"sweep", "sweep", "experiment", st.Span(), symbols(st.Body)})
		case *ast.Group:
			list = append(list, Symbol{st.Name.Text, "group", "group", st.Span(), symbols(st.Body)})
		case *ast.Factor:
			list = append(list, Symbol{st.Name.Text, "factor", "factor", st.Span(), nil})
		case *ast.Each:
			list = append(list, Symbol{"each", "cells", "group", st.Span(), symbols(st.Body)})
		case *ast.Within:
			list = append(list, Symbol{"within " + st.Factor.Text, "sessions", "group", st.Span(), symbols(st.Body)})
		case *ast.Row:
			list = append(list, Symbol{st.Name.Text, "row", "group", st.Span(), nil})
		case *ast.Labelled:
			list = append(list, Symbol{st.Label.Text, strings.Join(strings.Fields(st.Stmt.Span().Text()), " "), "label", st.Span(), nil})
		case *ast.Let:
			list = append(list, Symbol{st.Name.Text, "let", "let", st.Span(), nil})
		case *ast.Define:
			list = append(list, Symbol{st.Name.Text, st.Kind, "definition", st.Span(), nil})
		case *ast.Compound:
			list = append(list, symbols(st.Body)...)
		case *ast.When:
			list = append(list, symbols(st.Then)...)
		case *ast.If:
			list = append(list, symbols(st.Then)...)
		}
	}
	return list
}

// Beginning is the place of the first statement.
func (d *Document) Beginning() (at source.Span, ok bool) {
	for _, st := range d.tree.Body.Stmts {
		return st.Span(), true
	}
	return at, false
}

// Folds are the lines (from 0) of blocks that span several.
func (d *Document) Folds() (list [][2]int) {
	var open []int
	for _, t := range d.tokens {
		switch {
		case token.Is(&t, "{"):
			open = append(open, d.Position(t.Pos.Offset).Line)
		case token.Is(&t, "}") && len(open) > 0:
			from, to := open[len(open)-1], d.Position(t.Pos.Offset).Line
			open = open[:len(open)-1]
			if to > from {
				list = append(list, [2]int{from, to})
			}
		}
	}
	return list
}
