package ast

import (
	"reflect"
	"sync"
)

// Inspect calls visit for a node and, as long as it returns true, for the nodes inside it in the order of the text, more
// or less. Statements, blocks and expressions are nodes; names and arguments are looked through.
func Inspect(n Stmt, visit func(Stmt) bool) {
	if !visit(n) {
		return
	}
	inspect(reflect.ValueOf(n).Elem(), visit)
}

func inspect(v reflect.Value, visit func(Stmt) bool) {
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			inspect(v.Elem(), visit)
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		if n, ok := v.Interface().(Stmt); ok {
			Inspect(n, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			inspect(v.Index(i), visit)
		}
	case reflect.Struct:
		for _, i := range within(v.Type()) {
			inspect(v.Field(i), visit)
		}
	}
}

var fields sync.Map // of a struct, by type: those that can hold nodes

// within are the numbers of the fields of a struct that can hold nodes.
func within(t reflect.Type) []int {
	if known, ok := fields.Load(t); ok {
		return known.([]int)
	}
	var list []int
	for i := range t.NumField() {
		f := t.Field(i).Type
		for f.Kind() == reflect.Slice {
			f = f.Elem()
		}
		switch f.Kind() {
		case reflect.Interface, reflect.Pointer:
			list = append(list, i)
		case reflect.Struct:
			if f != nodeType && len(within(f)) > 0 {
				list = append(list, i)
			}
		}
	}
	fields.Store(t, list)
	return list
}

var nodeType = reflect.TypeFor[Node]()
