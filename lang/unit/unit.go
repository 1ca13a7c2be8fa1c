// Package unit knows dimensions and the units that scripts may write. Values are in SI.
//
// It reads and writes literals such as 2h, -70mV, 1h30min and 20%. It knows nothing of scripts: a literal is a text.
//
//	q, _ := unit.Parse("1h30min") // {5400, unit.Time}
//	unit.Format(q)                // "1h30min"
package unit

// Quantity is a number in SI with its dimension.
type Quantity struct {
	Value float64
	Dim   Dimension
}

// Unit is a unit that scripts may write after a number.
type Unit struct {
	Name    string // as written: mV
	Dim     Dimension
	Meaning string // millivolt

	fits bool    // Format may choose it
	tens int     // its size in SI is size x 10^tens
	size float64 // 1 but for min, h, d, w and g
}

// InSI is the size of the unit in SI.
func (u *Unit) InSI() float64 { return decimal("1", u.tens) * u.size }

// Units is the table of units, by dimension and size.
var Units = []Unit{
	{"ns", Time, "nanosecond", true, -9, 1},
	{"us", Time, "microsecond", true, -6, 1},
	{"ms", Time, "millisecond", true, -3, 1},
	{"s", Time, "second", true, 0, 1},
	{"min", Time, "minute", false, 0, 60},
	{"h", Time, "hour", false, 0, 3600},
	{"d", Time, "day of 24 h", false, 0, 86400},
	{"w", Time, "week of 7 d", false, 0, 604800},
	{"uV", Voltage, "microvolt", true, -6, 1},
	{"mV", Voltage, "millivolt", true, -3, 1},
	{"V", Voltage, "volt", true, 0, 1},
	{"pA", Current, "picoampere", true, -12, 1},
	{"nA", Current, "nanoampere", true, -9, 1},
	{"uA", Current, "microampere", true, -6, 1},
	{"mA", Current, "milliampere", true, -3, 1},
	{"A", Current, "ampere", true, 0, 1},
	{"nS", Conductance, "nanosiemens", true, -9, 1},
	{"uS", Conductance, "microsiemens", true, -6, 1},
	{"mS", Conductance, "millisiemens", true, -3, 1},
	{"S", Conductance, "siemens", true, 0, 1},
	{"ohm", Resistance, "ohm", true, 0, 1},
	{"kohm", Resistance, "kilo-ohm", true, 3, 1},
	{"Mohm", Resistance, "megohm", true, 6, 1},
	{"Gohm", Resistance, "gigaohm", true, 9, 1},
	{"pF", Capacitance, "picofarad", true, -12, 1},
	{"nF", Capacitance, "nanofarad", true, -9, 1},
	{"uF", Capacitance, "microfarad", true, -6, 1},
	{"F", Capacitance, "farad", true, 0, 1},
	{"Hz", Frequency, "per second", true, 0, 1},
	{"kHz", Frequency, "a thousand per second", true, 3, 1},
	{"uN", Force, "micronewton", true, -6, 1},
	{"mN", Force, "millinewton", true, -3, 1},
	{"N", Force, "newton", true, 0, 1},
	{"g", Force, "gram-force, 9.80665 mN, as on von Frey hairs", false, -8, 980665},
	{"nM", Concentration, "nanomolar", true, -6, 1},
	{"uM", Concentration, "micromolar", true, -3, 1},
	{"mM", Concentration, "millimolar", true, 0, 1},
	{"M", Concentration, "molar, 1000 mol per cubic metre", true, 3, 1},
	{"nm", Length, "nanometre", true, -9, 1},
	{"um", Length, "micrometre", true, -6, 1},
	{"mm", Length, "millimetre", true, -3, 1},
	{"cm", Length, "centimetre", false, -2, 1},
	{"Pa", Pressure, "pascal", true, 0, 1},
	{"kPa", Pressure, "kilopascal", true, 3, 1},
	{"dB", Level, "decibel", true, 0, 1},
	{"%", None, "hundredth", false, -2, 1},
}

var byName = func() map[string]*Unit {
	m := make(map[string]*Unit, len(Units))
	for i := range Units {
		m[Units[i].Name] = &Units[i]
	}
	return m
}()

// Named finds a unit, or nil.
func Named(name string) *Unit { return byName[name] }
