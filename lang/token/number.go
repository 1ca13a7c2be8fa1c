package token

import (
	"strings"

	"protoexp/lang/unit"
)

// number reads 12, 0.5, 1e-3, and with letters behind it a quantity: 2h, 1h30min, 20%, 10 Hz. Any letters will do: whether
// they are a unit is for package unit to say.
func (s *scanner) number() {
	end := s.digits(s.at)
	glued := s.letters(end)
	for glued > end && digit(rune(s.byteAt(glued))) { // 1h30min
		more := s.digits(glued)
		end, glued = glued, s.letters(more)
		if glued == more {
			end = more
			glued = more
			break
		}
	}
	if glued > s.digits(s.at) {
		s.emit(Quantity, units(s.text[s.at:glued]), glued)
		return
	}
	if percent := s.percent(end); percent > end {
		text := s.text[s.at:end] + "%"
		s.report(s.at, percent, "detached-unit", "a number and its unit stand together", "write "+text).mend(text)
		s.emit(Quantity, text, percent)
		return
	}
	if unitEnd := s.apart(end); unitEnd > end {
		_, n := s.rune(end)
		s.emit(Quantity, s.text[s.at:end]+" "+units(s.text[end+n:unitEnd]), unitEnd)
		return
	}
	text := s.text[s.at:end]
	if r, _ := s.rune(end + 1); s.byteAt(end) == '.' && r != '.' && !letter(r) { // 5.
		s.report(s.at, end+1, "bare-point", "a number needs a digit behind its point", "write "+text).mend(text)
		end++
	}
	s.emit(Number, text, end)
}

// digits reads a number from i: digits, a point with digits behind it, an exponent.
func (s *scanner) digits(i int) int {
	for digit(rune(s.byteAt(i))) {
		i++
	}
	if s.byteAt(i) == '.' && digit(rune(s.byteAt(i+1))) {
		for i++; digit(rune(s.byteAt(i))); i++ {
		}
	}
	if s.byteAt(i) == 'e' {
		j := i + 1
		if c := s.byteAt(j); c == '-' || c == '+' {
			j++
		}
		if digit(rune(s.byteAt(j))) {
			for i = j; digit(rune(s.byteAt(i))); i++ {
			}
		}
	}
	return i
}

// letters reads what is glued to a number.
func (s *scanner) letters(i int) int {
	if s.byteAt(i) == '%' {
		return i + 1
	}
	for {
		r, n := s.rune(i)
		if !letter(r) {
			return i
		}
		i += n
	}
}

// apart reads a blank and a unit of two or more letters, or returns i.
func (s *scanner) apart(i int) int {
	r, n := s.rune(i)
	if r != ' ' {
		return i
	}
	end := s.letters(i + n)
	name := units(s.text[i+n : end])
	if len(name) < 2 || unit.Named(name) == nil {
		return i
	}
	if c := s.byteAt(end); digit(rune(c)) || strings.IndexByte("(.=:[", c) >= 0 && c != 0 {
		return i // a name that reads like a unit: min(a, b)
	}
	return end
}

// percent reads blanks and a % sign, or returns i.
func (s *scanner) percent(i int) int {
	for {
		switch r, n := s.rune(i); {
		case blank(r):
			i += n
		case r == '%':
			return i + n
		default:
			return s.at // before any i
		}
	}
}

// units writes a unit as unit.Parse wants it.
func units(text string) string {
	return strings.NewReplacer("µ", "u", "μ", "u", "Ω", "ohm", "Ω", "ohm").Replace(text)
}

// point reads .5 as the number it was meant to be.
func (s *scanner) point() {
	end := s.digits(s.at)
	text := s.text[s.at:end]
	s.report(s.at, end, "bare-point", "a number needs a digit before its point", "write 0"+text).mend("0" + text)
	s.emit(Number, "0"+text, end)
}
