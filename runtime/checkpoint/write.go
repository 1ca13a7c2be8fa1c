package checkpoint

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
)

// writer writes values, little end first: a bool or a byte of a row as a byte, numbers as eight, slices, texts and maps with their length in
// front, structs field by field, pointers with a byte that says whether there is something.
type writer struct {
	to  io.Writer // a buffer or a hash, which do not fail
	buf []byte
}

// put writes what each part points to.
func (w *writer) put(parts ...any) {
	for _, p := range parts {
		w.value(reflect.ValueOf(p).Elem())
	}
	w.flush()
}

func (w *writer) flush() {
	if _, err := w.to.Write(w.buf); err != nil {
		panic(fmt.Sprintf("checkpoint: a buffer that cannot be written: %v", err))
	}
	w.buf = w.buf[:0]
}

func (w *writer) word(x uint64) {
	w.buf = binary.LittleEndian.AppendUint64(w.buf, x)
	if len(w.buf) >= 1<<16 {
		w.flush()
	}
}

func (w *writer) byte(b byte) { w.buf = append(w.buf, b) }

func (w *writer) flag(b bool) {
	if b {
		w.byte(1)
	} else {
		w.byte(0)
	}
}

func (w *writer) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		w.flag(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.word(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.word(v.Uint())
	case reflect.Float32, reflect.Float64:
		w.word(math.Float64bits(v.Float()))
	case reflect.String:
		w.word(uint64(v.Len()))
		w.buf = append(w.buf, v.String()...)
	case reflect.Slice:
		w.word(uint64(v.Len()))
		w.row(v)
	case reflect.Array:
		for i := range v.Len() {
			if v.Type().Elem().Kind() == reflect.Uint8 {
				w.byte(byte(v.Index(i).Uint()))
			} else {
				w.value(v.Index(i))
			}
		}
	case reflect.Map:
		w.table(v)
	case reflect.Pointer:
		w.flag(!v.IsNil())
		if !v.IsNil() {
			w.value(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if kept(v.Type().Field(i)) {
				w.value(v.Field(i))
			}
		}
	default:
		panic(unfit(v.Type()))
	}
}

// row writes the elements of a slice.
func (w *writer) row(v reflect.Value) {
	v = open(v)
	switch x := v.Interface().(type) {
	case []float64:
		for _, e := range x {
			w.word(math.Float64bits(e))
		}
	case []int64:
		for _, e := range x {
			w.word(uint64(e))
		}
	case []int32:
		for _, e := range x {
			w.word(uint64(e))
		}
	case []uint8:
		w.buf = append(w.buf, x...)
	default:
		for i := range v.Len() {
			w.value(v.Index(i))
		}
	}
}

// table writes a map in the order of its keys.
func (w *writer) table(v reflect.Value) {
	v = open(v)
	keys := v.MapKeys()
	slices.SortFunc(keys, order)
	w.word(uint64(len(keys)))
	for _, k := range keys {
		w.value(k)
		w.value(v.MapIndex(k))
	}
}

func order(a, b reflect.Value) int {
	switch {
	case a.Kind() == reflect.String && a.String() < b.String(), a.CanInt() && a.Int() < b.Int():
		return -1
	case a.Equal(b):
		return 0
	}
	return 1
}

// open makes an unexported field readable and writable, where it stands in memory.
func open(v reflect.Value) reflect.Value {
	if v.CanInterface() || !v.CanAddr() {
		return v
	}
	return reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
}

// kept says whether a field is part of a state.
func kept(f reflect.StructField) bool { return f.Tag.Get("state") != "-" }

func unfit(t reflect.Type) string {
	return fmt.Sprintf("checkpoint: a %v cannot be kept; give its field the tag `state:\"-\"` and say why", t)
}

// describe writes what is kept of a type; the types around it end a circle.
func describe(w io.Writer, t reflect.Type, around []reflect.Type) {
	if slices.Contains(around, t) {
		fmt.Fprintf(w, "%v;", t)
		return
	}
	around = append(around, t)
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer, reflect.Array:
		fmt.Fprintf(w, "%v %d of ", t.Kind(), size(t))
		describe(w, t.Elem(), around)
	case reflect.Map:
		fmt.Fprintf(w, "map %v of ", t.Key().Kind())
		describe(w, t.Elem(), around)
	case reflect.Struct:
		fmt.Fprintf(w, "%v{", t)
		for i := range t.NumField() {
			if f := t.Field(i); kept(f) {
				fmt.Fprintf(w, "%s ", f.Name)
				describe(w, f.Type, around)
			}
		}
		fmt.Fprint(w, "}")
	case reflect.Func, reflect.Chan, reflect.Interface, reflect.UnsafePointer, reflect.Complex64, reflect.Complex128, reflect.Uintptr:
		panic(unfit(t))
	default:
		fmt.Fprintf(w, "%v;", t.Kind())
	}
}

func size(t reflect.Type) int {
	if t.Kind() == reflect.Array {
		return t.Len()
	}
	return 0
}
