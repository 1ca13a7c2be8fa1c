package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"protoexp/lang/source"
)

// Style says how diagnostics are written for people.
type Style struct {
	Colour bool // only for a terminal that wants it
	All    bool // without the limit of so many a file
}

const (
	bold, dim, red, yellow, cyan, reset = "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[0m"
)

// Write writes diagnostics in the given order, each with its line of the script, at most Limit of a file.
func Write(w io.Writer, ds []Diagnostic, style Style) error {
	shown, left := map[*source.File]int{}, map[*source.File]int{}
	var files []*source.File
	var b strings.Builder
	for _, d := range ds {
		f := d.Span.File
		if shown[f] == Limit && !style.All {
			if left[f]++; left[f] == 1 {
				files = append(files, f)
			}
			continue
		}
		shown[f]++
		style.write(&b, d)
	}
	for _, f := range files {
		name := "this script"
		if f != nil {
			name = f.Name
		}
		fmt.Fprintf(&b, "and %d more in %s\n", left[f], Printable(name))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// String writes one diagnostic in plain text.
func (d Diagnostic) String() string {
	var b strings.Builder
	Style{}.write(&b, d)
	return b.String()
}

func (s Style) paint(colour, text string) string {
	if !s.Colour {
		return text
	}
	return colour + text + reset
}

func (s Style) write(b *strings.Builder, d Diagnostic) {
	colour := map[Severity]string{Error: red, Warning: yellow, Info: cyan}[d.Severity]
	if f := d.Span.File; f != nil {
		at := f.Position(d.Span.Start)
		b.WriteString(s.paint(bold, fmt.Sprintf("%s:%d:%d:", Printable(f.Name), at.Line, at.Column)) + " ")
	}
	fmt.Fprintf(b, "%s %s %s\n", s.paint(bold+colour, d.Severity.String()+":"), s.paint(bold, Printable(d.Message)), s.paint(dim, "["+d.Code+"]"))
	gutter := 4
	if f := d.Span.File; f != nil {
		gutter = max(gutter, len(fmt.Sprint(f.Position(d.Span.Start).Line))+2)
		s.excerpt(b, d.Span, gutter, "^", colour, "")
		for _, n := range d.Notes {
			s.excerpt(b, n.Span, gutter, "-", cyan, n.Text)
		}
	}
	pad := strings.Repeat(" ", gutter)
	for _, line := range d.Drawing {
		fmt.Fprintf(b, "%s   %s\n", pad, s.paint(dim, Printable(line)))
	}
	if d.Why != "" {
		fmt.Fprintf(b, "%s %s %s\n", pad, s.paint(dim, "why:"), Printable(d.Why))
	}
	if d.Fix != "" {
		fmt.Fprintf(b, "%s %s %s\n", pad, s.paint(cyan, "fix:"), Printable(d.Fix))
	}
	if d.Applied {
		s.mended(b, d, gutter)
	}
	b.WriteByte('\n')
}

// excerpt writes the line that a span begins on and underlines the span's part of it.
func (s Style) excerpt(b *strings.Builder, at source.Span, gutter int, mark, colour, label string) {
	if at.File == nil {
		return
	}
	pos := at.File.Position(at.Start)
	line := at.File.Line(pos.Line)
	from := min(at.Start-lineStart(at), len(line))
	to := max(from, min(at.End-lineStart(at), len(line)))
	before, under, after := shown(line[:from]), shown(line[from:to]), shown(line[to:])
	before, under, after = window(before, under, after)
	fmt.Fprintf(b, "%s %s %s\n", s.paint(dim, fmt.Sprintf("%*d", gutter, pos.Line)), s.paint(dim, "|"), strings.TrimRight(before+under+after, " "))
	marks := strings.Repeat(mark, max(1, Columns(under)))
	if label != "" {
		label = " " + Printable(label)
	}
	fmt.Fprintf(b, "%*s %s %s%s\n", gutter, "", s.paint(dim, "|"), strings.Repeat(" ", Columns(before)), s.paint(colour, marks+label))
}

// lineStart is the offset of the line that a span begins on.
func lineStart(at source.Span) int {
	i := at.Start
	for i > 0 && at.File.Text[i-1] != '\n' && at.File.Text[i-1] != '\r' {
		i--
	}
	return i
}

// shown is a piece of a line as a terminal may have it: tabs are four blanks, and what would steer the terminal is �.
func shown(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\t':
			b.WriteString("    ")
		case r < ' ' || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r):
			b.WriteRune('\ufffd')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Printable takes what would steer a terminal out of a message, which may quote the script.
func Printable(text string) string {
	return shown(strings.ToValidUTF8(strings.ReplaceAll(text, "\n", " "), "\ufffd"))
}

// width is the number of columns that excerpts have at most, about.
const width = 110

// window cuts a long line to what stands around its underlined part.
func window(before, under, after string) (string, string, string) {
	if len(before)+len(under)+len(after) <= width {
		return before, under, after
	}
	u, a, b := []rune(under), []rune(after), []rune(before)
	if len(u) > width/2 {
		u, a = append(u[:width/2:width/2], '…'), nil
	}
	if len(b) > width/3 {
		b = append([]rune{'…'}, b[len(b)-width/3:]...)
	}
	if room := max(0, width-len(b)-len(u)); len(a) > room {
		a = append(a[:room:room], '…')
	}
	return string(b), string(u), string(a)
}

// Columns is the width of a text on a terminal.
func Columns(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case wide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// wide says whether a character takes two columns: those of East Asia, and pictures.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf && r != 0x303f || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 || r >= 0x1f300 && r <= 0x1f64f ||
		r >= 0x1f900 && r <= 0x1f9ff || r >= 0x20000 && r <= 0x3fffd)
}
