// Package ast is the tree of a script: what was written, before anyone asks what it means.
//
// Every node knows its Span in the file on disk. The `parser` tags on statement headers are the grammar; package parse
// builds it. Comments are not in the tree: the formatter works on tokens.
//
//	touch siphon x10   →   &Act{Verb: touch, Target: siphon, Mods: {Repeat: 10}}
package ast

import "protoexp/lang/source"

// Node is the place of a piece of the tree.
type Node struct{ At source.Span }

// Span returns where the node stands in its file.
func (n Node) Span() source.Span { return n.At }

// SetSpan places a node; only the parser does.
func (n *Node) SetSpan(s source.Span) { n.At = s }

// Name is a written name.
type Name struct {
	Node
	Pos  Place  // where participle met it, which the parser turns into At
	Text string `parser:"@Name"`
}

// Place has the shape of participle's positions, so that its parser can fill one in and this package need not know it.
type Place struct {
	Filename             string
	Offset, Line, Column int
}

// Block is the statements between two braces, or those of a whole file.
type Block struct {
	Node
	Stmts []Stmt
}

// File is a parsed script.
type File struct {
	Source *source.File
	Body   *Block
}

// Stmt is a statement.
type Stmt interface {
	Span() source.Span
	SetSpan(source.Span)
}

// Expr is an expression.
type Expr interface {
	Span() source.Span
	expr()
}
