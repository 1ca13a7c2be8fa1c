// Package checkpoint is the file of an animal's state: how it begins, how it is closed against damage, and how the fields
// of a struct stand in it.
//
// Every field is kept, unexported ones too, unless its tag says `state:"-"`: a field that is added later cannot be
// forgotten. What the fields mean is no matter of this package; who loads a state checks that it makes sense.
//
//	file := checkpoint.Encode("0.1.0", &state)
//	err := checkpoint.Decode(bytes.NewReader(file), "0.1.0", &state)
package checkpoint

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"reflect"
)

// Format is the version of the file. A change of the structs kept needs no new one: their layout has a digest of its own.
const Format = 1

// magic begins every file. Its last two bytes show a file that was sent as text.
const magic = "protoexp state\r\n"

// headSize is that of magic, format, length and digest.
const headSize = len(magic) + 4 + 8 + sha256.Size

// Digest is a SHA-256.
type Digest = [sha256.Size]byte

// origin says where a state comes from.
type origin struct {
	Program string // the program's version
	Layout  Digest // of the types that follow
}

// Encode is the file of a state: the fields of the structs that parts point to. The same values give the same bytes.
func Encode(program string, parts ...any) []byte {
	var file bytes.Buffer
	file.Write(make([]byte, headSize)) // is filled in when the body is known
	w := &writer{to: &file}
	w.put(&origin{Program: program, Layout: layout(parts)})
	w.put(parts...)
	all := file.Bytes()
	head, body := all[:0:headSize], all[headSize:]
	head = append(head, magic...)
	head = binary.LittleEndian.AppendUint32(head, Format)
	head = binary.LittleEndian.AppendUint64(head, uint64(len(body)))
	sum := seal(head, body)
	copy(all[len(head):headSize], sum[:])
	return all
}

// seal is the digest of the head before it and of the body.
func seal(head, body []byte) Digest {
	h := sha256.New()
	h.Write(head)
	h.Write(body)
	return Digest(h.Sum(nil))
}

// Invalid says why a file cannot be used.
type Invalid struct{ Reason string }

func (e *Invalid) Error() string { return e.Reason }

func invalid(format string, args ...any) error { return &Invalid{fmt.Sprintf(format, args...)} }

// Is says whether the bytes begin as a checkpoint does.
func Is(begin []byte) bool { return bytes.HasPrefix(begin, []byte(magic)) }

// Decode checks a file and reads its parts into what they point to. It fails with *Invalid for a file that is no
// checkpoint, is of another format or of another program, is cut off or was changed.
func Decode(from io.Reader, program string, parts ...any) error {
	head := make([]byte, headSize)
	n, err := io.ReadFull(from, head)
	switch {
	case err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return err
	case n < len(magic) || !Is(head):
		return invalid("it is no checkpoint")
	case n < headSize:
		return invalid("it is cut off: not even its head is complete")
	}
	format := binary.LittleEndian.Uint32(head[len(magic):])
	if format != Format {
		return invalid("it has format %d, and this program reads format %d", format, Format)
	}
	length := binary.LittleEndian.Uint64(head[len(magic)+4:])
	body, err := io.ReadAll(io.LimitReader(from, int64(min(length, 1<<62))+1)) // grows with what there is, not with what is promised
	switch {
	case err != nil:
		return err
	case uint64(len(body)) < length:
		return invalid("it is cut off: %d of %d bytes are there", len(body), length)
	case uint64(len(body)) > length:
		return invalid("it goes on behind its end")
	case seal(head[:headSize-sha256.Size], body) != Digest(head[headSize-sha256.Size:]):
		return invalid("it is damaged, or was changed: its checksum does not fit")
	}
	r := &reader{rest: body}
	var o origin
	r.get(&o)
	if r.err != nil {
		return r.err
	}
	if o.Layout != layout(parts) {
		if o.Program == program {
			return invalid("it was written by another build of protoexp %s, which keeps other things", program)
		}
		return invalid("it was written by protoexp %s, and this is %s, which keeps other things", printable(o.Program), program)
	}
	r.get(parts...)
	if r.err == nil && len(r.rest) > 0 {
		r.err = invalid("it goes on behind its end")
	}
	return r.err
}

// printable keeps a name from a file from upsetting a terminal.
func printable(s string) string {
	if q := fmt.Sprintf("%+q", s); len(q) == len(s)+2 && len(s) < 40 {
		return s
	}
	return "?"
}

// layout is the digest of the types of parts.
func layout(parts []any) Digest {
	var b bytes.Buffer
	for _, p := range parts {
		describe(&b, reflect.TypeOf(p).Elem(), nil)
	}
	return sha256.Sum256(b.Bytes())
}

// Sum is the digest of what Encode would write of the values that parts point to.
func Sum(parts ...any) Digest {
	h := sha256.New()
	w := &writer{to: h}
	w.put(parts...)
	return Digest(h.Sum(nil))
}
