package checkpoint

import (
	"encoding/binary"
	"math"
	"reflect"
)

// reader reads what a writer wrote. It stops at the first thing that cannot be, and takes no more memory than a small
// multiple of what it reads.
type reader struct {
	rest []byte
	err  error
}

// get reads into what each part points to. Pointers that are set already are read into; all else is made anew.
func (r *reader) get(parts ...any) {
	for _, p := range parts {
		r.value(reflect.ValueOf(p).Elem())
	}
}

func (r *reader) fail(problem string) {
	if r.err == nil {
		r.err = &Invalid{problem}
	}
}

func (r *reader) take(n int) []byte {
	if r.err != nil || n > len(r.rest) {
		r.fail("its content ends too early")
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) word() uint64 {
	if b := r.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (r *reader) flag() bool {
	b := r.take(1)
	if b == nil {
		return false
	}
	if b[0] > 1 {
		r.fail("its content makes no sense")
	}
	return b[0] == 1
}

// length reads how many elements follow, each of which takes at least some bytes.
func (r *reader) length(least int) int {
	n := r.word()
	if n > uint64(len(r.rest)/max(least, 1)) {
		r.fail("its content ends too early")
		return 0
	}
	return int(n)
}

func (r *reader) value(v reflect.Value) {
	v = open(v)
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(r.flag())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		x := int64(r.word())
		if v.OverflowInt(x) {
			r.fail("a number in it is too large")
			return
		}
		v.SetInt(x)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		x := r.word()
		if v.OverflowUint(x) {
			r.fail("a number in it is too large")
			return
		}
		v.SetUint(x)
	case reflect.Float32, reflect.Float64:
		v.SetFloat(math.Float64frombits(r.word()))
	case reflect.String:
		v.SetString(string(r.take(r.length(1))))
	case reflect.Slice:
		r.row(v)
	case reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			reflect.Copy(v, reflect.ValueOf(r.take(v.Len())))
			return
		}
		for i := range v.Len() {
			r.value(v.Index(i))
		}
	case reflect.Map:
		r.table(v)
	case reflect.Pointer:
		switch there := r.flag(); {
		case !there:
			v.SetZero()
		case r.err == nil:
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			r.value(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if kept(v.Type().Field(i)) {
				r.value(v.Field(i))
			}
		}
	default:
		panic(unfit(v.Type()))
	}
}

// least is the smallest number of bytes that a value of a type takes.
func least(t reflect.Type) int {
	switch t.Kind() {
	case reflect.Bool, reflect.Pointer:
		return 1
	case reflect.Struct:
		sum := 0
		for i := range t.NumField() {
			if f := t.Field(i); kept(f) {
				sum += least(f.Type)
			}
		}
		return sum
	case reflect.Array:
		if t.Elem().Kind() == reflect.Uint8 {
			return t.Len()
		}
		return t.Len() * least(t.Elem())
	}
	return 8
}

// row reads a slice: an empty one becomes nil.
func (r *reader) row(v reflect.Value) {
	if v.Type().Elem().Kind() == reflect.Uint8 {
		v.SetBytes(append([]byte(nil), r.take(r.length(1))...))
		return
	}
	n := r.length(least(v.Type().Elem()))
	v.SetZero()
	if n == 0 {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), n, n))
	switch x := v.Interface().(type) {
	case []float64:
		for i := range x {
			x[i] = math.Float64frombits(r.word())
		}
	case []int64:
		for i := range x {
			x[i] = int64(r.word())
		}
	default:
		for i := 0; i < n && r.err == nil; i++ {
			r.value(v.Index(i))
		}
	}
}

// table reads a map.
func (r *reader) table(v reflect.Value) {
	n := r.length(least(v.Type().Key()) + least(v.Type().Elem()))
	v.SetZero()
	if n == 0 {
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for i := 0; i < n && r.err == nil; i++ {
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		r.value(key)
		r.value(value)
		v.SetMapIndex(key, value)
	}
}
