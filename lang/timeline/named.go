package timeline

import (
	"fmt"

	"protoexp/lang/ast"
)

// base follows a verb that names a `let` action to what it stands for, with the modifiers of both; nil after a mistake.
func (w *Walker) base(a *ast.Act) ast.Stmt {
	b, f := w.vars.find(a.Verb.Text)
	if f == nil || b.act == nil {
		return a
	}
	return w.with(b.act, a)
}

// with puts the modifiers of a over an action that it names.
func (w *Walker) with(named ast.Stmt, a *ast.Act) ast.Stmt {
	act, isAct := named.(*ast.Act)
	if !isAct && (a.Target != nil || len(a.Args) > 0) {
		w.fail("misplaced", a.Span(), fmt.Sprintf("%s is more than one stimulus, so it takes no other site or value", a.Verb.Text), "write "+a.Verb.Text+" alone, or with xN and every")
		return nil
	}
	switch x := named.(type) {
	case *ast.Act:
		c := *act
		c.At, c.Mods = a.At, merge(x.Mods, a.Mods)
		if a.Target != nil {
			c.Target = a.Target
		}
		if len(a.Args) > 0 {
			c.Args = append(append([]ast.Arg{}, x.Args...), a.Args...)
		}
		return &c
	case *ast.Pair:
		c := *x
		c.Node, c.Mods = a.Node, merge(x.Mods, a.Mods)
		return &c
	case *ast.Inject:
		c := *x
		c.At, c.Mods = a.At, merge(x.Mods, a.Mods)
		return &c
	case *ast.Fire:
		c := *x
		c.At, c.Mods = a.At, merge(x.Mods, a.Mods)
		return &c
	case *ast.Clamp:
		c := *x
		c.At, c.Mods = a.At, merge(x.Mods, a.Mods)
		return &c
	case *ast.Apply:
		c := *x
		c.At, c.Mods = a.At, merge(x.Mods, a.Mods)
		return &c
	case *ast.Compound:
		c := *x
		c.At, c.Mods = a.At, merge(x.Mods, a.Mods)
		return &c
	case *ast.Omit:
		c := *x
		c.At = a.At
		if c.What = w.with(x.What, a); c.What == nil {
			return nil
		}
		return &c
	case *ast.Peek:
		c := *x
		c.At = a.At
		if c.What = w.with(x.What, a); c.What == nil {
			return nil
		}
		return &c
	}
	if m := a.Mods; m.Count != nil || m.Every != nil || m.For != nil || len(m.Params) > 0 || m.Shuffled {
		w.fail("misplaced", a.Span(), fmt.Sprintf("%s takes no modifiers", a.Verb.Text), "write { "+a.Verb.Text+" } x3")
		return nil
	}
	return named
}

// merge puts later modifiers over earlier ones.
func merge(a, b ast.Mods) ast.Mods {
	if b.For != nil {
		a.For = b.For
	}
	if b.Every != nil {
		a.Every = b.Every
	}
	if b.Count != nil {
		a.Count = b.Count
	}
	a.Shuffled = a.Shuffled || b.Shuffled
	params := append([]ast.Setting{}, a.Params...)
	for _, p := range b.Params {
		replaced := false
		for i := range params {
			if params[i].Path[0].Text == p.Path[0].Text {
				params[i], replaced = p, true
			}
		}
		if !replaced {
			params = append(params, p)
		}
	}
	a.Params = params
	return a
}

// act does a verb: a stimulus, or what a name made by `let` stands for.
func (w *Walker) act(st *ast.Act) {
	switch b := w.base(st).(type) {
	case nil:
	case *ast.Act:
		w.actOf(b)
	default:
		if w.doing[st.Verb.Text] {
			w.fail("circular-let", st.Verb.Span(), fmt.Sprintf("%s does itself, again and again without an end", st.Verb.Text), "take "+st.Verb.Text+" out of its own block; write { ... } x5 to repeat")
			return
		}
		w.doing[st.Verb.Text] = true
		w.statement(b)
		delete(w.doing, st.Verb.Text)
	}
}
