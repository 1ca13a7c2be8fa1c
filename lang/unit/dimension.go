package unit

import (
	"fmt"
	"math"
	"strings"
)

// Dimension holds twice the exponents of metre, kilogram, second, ampere, mole and decibel, so that square roots of
// units (white noise has one) stay whole.
type Dimension [6]int8

// The dimensions that have a name.
var (
	None          = Dimension{}
	Time          = Dimension{0, 0, 2}
	Voltage       = Dimension{4, 2, -6, -2}
	Current       = Dimension{0, 0, 0, 2}
	Conductance   = Dimension{-4, -2, 6, 4}
	Resistance    = Dimension{4, 2, -6, -4}
	Capacitance   = Dimension{-4, -2, 8, 4}
	Frequency     = Dimension{0, 0, -2}
	Force         = Dimension{2, 2, -4}
	Concentration = Dimension{-6, 0, 0, 0, 2}
	Length        = Dimension{2}
	Pressure      = Dimension{-2, 2, -4}
	Level         = Dimension{0, 0, 0, 0, 0, 2}
)

// named gives a dimension its words; the first ones are tried first in quotients and products.
var named = []struct {
	Dim    Dimension
	symbol string // in SI
	words  string // what people say
}{
	{None, "1", "a plain number"},
	{Voltage, "V", "a voltage (V)"},
	{Current, "A", "a current (A)"},
	{Time, "s", "a time (s)"},
	{Frequency, "1/s", "a frequency (Hz)"},
	{Conductance, "S", "a conductance (S)"},
	{Resistance, "ohm", "a resistance (ohm)"},
	{Capacitance, "F", "a capacitance (F)"},
	{Concentration, "mol/m^3", "a concentration (M)"},
	{Force, "N", "a force (N)"},
	{Length, "m", "a length (m)"},
	{Pressure, "Pa", "a pressure (Pa)"},
	{Level, "dB", "a level (dB)"},
}

func clip(n int) int8 { return int8(max(math.MinInt8, min(math.MaxInt8, n))) }

// Mul is the dimension of a product. Exponents stop at 63: no script needs more.
func (d Dimension) Mul(e Dimension) Dimension {
	for i := range d {
		d[i] = clip(int(d[i]) + int(e[i]))
	}
	return d
}

// Div is the dimension of a quotient.
func (d Dimension) Div(e Dimension) Dimension {
	for i := range d {
		d[i] = clip(int(d[i]) - int(e[i]))
	}
	return d
}

// Pow is the dimension of a power; false when it has none (half a square root, or far too large).
func (d Dimension) Pow(exponent float64) (Dimension, bool) {
	for i := range d {
		x := float64(d[i]) * exponent
		if x != math.Trunc(x) || math.Abs(x) > math.MaxInt8 {
			return None, false
		}
		d[i] = int8(x)
	}
	return d, true
}

// String is the dimension's symbol in SI: "s", "V/s", "mol/m^3", "1" for a plain number. Column headers use it.
func (d Dimension) String() string {
	for _, n := range named {
		if n.Dim == d {
			return n.symbol
		}
	}
	for _, a := range named {
		for _, b := range named[1:] {
			switch {
			case strings.Contains(a.symbol+b.symbol, "/"):
			case a.Dim.Div(b.Dim) == d:
				return a.symbol + "/" + b.symbol
			case a.Dim == b.Dim && a.Dim.Mul(b.Dim) == d:
				return a.symbol + "^2"
			case a.Dim != None && a.Dim.Mul(b.Dim) == d:
				return a.symbol + " " + b.symbol
			}
		}
	}
	var up, down []string
	for i, symbol := range [...]string{"m", "kg", "s", "A", "mol", "dB"} {
		switch n := int(d[i]); {
		case n > 0:
			up = append(up, power(symbol, n))
		case n < 0:
			down = append(down, power(symbol, -n))
		}
	}
	s := "1"
	if len(up) > 0 {
		s = strings.Join(up, " ")
	}
	switch len(down) {
	case 0:
		return s
	case 1:
		return s + "/" + down[0]
	}
	return s + "/(" + strings.Join(down, " ") + ")"
}

// power writes a symbol to half of a doubled exponent.
func power(symbol string, twice int) string {
	switch {
	case twice == 2:
		return symbol
	case twice == 1:
		return "sqrt(" + symbol + ")"
	case twice%2 == 0:
		return fmt.Sprintf("%s^%d", symbol, twice/2)
	}
	return fmt.Sprintf("%s^%d.5", symbol, twice/2)
}

// Describe says the dimension in words: "a time (s)", "a plain number", "a value in V/s".
func (d Dimension) Describe() string {
	for _, n := range named {
		if n.Dim == d {
			return n.words
		}
	}
	return "a value in " + d.String()
}
