package unit

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Problem says why a text is no quantity, and what may have been meant.
type Problem struct {
	Message string
	Fix     string   // in words
	Instead []string // literals that could be meant; one alone is certain
}

func (p *Problem) Error() string { return p.Message }

// part is one number with its unit: `30min` of 1h30min.
type part struct {
	number string // digits with a point, without exponent
	tens   int    // the exponent
	unit   string
}

// Parse reads a literal: a number with its unit, or a time of several parts. A sign may stand before it, one blank between
// number and unit. Times are whole nanoseconds.
func Parse(text string) (Quantity, *Problem) {
	body := strings.TrimPrefix(text, "+")
	negative := strings.HasPrefix(body, "-")
	body = strings.TrimPrefix(body, "-")
	parts, problem := split(body)
	if problem != nil {
		return Quantity{}, problem
	}
	var q Quantity
	var ns big.Rat
	last := math.Inf(1)
	for i, p := range parts {
		u := Named(p.unit)
		switch {
		case p.unit == "" && len(parts) > 1:
			return q, &Problem{Message: fmt.Sprintf("the last number of %s has no unit", body), Fix: fmt.Sprintf("write %smin or %ss, for instance", body, body)}
		case p.unit == "":
			return q, &Problem{Message: fmt.Sprintf("%s has no unit", body), Fix: "put the unit behind the number, such as 30s or -70mV"}
		case u == nil:
			return q, unknown(body, p)
		case len(parts) > 1 && u.Dim != Time:
			return q, &Problem{Message: fmt.Sprintf("only times have several parts, and %s is no time", p.unit), Fix: "write one number and one unit, such as 1.5mV"}
		case u.InSI() >= last:
			return q, &Problem{Message: fmt.Sprintf("in %s a longer unit follows a shorter one", body), Fix: "write the longest unit first, such as 1h30min"}
		case p.tens > 400 || p.tens < -400 || len(p.number) > 400:
			return q, &Problem{Message: "this number is too large or too small to be counted with", Fix: "write a number between 1e-300 and 1e300"}
		}
		last = u.InSI()
		q.Dim = u.Dim
		if u.Dim == Time {
			ns.Add(&ns, nanoseconds(p, u))
		} else {
			q.Value = decimal(p.number, p.tens+u.tens) * u.size
		}
		if i == len(parts)-1 && q.Dim == Time {
			whole := round(&ns)
			if whole.Sign() == 0 && ns.Sign() != 0 {
				return q, &Problem{Message: "time is counted in whole nanoseconds, and this is less than one", Fix: "write 1ns or more"}
			}
			q.Value, _ = new(big.Rat).SetFrac(whole, big.NewInt(1e9)).Float64()
		}
	}
	if math.IsInf(q.Value, 0) {
		return q, &Problem{Message: "this number is too large to be counted with", Fix: "write a number below 1e300"}
	}
	if negative {
		q.Value = -q.Value
	}
	return q, nil
}

