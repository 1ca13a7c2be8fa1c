package unit

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	for text, want := range map[string]Quantity{
		"2h": {7200, Time}, "1h30min": {5400, Time}, "1d2h3min4.5s": {93784.5, Time}, "14w": {8467200, Time}, "0.5s": {0.5, Time},
		"5e-3s": {0.005, Time}, "148.5s": {148.5, Time}, "0.1ms": {0.0001, Time}, "1.5ns": {2e-9, Time}, "10 Hz": {10, Frequency},
		"-70mV": {-0.07, Voltage}, "+1V": {1, Voltage}, "2nA": {2e-9, Current}, "20%": {0.2, None}, "2g": {0.0196133, Force}, "1N": {1, Force},
		"10uM": {0.01, Concentration}, "1M": {1000, Concentration}, "80Mohm": {8e7, Resistance}, "3nS": {3e-9, Conductance}, "1uF": {1e-6, Capacitance},
		"3um": {3e-6, Length}, "2cm": {0.02, Length}, "1kPa": {1000, Pressure}, "60dB": {60, Level}, "1e-12A": {1e-12, Current},
	} {
		if got, problem := Parse(text); problem != nil || got != want {
			t.Errorf("%s is %v %v, not %v", text, got, problem, want)
		}
	}
}

func TestProblems(t *testing.T) {
	for text, want := range map[string]string{
		"5m": "min, ms or mm? Write 5min, 5ms or 5mm", "10sec": "write 10s", "3mv": "write 3mV", "2hours": "write 2h", "1h30": "write 1h30min",
		"30min1h": "longest unit first", "1h1h": "longest unit first", "1V2mV": "one number and one unit", "0.1ns": "1ns or more", "3": "put the unit behind",
		"": "write a number", "h": "write a number", "5kg": "count in g or N", "3quux": "protoexp explain units", "1e999s": "between 1e-300", "1e308M": "below 1e300",
		"2 months": "count in d or w", "3MHz": "count in kHz", "1h30m": "min, ms or mm",
	} {
		_, problem := Parse(text)
		if problem == nil || !strings.Contains(problem.Fix, want) {
			t.Errorf("%q: %+v, want %q", text, problem, want)
		}
	}
	if _, p := Parse("10sec"); len(p.Instead) != 1 || p.Instead[0] != "10s" {
		t.Errorf("10sec is certain: %+v", p)
	}
}

func TestFormat(t *testing.T) {
	for want, q := range map[string]Quantity{
		"500ms": {0.5, Time}, "30s": {30, Time}, "2h": {7200, Time}, "1h30min": {5400, Time}, "1min30s": {90, Time}, "1d": {86400, Time}, "25h": {90000, Time},
		"10d": {864000, Time}, "14w": {8467200, Time}, "2min28.5s": {148.5, Time}, "100us": {0.0001, Time}, "1.5s": {1.5, Time}, "0s": {0, Time},
		"-30s": {-30, Time}, "2d12h": {216000, Time}, "-70mV": {-0.07, Voltage}, "2nA": {2e-9, Current}, "0.5pA": {5e-13, Current}, "2g": {0.0196133, Force},
		"1N": {1, Force}, "10uM": {0.01, Concentration}, "10Hz": {10, Frequency}, "80Mohm": {8e7, Resistance}, "60dB": {60, Level}, "0.2": {0.2, None},
		"1200V": {1200, Voltage}, "3 V/s": {3, Voltage.Div(Time)},
	} {
		if got := Format(q); got != want {
			t.Errorf("%v is written %s, not %s", q, got, want)
		}
	}
}

// TestFormatReadsBack holds that no digit of any value is lost.
func TestFormatReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := rapid.SampledFrom(Units).Draw(t, "unit")
		q := Quantity{rapid.Float64().Draw(t, "value"), u.Dim}
		if u.Dim == Time { // whole nanoseconds
			q.Value = float64(rapid.Int64Range(-1<<53, 1<<53).Draw(t, "ns")) / 1e9
		}
		if u.Dim == None || math.Abs(q.Value) > 1e300 {
			return
		}
		text := Format(q)
		if again, problem := Parse(text); problem != nil || again != q {
			t.Fatalf("%v is written %s and read as %v %v", q, text, again, problem)
		}
	})
}

// TestTimesAreWhole holds that times are exact to the nanosecond; beyond 24 days a float64 of seconds is too coarse for
// nanoseconds, and they are exact to the microsecond.
func TestTimesAreWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h, min, ms := rapid.Int64Range(0, 570).Draw(t, "h"), rapid.Int64Range(0, 59).Draw(t, "min"), rapid.Int64Range(0, 59999).Draw(t, "ms")
		text := Format(Quantity{float64(h) * 3600, Time})
		if h == 0 {
			text = ""
		}
		text += number(float64(min), 0) + "min" + number(float64(ms), 0) + "ms"
		q, problem := Parse(text)
		if problem != nil || int64(math.Round(q.Value*1e9)) != ((h*60+min)*60000+ms)*1e6 {
			t.Fatalf("%s is %v %v", text, q, problem)
		}
	})
}

func TestDimensions(t *testing.T) {
	for want, d := range map[string]Dimension{
		"1": None, "s": Time, "V": Voltage, "1/s": Frequency, "mol/m^3": Concentration, "V/s": Voltage.Div(Time), "A/s": Current.Div(Time), "V^2": Voltage.Mul(Voltage),
		"1/V": None.Div(Voltage), "mol/(m^3 s)": Concentration.Div(Time), "N": Force, "sqrt(s)": mustSqrt(Time), "S/V": Conductance.Div(Voltage), "1/s^2": Frequency.Mul(Frequency),
	} {
		if got := d.String(); got != want {
			t.Errorf("%v is %s, not %s", [6]int8(d), got, want)
		}
	}
	for d, want := range map[Dimension]string{Time: "a time (s)", None: "a plain number", Frequency: "a frequency (Hz)", Voltage.Div(Time): "a value in V/s"} {
		if got := d.Describe(); got != want {
			t.Errorf("%v is %s, not %s", d, got, want)
		}
	}
	if Current.Mul(Resistance) != Voltage || Voltage.Mul(Conductance) != Current || Capacitance.Mul(Voltage).Div(Time) != Current || Time.Mul(Frequency) != None {
		t.Error("the dimensions do not fit each other")
	}
	if _, ok := mustSqrt(Time).Pow(0.5); ok {
		t.Error("the fourth root of a time has a dimension")
	}
	if _, ok := Time.Pow(0.3); ok {
		t.Error("a time to the power of 0.3 has a dimension")
	}
	if _, ok := Time.Pow(math.Inf(1)); ok {
		t.Error("an infinite power has a dimension")
	}
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SampledFrom(Units)
		a, b := all.Draw(t, "a").Dim, all.Draw(t, "b").Dim
		if a.Mul(b).Div(b) != a || a.Mul(b) != b.Mul(a) || mustSqrt(a.Mul(a)) != a {
			t.Fatalf("%v and %v", a, b)
		}
	})
}

func mustSqrt(d Dimension) Dimension {
	r, ok := d.Pow(0.5)
	if !ok {
		panic(d.String())
	}
	return r
}
