package check

import (
	"fmt"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
)

// Whole is an expression without the place in it: of LE[3].v it is LE.v, and the place is the index. The index is nil
// where the expression names no place.
func Whole(x ast.Expr) (ast.Expr, *ast.Index) {
	switch x := ast.Unparen(x).(type) {
	case *ast.Index:
		if _, ok := x.X.(*ast.Ident); ok {
			return x.X, x
		}
	case *ast.Field:
		if inner, ix := Whole(x.X); ix != nil {
			f := *x
			f.X = inner
			return &f, ix
		}
	}
	return x, nil
}

// Compartments is how many each cell has; 1 of a cell that is one point.
func (p *Population) Compartments() int {
	if p.Model.Cable == nil {
		return 1
	}
	return p.Model.Cable.Compartments()
}

// Lane finds one cell of a population, LE[3]; of a cable one compartment, axon[10], and of several cables one of a cell,
// axon[2, 10]. Of whole cells it is the cell alone. The number counts from 1: cells in order, and in each its compartments.
func (p *Population) Lane(ix *ast.Index, whole bool, number func(ast.Expr) eval.Value, report func(diag.Diagnostic)) (int, bool) {
	var sizes []int
	var like string
	cable := p.Model.Cable != nil && !whole
	switch {
	case cable && p.Cells > 1:
		sizes, like = []int{p.Cells, p.Compartments()}, fmt.Sprintf("write %s[2, 10] for compartment 10 of cell 2", p.Name)
	case cable:
		sizes, like = []int{p.Compartments()}, fmt.Sprintf("write %s[%d] for its end", p.Name, p.Compartments())
	default:
		sizes, like = []int{p.Cells}, fmt.Sprintf("write %s[1] for the first of them", p.Name)
	}
	bad := func(message string) (int, bool) {
		report(diag.Diagnostic{Code: "no-such-cell", Span: ix.Span(), Message: message, Fix: like})
		return 0, false
	}
	if whole && p.Model.Cable != nil && p.Cells == 1 {
		like = fmt.Sprintf("write %s.spikes", p.Name)
		return bad(fmt.Sprintf("an action potential of %s is one at its end, whatever the compartment", p.Name))
	}
	if len(ix.Args) != len(sizes) {
		if cable {
			if p.Cells == 1 {
				return bad(fmt.Sprintf("%s is one cell of %d compartments, and one number says which", p.Name, p.Compartments()))
			}
			return bad(fmt.Sprintf("%s has %d cells of %d compartments, and two numbers say which", p.Name, p.Cells, p.Compartments()))
		}
		return bad(fmt.Sprintf("%s has %d cells, and one number says which", p.Name, p.Cells))
	}
	lane := 0
	for k, a := range ix.Args {
		v := number(a.Value)
		if v.Kind == eval.Unknown {
			return 0, false
		}
		if a.Name != nil || v.Kind != eval.Number || v.Dim != unit.None || v.Num != float64(int(v.Num)) || v.Num < 1 || int(v.Num) > sizes[k] {
			what := "cells"
			if cable && k == len(sizes)-1 {
				what = "compartments"
			}
			return bad(fmt.Sprintf("%s has %d %s, counted from 1", p.Name, sizes[k], what))
		}
		lane = lane*sizes[k] + int(v.Num) - 1
	}
	return lane + 1, true
}
