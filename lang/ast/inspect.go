package ast

import "reflect"

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
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.Type != nodeType && f.Type.Kind() != reflect.String {
				inspect(v.Field(i), visit)
			}
		}
	}
}

var nodeType = reflect.TypeFor[Node]()
