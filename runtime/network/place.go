package network

import "protoexp/runtime/equation"

// Place is where a number of a synapse is kept.
type Place uint8

// The places, from narrow to wide. The sum of two places by or is where something lives that depends on both.
const (
	Nowhere  Place = 0 // once for all connections
	AtSource Place = 1
	AtTarget Place = 2
	AtPair   Place = 3
)

// places finds where the variables of rules may live: one that changes only `on pre` and by its own equation belongs to
// the source, one that changes only `on post` to the target, and only the rest is stored for each pair. What no event changes
// and what reads no cell is the same everywhere: it is kept once. Variables that read each other in their equations stay
// together. weight is where the weight lives.
func places(rules []*equation.Model, weight Place) ([]map[string]Place, Place) {
	at := make([]map[string]Place, len(rules))
	for i := range at {
		at[i] = map[string]Place{}
	}
	release := Nowhere
	for changed := true; changed; {
		changed = false
		for i, m := range rules {
			of := func(name string) Place {
				switch s, _ := side(name); {
				case s == "pre":
					return AtSource
				case s == "post":
					return AtTarget
				case name == "weight":
					return weight
				case name == "release":
					return release
				}
				return at[i][name]
			}
			need := func(e *equation.Expr) Place {
				p := Nowhere
				e.Names(func(name string) { p |= of(name) })
				if e.Draws() {
					p = AtPair
				}
				return p
			}
			raise := func(name string, p Place) {
				switch name {
				case "weight":
					changed = changed || weight|p != weight
					weight |= p
				case "release":
					changed = changed || release|p != release
					release |= p
				default:
					changed = changed || at[i][name]|p != at[i][name]
					at[i][name] |= p
				}
			}
			for _, v := range m.Vars {
				if v.Init != nil && v.Init.Draws() {
					raise(v.Name, AtPair)
				}
			}
			for _, a := range m.OnPre {
				own := AtSource
				if a.Target == "release" {
					own = Nowhere
				}
				if a.Target == "weight" {
					own = AtPair
				}
				raise(a.Target, own|need(a.Value))
			}
			for _, a := range m.OnPost {
				own := AtTarget
				if a.Target == "weight" {
					own = AtPair
				}
				raise(a.Target, own|need(a.Value))
			}
			for _, t := range m.Every {
				for _, a := range t.Body {
					raise(a.Target, AtPair)
				}
			}
			for _, d := range m.Derivs {
				raise(d.Var, need(d.Rate))
				d.Rate.Names(func(name string) {
					if _, ok := indexOf(m.Vars, name); ok {
						raise(name, at[i][d.Var])
					}
				})
			}
		}
	}
	return at, weight
}

func indexOf(list []equation.Value, name string) (int, bool) {
	for i, v := range list {
		if v.Name == name {
			return i, true
		}
	}
	return -1, false
}
