package interp

import (
	"errors"
	"fmt"
	"strings"

	"protoexp/lang/check"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
	"protoexp/runtime/animal"
	"protoexp/runtime/engine"
	"protoexp/runtime/network"
)

// fault says what went wrong in an animal, or with building it, at its place in the circuit and with what to change.
func (w *world) fault(s timeline.Setup, err error) error {
	c := s.Circuit
	var limit *network.Limit
	var mistake *network.Mistake
	var blowUp *engine.BlowUp
	switch {
	case err == nil:
		return nil
	case errors.Is(err, animal.ErrStopped):
		return timeline.ErrStopped
	case errors.As(err, &limit):
		return w.tooLarge(c, limit)
	case errors.As(err, &blowUp):
		return &timeline.Fault{Code: "run-failed", Message: err.Error(),
			Fix: fmt.Sprintf("look at the equations of %s and the values that reach it; record shows a variable over time", blowUp.Owner)}
	case errors.As(err, &mistake):
		f := &timeline.Fault{Code: "cannot-build", At: defined(c, mistake.Owner), Message: mistake.Error(), Fix: mistake.Fix}
		if several, ok := err.(interface{ Unwrap() []error }); ok && len(several.Unwrap()) > 1 {
			f.Message += fmt.Sprintf(" (and %d more of this kind)", len(several.Unwrap())-1)
		}
		for _, o := range s.Overrides {
			if o.At.File != nil && (o.Owner == mistake.Owner || strings.HasPrefix(mistake.Owner, o.Owner+" ")) {
				f.At = o.At
			}
		}
		if f.Fix == "" {
			f.Fix = "look at the definition of the circuit: its counts, weights and delays"
		}
		return f
	}
	return err
}

// tooLarge puts a limit into words.
func (w *world) tooLarge(c *check.Circuit, l *network.Limit) error {
	f := &timeline.Fault{Code: "too-large", At: defined(c, l.Owner)}
	smaller := fmt.Sprintf("give %s fewer cells", named(c, l.Owner))
	if c.Synapse(l.Owner) != nil {
		smaller = fmt.Sprintf("join fewer cells by %s: a smaller probability, or fewer cells", named(c, l.Owner))
	}
	switch l.What {
	case network.Memory:
		f.Message = fmt.Sprintf("one animal needs %s of memory, %s of it for %s, and the limit is %s", amount(l.Need), amount(l.Part), named(c, l.Owner), amount(l.Have))
		f.Fix = fmt.Sprintf("%s, or run with --memory %s where there is so much", smaller, strings.ReplaceAll(amount(l.Need+l.Need/50), " ", ""))
		if n := w.together(); n > 1 {
			f.Message += fmt.Sprintf(" for each of the %d that live at the same time", n)
			f.Fix = fmt.Sprintf("%s, or run with --jobs 1", smaller)
		}
	case network.Connections:
		f.Message = fmt.Sprintf("%s has %d connections, and one synapse has at most %d", named(c, l.Owner), l.Need, l.Have)
		f.Fix = smaller
	default:
		f.Message = fmt.Sprintf("the recordings hold more than %d values, which is the limit for %s of memory", w.recordable(), amount(w.memory()))
		f.Fix = "record fewer cells, or not every step: record ... every 10ms; write record off where no more is needed, or run with --memory"
	}
	return f
}

// named is how a script names a part of the circuit.
func named(c *check.Circuit, owner string) string {
	if y := c.Synapse(owner); y != nil {
		return fmt.Sprintf("%s -> %s", y.Pre.Name, y.Post.Name)
	}
	return owner
}

// defined is where a part of the circuit is defined, if that is in the user's own text.
func defined(c *check.Circuit, owner string) (at source.Span) {
	owner, _, _ = strings.Cut(owner, " ") // a rule is called by its synapse and its name
	if p := c.Population(owner); p != nil {
		at = p.Decl.Span()
	} else if y := c.Synapse(owner); y != nil {
		at = y.Decl.Span()
	}
	if at.File != nil && strings.HasPrefix(at.File.Name, "stdlib/") {
		return source.Span{}
	}
	return at
}

// amount writes a size of memory.
func amount(n int64) string {
	x, unit := float64(n), 0
	units := []string{"bytes", "kB", "MB", "GB", "TB", "PB", "EB"}
	for ; x >= 999.5 && unit+1 < len(units); unit++ {
		x /= 1000
	}
	return fmt.Sprintf("%.3g %s", x, units[unit])
}