// split cuts a literal into its parts.
func split(s string) ([]part, *Problem) {
	var parts []part
	for i := 0; i < len(s); {
		var p part
		start := i
		i = digits(s, i)
		if i+1 < len(s) && s[i] == '.' && digit(s[i+1]) {
			i = digits(s, i+1)
		}
		p.number = s[start:i]
		if p.number == "" {
			return nil, &Problem{Message: fmt.Sprintf("%q is not a number with a unit", s), Fix: "write a number and its unit, such as 30s or -70mV"}
		}
		if j := exponent(s, i); j > i {
			n, err := strconv.Atoi(s[i+1 : j])
			if err != nil {
				n = 1000
			}
			p.tens, i = n, j
		}
		if i+1 < len(s) && s[i] == ' ' {
			i++
		}
		start = i
		for i < len(s) && !digit(s[i]) {
			i++
		}
		p.unit = s[start:i]
		parts = append(parts, p)
	}
	if len(parts) == 0 {
		return nil, &Problem{Message: "there is no number", Fix: "write a number and its unit, such as 30s or -70mV"}
	}
	return parts, nil
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func digits(s string, i int) int {
	for i < len(s) && digit(s[i]) {
		i++
	}
	return i
}

// exponent returns the end of e5 or e-5 at s[i], or i.
func exponent(s string, i int) int {
	if i >= len(s) || s[i] != 'e' {
		return i
	}
	j := i + 1
	if j < len(s) && (s[j] == '-' || s[j] == '+') {
		j++
	}
	if end := digits(s, j); end > j {
		return end
	}
	return i
}

// decimal is the float nearest to number x 10^tens.
func decimal(number string, tens int) float64 {
	x, _ := strconv.ParseFloat(number+"e"+strconv.Itoa(tens), 64) // out of range is Inf
	return x
}

func nanoseconds(p part, u *Unit) *big.Rat {
	x, _ := new(big.Rat).SetString(p.number + "e" + strconv.Itoa(p.tens+u.tens+9))
	return x.Mul(x, new(big.Rat).SetFloat64(u.size))
}

func round(x *big.Rat) *big.Int {
	n := new(big.Int).Mul(x.Num(), big.NewInt(2))
	n.Add(n, x.Denom())
	return n.Quo(n, new(big.Int).Mul(x.Denom(), big.NewInt(2)))
}

// meant are the units that people write in another way.
var meant = map[string][]string{
	"m": {"min", "ms", "mm"}, "sec": {"s"}, "secs": {"s"}, "second": {"s"}, "seconds": {"s"}, "mins": {"min"}, "minute": {"min"},
	"minutes": {"min"}, "Min": {"min"}, "hr": {"h"}, "hrs": {"h"}, "hour": {"h"}, "hours": {"h"}, "H": {"h"}, "day": {"d"}, "days": {"d"},
	"week": {"w"}, "weeks": {"w"}, "wk": {"w"}, "msec": {"ms"}, "usec": {"us"}, "hz": {"Hz"}, "khz": {"kHz"}, "KHz": {"kHz"},
	"gram": {"g"}, "grams": {"g"}, "gf": {"g"}, "Ohm": {"ohm"}, "ohms": {"ohm"}, "kOhm": {"kohm"}, "MOhm": {"Mohm"}, "GOhm": {"Gohm"},
	"percent": {"%"}, "kg": {"g", "N"}, "mg": {"g", "mN"}, "pS": {"nS"}, "MHz": {"kHz"}, "month": {"d", "w"}, "months": {"d", "w"},
	"y": {"d", "w"}, "yr": {"d", "w"}, "year": {"d", "w"}, "years": {"d", "w"}, "K": nil, "C": nil,
}

// other are units whose number changes with the unit to write instead.
var other = map[string]bool{
	"kg": true, "mg": true, "pS": true, "MHz": true, "month": true, "months": true, "y": true, "yr": true, "year": true, "years": true,
}

// unknown is the problem of a unit that there is not. A kg and a pS exist, but are no unit of the language: what to write
// instead has another number.
func unknown(body string, p part) *Problem {
	like := Meant(p.unit)
	problem := &Problem{Message: fmt.Sprintf("there is no unit %s", p.unit)}
	before := strings.TrimSuffix(body, p.unit)
	switch {
	case (p.unit == "x" || p.unit == "×") && len(before) < len(body): // 10x
		problem.Message, problem.Instead = "the number of repeats stands behind the x", []string{"x" + before}
		problem.Fix = "write x" + before
	case len(like) == 0:
		problem.Fix = "protoexp explain units lists them"
	case len(before) == len(body) || other[p.unit]:
		problem.Fix = "count in " + either(like)
	default:
		for _, l := range like {
			problem.Instead = append(problem.Instead, before+l)
		}
		problem.Fix = "write " + either(problem.Instead)
		if len(like) > 1 {
			problem.Fix = either(like) + "? Write " + either(problem.Instead)
		}
	}
	return problem
}

// Meant lists the units that a text which is none may stand for.
func Meant(name string) []string {
	if like, ok := meant[name]; ok {
		return like
	}
	return near(name)
}

// near finds units that differ in case only, or in one letter.
func near(name string) []string {
	var out []string
	for _, u := range Units {
		if strings.EqualFold(u.Name, name) {
			out = append(out, u.Name)
		}
	}
	if len(out) > 0 || utf8.RuneCountInString(name) < 2 {
		return out
	}
	for _, u := range Units {
		if len(u.Name) == len(name)-1 && strings.HasPrefix(name, u.Name) && len(u.Name) > 1 {
			out = append(out, u.Name)
		}
	}
	return out
}

func either(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
