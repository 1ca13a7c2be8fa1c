package record

// prefixes are those that people write beside a unit, the largest first.
var prefixes = []struct {
	symbol string
	size   float64
}{{"", 1}, {"m", 1e-3}, {"u", 1e-6}, {"n", 1e-9}, {"p", 1e-12}}

// Prefixed is the unit in which numbers are written of which the largest has this absolute value (SI): mV for 0.048 V. A
// table and a sentence about the same numbers have the same one. Times from a tenth of a second on are in seconds, and units
// that are no electrical ones stay as they are.
func Prefixed(unit string, largest float64) (symbol string, size float64) {
	least := 1.0
	switch unit {
	case "s":
		least = 0.1
	case "V", "A", "S", "F":
	default:
		return unit, 1
	}
	if largest == 0 {
		return unit, 1
	}
	for _, p := range prefixes {
		if largest >= least*p.size {
			return p.symbol + unit, p.size
		}
	}
	return unit, 1
}
