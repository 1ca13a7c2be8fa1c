package timeline

import (
	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/eval"
	"protoexp/lang/unit"
)

// variability says how animals differ.
func (w *Walker) variability(st *ast.Variability) {
	if !w.needCircuit(st.Span()) {
		return
	}
	if w.stage != nil {
		w.fail("too-late", st.Span(), "how animals differ is said before anything is done to them", "put `variability` at the top of the script")
		return
	}
	v := w.eval(st.Amount)
	if v.Kind == eval.Unknown || !w.Scope.CheckVariability(w.circuit, st, v) {
		return
	}
	if !w.decided(st, "parameters") {
		w.setup.Spreads = append([]Spread{}, w.spreads(st, v.Num)...)
		w.checkCompounds(st)
	}
}

// spreads lists what varies: what the statement names, or what the preparation says.
func (w *Walker) spreads(st *ast.Variability, cv float64) (out []Spread) {
	if len(st.Of) == 0 {
		for _, own := range w.circuit.Variability {
			if len(own.Of) == 0 {
				continue
			}
			out = append(out, w.spreads(own, cv)...)
		}
		if out != nil {
			return out
		}
		st = &ast.Variability{Of: []ast.Expr{&ast.Ident{Name: "weight"}}}
	}
	for _, x := range st.Of {
		if id, ok := x.(*ast.Ident); ok && id.Name == "weight" {
			for _, s := range w.circuit.Synapses {
				if !s.Electrical {
					out = append(out, Spread{Owner: s.Name, Path: "weight", CV: cv})
				}
			}
			continue
		}
		names, ok := check.Path(x)
		if !ok {
			continue
		}
		if w.circuit.Learner != nil && len(names) == 1 { // of all cues
			out = append(out, Spread{Path: names[0].Text, CV: cv})
			continue
		}
		p, known := w.Scope.Parameter(w.circuit, names)
		potential := known && p.Dim == unit.Voltage && w.circuit.Population(p.Owner) != nil
		out = append(out, Spread{names[0].Text, path(names[1:]), cv, potential})
	}
	return out
}

// own is how animals of the preparation differ when the script does not say it.
func (w *Walker) own() (list []Spread) {
	list = []Spread{}
	for _, st := range w.circuit.Variability {
		if v := w.eval(st.Amount); v.Kind == eval.Number && v.Dim == unit.None {
			list = append(list, w.spreads(st, v.Num)...)
		}
	}
	return list
}
