package checkpoint

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type inner struct {
	Name string
	at   int64
}

// sample has a field of every kind that can be kept.
type sample struct {
	Truth   bool
	small   int8
	Count   int
	big     uint64
	x       float64
	rows    [][]int32
	floats  []float64
	times   []int64
	flags   []uint8
	truths  []bool
	list    []inner
	pointer *inner
	nothing *inner
	fixed   [2]inner
	digest  Digest
	names   map[string]uint64
	cells   map[int]bool
	inner
	Skipped func() `state:"-"`
}

func full() *sample {
	return &sample{Truth: true, small: -3, Count: -1 << 40, big: math.MaxUint64, x: math.Inf(-1), rows: [][]int32{{1, -2}, nil, {3}},
		floats: []float64{0, math.Copysign(0, -1), math.Pi}, times: []int64{math.MinInt64, 7}, flags: []uint8{1, 255}, truths: []bool{true, false},
		list: []inner{{"a", 1}, {"µ", 2}}, pointer: &inner{"p", 9}, nothing: nil, fixed: [2]inner{{"x", 3}, {"y", 4}},
		digest: Digest{7, 255, 31: 1},
		names:  map[string]uint64{"b": 2, "a": 1, "c": 3}, cells: map[int]bool{5: true, -1: false}, inner: inner{"embedded", 8}}
}

func encode(t *testing.T, parts ...any) []byte {
	t.Helper()
	return Encode("1.0", parts...)
}

func TestRoundTrip(t *testing.T) {
	want, got := full(), &sample{}
	file := encode(t, want)
	if err := Decode(bytes.NewReader(file), "1.0", got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(sample{}, inner{})); d != "" {
		t.Error(d)
	}
	if math.Signbit(got.floats[0]) || !math.Signbit(got.floats[1]) {
		t.Error("the sign of zero is lost")
	}
	for range 20 {
		if !bytes.Equal(file, encode(t, full())) {
			t.Fatal("the same state gives other bytes")
		}
	}
}

// Every file that is not exactly what was written is refused, and says why.
func TestRefused(t *testing.T) {
	file := encode(t, full())
	check := func(name string, file []byte, program, want string, part any) {
		t.Helper()
		err := Decode(bytes.NewReader(file), program, part)
		var bad *Invalid
		if !errors.As(err, &bad) || !strings.Contains(bad.Reason, want) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
	check("nothing", nil, "1.0", "no checkpoint", new(sample))
	check("a script", []byte("touch siphon x10\n# and a longer comment that is long enough to hold a head of such a file\n"), "1.0", "no checkpoint", new(sample))
	check("half a head", file[:30], "1.0", "cut off", new(sample))
	check("half a body", file[:len(file)/2], "1.0", "cut off", new(sample))
	check("two files", append(append([]byte{}, file...), 0), "1.0", "behind its end", new(sample))
	format := append([]byte{}, file...)
	format[len(magic)]++
	check("format", format, "1.0", "format 2", new(sample))
	for i := headSize - sha256.Size; i < len(file); i += 7 {
		bad := append([]byte{}, file...)
		bad[i] ^= 4
		check("a bit", bad, "1.0", "checksum", new(sample))
	}
	type other struct{ sample }
	check("another layout", file, "2.0", "written by protoexp 1.0, and this is 2.0", new(other))
	check("another build", file, "1.0", "another build", new(other))
	huge := append([]byte{}, file...)
	binary.LittleEndian.PutUint64(huge[len(magic)+4:], math.MaxUint64)
	check("a promise", huge, "1.0", "cut off", new(sample))
}

func TestUnfit(t *testing.T) {
	for _, part := range []any{new(func()), new(chan int), new(any), &struct{ f func() }{}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%T is kept", part)
				}
			}()
			Encode("1.0", part)
		}()
	}
}

// A body of any bytes under a right checksum ends in an error or in a value, and takes no more memory than it has a use for.
func FuzzDecode(f *testing.F) {
	whole := Encode("1.0", full())
	f.Add(whole[headSize:], false)
	f.Add(whole, true)
	f.Fuzz(func(t *testing.T, body []byte, whole bool) {
		file := body
		if !whole {
			head := binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint32([]byte(magic), Format), uint64(len(body)))
			sum := seal(head, body)
			file = append(append(head, sum[:]...), body...)
		}
		var s sample
		if err := Decode(bytes.NewReader(file), "1.0", &s); err != nil {
			return
		}
		if again := encode(t, &s); !bytes.Equal(again, file) && len(s.names)+len(s.cells) == 0 {
			t.Error("what was read is written otherwise")
		}
	})
}
