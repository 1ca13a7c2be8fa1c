package ast

import "protoexp/lang/unit"

// The expressions. Operators keep their text: "or and not == != < <= > >= ~ is + - * / of ^ -> ..".
type (
	// Number is a plain number.
	Number struct {
		Node
		Value float64
	}
	// Quantity is a number with a unit, in SI: 2h, -70mV, 20%.
	Quantity struct {
		Node
		Text  string // as written
		Value unit.Quantity
	}
	// Text is a quoted text, without its quotes.
	Text struct {
		Node
		Value string
	}
	// Ident is a name used as a value.
	Ident struct {
		Node
		Name string
	}
	// Field is x.name.
	Field struct {
		Node
		X    Expr
		Name Name
	}
	// Index is x[3] or label[isi=10s, site=siphon].
	Index struct {
		Node
		X    Expr
		Args []Arg
	}
	// Call is f(x) or rule(use = 0.15).
	Call struct {
		Node
		Fn   Expr
		Args []Arg
	}
	// List is [a, b].
	List struct {
		Node
		Items []Expr
	}
	// Unary is -x, +x or not x.
	Unary struct {
		Node
		Op string
		X  Expr
	}
	// Binary is x op y.
	Binary struct {
		Node
		Op   string
		X, Y Expr
	}
	// Paren is (x).
	Paren struct {
		Node
		X Expr
	}
	// Bad stands where no expression could be read; a diagnostic says why.
	Bad struct{ Node }
)

// Arg is an argument with or without a name.
type Arg struct {
	Name  *Name
	Value Expr
	Range Expr   // of a parameter: the values that it may have, low..high; nil where all are allowed
	Doc   string // of a parameter or variable: the comments above it (##) and behind it
}

func (*Number) expr()   {}
func (*Quantity) expr() {}
func (*Text) expr()     {}
func (*Ident) expr()    {}
func (*Field) expr()    {}
func (*Index) expr()    {}
func (*Call) expr()     {}
func (*List) expr()     {}
func (*Unary) expr()    {}
func (*Binary) expr()   {}
func (*Paren) expr()    {}
func (*Bad) expr()      {}

// Unparen strips parentheses.
func Unparen(x Expr) Expr {
	for {
		p, ok := x.(*Paren)
		if !ok {
			return x
		}
		x = p.X
	}
}
