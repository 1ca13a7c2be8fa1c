package unit

import (
	"math"
	"strconv"
	"strings"
)

// Format writes a quantity as people do, with the fitting prefix; Parse reads it back exactly. A plain number has no unit,
// and a dimension without a unit of its own (V/s) is written behind a blank, for reading only.
func Format(q Quantity) string {
	if q.Value < 0 || q.Value == 0 && math.Signbit(q.Value) {
		return "-" + Format(Quantity{-q.Value, q.Dim})
	}
	text := ""
	switch q.Dim {
	case None:
		return number(q.Value, 0)
	case Time:
		text = formatTime(q.Value)
	case Force:
		text = formatGrams(q.Value)
	}
	if text == "" {
		text = formatPrefixed(q)
	}
	return text
}

// formatTime writes 2h, 1h30min, 21d, 500ms; "" when the time is no whole number of nanoseconds.
func formatTime(seconds float64) string {
	const s = 1e9
	exact := seconds * s
	ns := int64(math.Round(exact))
	if !(exact < 1<<62) || ns < s {
		return ""
	}
	switch {
	case ns%(7*86400*s) == 0:
		return back(strconv.FormatInt(ns/(7*86400*s), 10)+"w", seconds)
	case ns%(86400*s) == 0:
		return back(strconv.FormatInt(ns/(86400*s), 10)+"d", seconds)
	}
	var b strings.Builder
	for _, u := range []struct {
		name string
		ns   int64
	}{{"d", 86400 * s}, {"h", 3600 * s}, {"min", 60 * s}} {
		if u.name == "d" && ns < 2*u.ns {
			continue
		}
		if n := ns / u.ns; n > 0 {
			b.WriteString(strconv.FormatInt(n, 10) + u.name)
			ns %= u.ns
		}
	}
	if ns > 0 {
		b.WriteString(strconv.FormatInt(ns/s, 10))
		if rest := ns % s; rest > 0 {
			b.WriteString("." + strings.TrimRight(strconv.FormatInt(s+rest, 10)[1:], "0"))
		}
		b.WriteString("s")
	}
	return back(b.String(), seconds)
}

// formatGrams writes 2g where that is a short text.
func formatGrams(newtons float64) string {
	text := strconv.FormatFloat(newtons/Named("g").InSI(), 'g', 4, 64)
	if strings.Contains(text, "e") || newtons == 0 {
		return ""
	}
	return back(text+"g", newtons)
}

// back returns the text when it reads back as the value.
func back(text string, value float64) string {
	if q, problem := Parse(text); problem == nil && q.Value == value {
		return text
	}
	return ""
}

func formatPrefixed(q Quantity) string {
	var fit *Unit
	for i := range Units {
		u := &Units[i]
		if u.Dim != q.Dim || !u.fits {
			continue
		}
		if fit == nil || q.Value >= u.InSI() {
			fit = u
		}
	}
	switch {
	case fit == nil:
		return number(q.Value, 0) + " " + q.Dim.String()
	case q.Value == 0:
		for i := range Units {
			if u := &Units[i]; u.Dim == q.Dim && u.tens == 0 && u.size == 1 {
				return "0" + u.Name
			}
		}
	}
	if text := back(number(q.Value, -fit.tens)+fit.Name, q.Value); text != "" {
		return text
	}
	return number(q.Value, -fit.tens) + fit.Name
}

// number writes x times 10^tens without losing a digit.
func number(x float64, tens int) string {
	if x == 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	mantissa, exp, _ := strings.Cut(strconv.FormatFloat(x, 'e', -1, 64), "e")
	digits := strings.Replace(mantissa, ".", "", 1)
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	e, _ := strconv.Atoi(exp)
	point := e + tens + 1 // digits before the point
	switch {
	case point > 21 || point < -6:
		s := digits[:1]
		if len(digits) > 1 {
			s += "." + digits[1:]
		}
		return sign + s + "e" + strconv.Itoa(point-1)
	case point <= 0:
		return sign + "0." + strings.Repeat("0", -point) + digits
	case point >= len(digits):
		return sign + digits + strings.Repeat("0", point-len(digits))
	}
	return sign + digits[:point] + "." + digits[point:]
}
