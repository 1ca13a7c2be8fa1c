package timeline

import (
	"protoexp/lang/ast"
)

// conclude has every animal of the collected design walked and then asks what was put off.
func (w *Walker) conclude() {
	d := w.bodies.design
	if d == nil || w.bodies.animal {
		return
	}
	w.bodies.design = nil
	if len(d.Branches) == 0 && d.Body != nil && d.Kind == Experiment && !w.bodies.broken {
		w.fail("no-animals", d.At, "this experiment has no animals", "write what is done to them in groups: group trained n=12 { train: touch siphon x10 }")
		return
	}
	own := usesOwn(d.Branches)
	if w.lent && own != "" {
		w.other(own)
	}
	if len(d.Branches) > 0 && w.circuit == nil && own == "" {
		w.needCircuit(d.At)
	}
	d.Seed, d.Seeded, d.Circuit, d.Measures, d.walker = w.Seed, w.seeded, w.circuit, w.measures, w
	if w.circuit != nil && w.circuit.Recovery != nil {
		d.Recovery, _ = w.duration(w.circuit.Recovery, "recovery", true)
	}
	d.Readings = w.readings()
	w.bodies.done = append(w.bodies.done, d)
	if len(d.Branches) > 0 && w.stopped == nil {
		var err error
		if d.Subjects, err = w.World.Run(d); err != nil {
			w.stopped = err
		}
		d.outline()
		if d.Circuit == nil { // every branch chose its own
			for _, s := range d.outlines {
				if s.circuit != nil {
					w.setCircuit(s.circuit)
					d.Circuit, d.Measures, d.Readings = w.circuit, w.measures, w.readings()
					break
				}
			}
		}
	}
	for _, s := range d.outlines {
		s.Branch.learn(s)
	}
	for _, s := range d.Subjects {
		s.Branch.learn(s)
		w.bodies.longest = max(w.bodies.longest, s.End)
	}
	w.bodies.design = d
	w.checkRoles()
	w.bodies.design = nil
	d.Ask(d.Subjects)
	w.Out.Design(d)
}

// Ask answers what the design asks, from these animals of it alone. It may be done again with others.
func (d *Design) Ask(subjects []*Subject) {
	w := d.walker
	d.Subjects, d.Questions, d.Predictions, d.Explorations = subjects, nil, nil, nil
	for _, s := range subjects {
		s.Out = ""
	}
	w.bodies.design = d
	w.exclude(d.Plan.Exclude) // wherever the plan stands
	for _, do := range d.later {
		do()
	}
	w.bodies.design = nil
}

// outline walks every branch dry, so that what can be asked does not depend on which animals there are.
func (d *Design) outline() {
	if len(d.Subjects) > 0 && d.Subjects[0].Dry {
		d.outlines = d.Subjects
		return
	}
	quiet := *d.walker
	quiet.Out, quiet.Report, quiet.steps = Silent{}, unheard, budget(DryWorld{})
	loud := d.walker
	d.walker = &quiet
	d.outlines, _ = DryWorld{}.Run(d)
	d.walker = loud
}

// readings are all that a trial can be asked: every measure of every effector, and the potentials that were asked for.
func (w *Walker) readings() (list []Reading) {
	if w.circuit == nil {
		return nil
	}
	for _, e := range w.circuit.Effectors {
		for _, m := range e.Model.Measures {
			list = append(list, Reading{e.Reading(m), m.Dim})
		}
	}
	for _, m := range w.measures {
		known := false
		for _, r := range list {
			known = known || r == m
		}
		if !known {
			list = append(list, m)
		}
	}
	return list
}

// usesOwn is the preparation that branches choose themselves; "" where they do not.
func usesOwn(list []*Branch) string {
	for _, b := range list {
		for _, st := range b.body.Stmts {
			if u, ok := st.(*ast.Use); ok {
				if id, names := u.Module.(*ast.Ident); names {
					return id.Name
				}
			}
		}
	}
	return ""
}
