package ast

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Outline writes a tree as indented text without places: two scripts that mean the same have the same outline. Goldens
// hold it, and the formatter is tested with it.
func Outline(b *Block) string {
	var w strings.Builder
	outlineBlock(&w, b, 0)
	return w.String()
}

func outlineBlock(w *strings.Builder, b *Block, depth int) {
	for _, s := range b.Stmts {
		outlineStmt(w, s, depth)
	}
}

// outlineStmt writes a statement's kind and simple fields on one line, and its statements and blocks below.
func outlineStmt(w *strings.Builder, s Stmt, depth int) {
	if b, ok := s.(*Block); ok {
		outlineBlock(w, b, depth)
		return
	}
	v := reflect.ValueOf(s).Elem()
	fmt.Fprintf(w, "%s%s", strings.Repeat("  ", depth), v.Type().Name())
	var below []func()
	for i := range v.NumField() {
		name, f := v.Type().Field(i).Name, v.Field(i)
		if name == "Node" || f.IsZero() {
			continue
		}
		switch x := f.Interface().(type) {
		case Expr: // has the methods of a Stmt, too
			fmt.Fprintf(w, " %s=%s", name, Sexpr(x))
		case *Name:
			fmt.Fprintf(w, " %s=%s", name, x.Text)
		case *Block:
			below = append(below, func() { outlineBelow(w, name, x, depth) })
		case []*Block:
			for _, b := range x {
				below = append(below, func() { outlineBelow(w, name, b, depth) })
			}
		case []Stmt:
			for _, s := range x {
				below = append(below, func() { outlineBelow(w, name, s, depth) })
			}
		case *Act:
			below = append(below, func() { outlineBelow(w, name, x, depth) })
		case []*Act:
			for _, a := range x {
				below = append(below, func() { outlineBelow(w, name, a, depth) })
			}
		case Stmt:
			below = append(below, func() { outlineBelow(w, name, x, depth) })
		default:
			fmt.Fprintf(w, " %s=%s", name, outlineValue(f))
		}
	}
	w.WriteByte('\n')
	for _, f := range below {
		f()
	}
}

func outlineBelow(w *strings.Builder, name string, s Stmt, depth int) {
	fmt.Fprintf(w, "%s.%s\n", strings.Repeat("  ", depth), name)
	outlineStmt(w, s, depth+1)
}

// outlineValue writes a field's value on one line.
func outlineValue(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case Expr:
		return Sexpr(x)
	case Name:
		return x.Text
	case Arg:
		if x.Name == nil {
			return Sexpr(x.Value)
		}
		return x.Name.Text + "=" + Sexpr(x.Value)
	case string:
		return strconv.Quote(x)
	}
	switch v.Kind() {
	case reflect.Pointer:
		return outlineValue(v.Elem())
	case reflect.Slice:
		var parts []string
		for i := range v.Len() {
			parts = append(parts, outlineValue(v.Index(i)))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case reflect.Struct:
		var parts []string
		for i := range v.NumField() {
			if n := v.Type().Field(i).Name; n != "Node" && !v.Field(i).IsZero() {
				parts = append(parts, n+"="+outlineValue(v.Field(i)))
			}
		}
		return "{" + strings.Join(parts, " ") + "}"
	}
	return fmt.Sprint(v.Interface())
}

// Sexpr writes an expression with every operator in front: 50% of a.b is (of 50% (. a b)).
func Sexpr(x Expr) string {
	all := func(head string, args []Arg) string {
		for _, a := range args {
			head += " "
			if a.Name != nil {
				head += a.Name.Text + "="
			}
			head += Sexpr(a.Value)
		}
		return "(" + head + ")"
	}
	switch x := x.(type) {
	case nil:
		return "nil"
	case *Number:
		return strconv.FormatFloat(x.Value, 'g', -1, 64)
	case *Quantity:
		return fmt.Sprintf("%s<%s %s>", strings.ReplaceAll(x.Text, " ", ""), strconv.FormatFloat(x.Value.Value, 'g', -1, 64), x.Value.Dim)
	case *Text:
		return strconv.Quote(x.Value)
	case *Ident:
		return x.Name
	case *Field:
		return "(. " + Sexpr(x.X) + " " + x.Name.Text + ")"
	case *Index:
		return all("index "+Sexpr(x.X), x.Args)
	case *Call:
		return all("call "+Sexpr(x.Fn), x.Args)
	case *List:
		parts := []string{"list"}
		for _, item := range x.Items {
			parts = append(parts, Sexpr(item))
		}
		return "(" + strings.Join(parts, " ") + ")"
	case *Unary:
		return "(" + x.Op + " " + Sexpr(x.X) + ")"
	case *Binary:
		return "(" + x.Op + " " + Sexpr(x.X) + " " + Sexpr(x.Y) + ")"
	case *Paren:
		return "(paren " + Sexpr(x.X) + ")"
	}
	return "bad"
}
