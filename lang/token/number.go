package token

import (
	"strings"

	"protoexp/lang/unit"
)

// number reads 12, 0.5, 1e-3, and with letters behind it a quantity: 2h, 1h30min, 20%, 10 Hz. Any letters will do: whether
// they are a unit is for package unit to say. A number that begins with its point is read as if it had a 0 before it.
func (s *scanner) number() {
	zero := ""
	if s.byteAt(s.at) == '.' {
		zero = "0"
	}
	end := s.digits(s.at)
	text := zero + s.text[s.at:end]
	kind, value := Number, text
	if glued := s.glued(end); glued > end {
		kind, value = Quantity, text+units(s.text[end:glued])
		end = glued
	} else if far := s.percent(end); far > end {
		kind, value = Quantity, text+"%"
		s.report(s.at, far, "detached-unit", "a number and its unit stand together", "write "+value).mend(value)
		end = far
	} else if far := s.apart(end); far > end {
		_, n := s.rune(end)
		kind, value = Quantity, text+" "+units(s.text[end+n:far])
		end = far
	} else if glued := s.letters(end + 1); s.byteAt(end) == '.' && unit.Named(units(s.text[end+1:max(glued, end+1)])) != nil { // 5.h
		kind, value = Quantity, text+units(s.text[end+1:glued])
		end = glued
		s.report(s.at, end, "bare-point", "a number needs a digit behind its point", "write "+value).mend(value)
	} else if r, _ := s.rune(end + 1); s.byteAt(end) == '.' && r != '.' && !letter(r) { // 5.
		end++
		s.report(s.at, end, "bare-point", "a number needs a digit behind its point", "write "+text).mend(text)
	}
	if zero != "" {
		s.report(s.at, end, "bare-point", "a number needs a digit before its point", "write "+value).mend(value)
	}
	s.emit(kind, value, end)
}

// glued reads the unit that touches a number, and more numbers with units: the h30min of 1h30min.
func (s *scanner) glued(i int) int {
	end := s.letters(i)
	for end > i && digit(rune(s.byteAt(end))) {
		more := s.digits(end)
		i, end = more, s.letters(more)
	}
	return end
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
