package critic

import (
	"reflect"

	"protoexp/lang/ast"
	"protoexp/lang/source"
)

// place is where a statement stands: in a block, as its nth.
type place struct {
	block *ast.Block
	n     int
	over  ast.Stmt // the statement that the block belongs to; nil of a file
}

func (p place) stmt() ast.Stmt { return p.block.Stmts[p.n] }

// path are the blocks around a piece of the script, from the outside to the inside, each with the statement that leads on.
func (s *Study) path(at source.Span) (list []place) {
	if at.File == nil {
		return nil
	}
	block := &ast.Block{Stmts: s.script}
	var over ast.Stmt
	for block != nil {
		next := (*ast.Block)(nil)
		for i, st := range block.Stmts {
			span := st.Span()
			if span.File != at.File || span.Start > at.Start || span.End < at.End {
				continue
			}
			list = append(list, place{block, i, over})
			next, over = inner(st, at)
			break
		}
		block = next
	}
	return list
}

// inner is the block below a statement that holds a piece of the script, with the statement that it is the body of.
func inner(st ast.Stmt, at source.Span) (found *ast.Block, of ast.Stmt) {
	ast.Inspect(st, func(n ast.Stmt) bool {
		if found != nil {
			return false
		}
		span := n.Span()
		if n != st && (span.Start > at.Start || span.End < at.End) {
			return false
		}
		if b, ok := n.(*ast.Block); ok {
			if span.Start < at.Start && at.End < span.End {
				found = b
			}
			return false
		}
		of = n
		return true
	})
	return found, of
}

// body is the block of the group, cell or session in which a condition's acts stand; nil of a row of phases.
func (s *Study) body(c *Condition) (body *ast.Block) {
	at := c.Branch.At
	each(s.script, func(st ast.Stmt) {
		switch st := st.(type) {
		case *ast.Group:
			if st.Name.Span() == at {
				body = st.Body
			}
		case *ast.Each:
			if st.Span().File == at.File && st.Span().Start == at.Start {
				body = st.Body
			}
		}
	})
	if body != nil && len(c.Levels) > len(c.Branch.Factors) {
		each(body.Stmts, func(st ast.Stmt) {
			if w, ok := st.(*ast.Within); ok && w.Body != nil {
				body = w.Body
			}
		})
	}
	return body
}

// owner is the statement of a design that a condition's animals belong to: a group, an each, or a table of phases.
func (s *Study) owner(c *Condition) (owner ast.Stmt) {
	at := c.Branch.At
	each(s.script, func(st ast.Stmt) {
		switch x := st.(type) {
		case *ast.Group:
			if x.Name.Span() == at {
				owner = st
			}
		case *ast.Each:
			if x.Span().File == at.File && x.Span().Start == at.Start {
				owner = st
			}
		case *ast.Phases:
			if span := x.Span(); s.Design.At == span {
				owner = st
			}
		}
	})
	return owner
}

// number is where the number of animals of a condition is written; zero where it is not.
func (s *Study) number(c *Condition) source.Span {
	var n ast.Expr
	switch x := s.owner(c).(type) {
	case *ast.Group:
		n = x.N
	case *ast.Each:
		n = x.N
	case *ast.Phases:
		n = x.N
	}
	if n == nil || reflect.ValueOf(n).IsNil() {
		return source.Span{}
	}
	return n.Span()
}

// statement is the innermost statement of a block that holds a piece of the script: the action with its label.
func (s *Study) statement(at source.Span) (place, bool) {
	path := s.path(at)
	if len(path) == 0 {
		return place{}, false
	}
	return path[len(path)-1], true
}

// common is the innermost block that two paths share, with the statements in it that lead to either.
func common(a, b []place) (x, y place, ok bool) {
	for i := range min(len(a), len(b)) {
		if a[i].block != b[i].block && i > 0 {
			break
		}
		x, y, ok = a[i], b[i], true
		if a[i].n != b[i].n {
			break
		}
	}
	return x, y, ok
}
