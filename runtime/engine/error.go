// Package engine is the clock of an animal: it steps while something is active and jumps while nothing is.
package engine

import "fmt"

// BlowUp says that a variable is no longer a finite number.
type BlowUp struct {
	Owner    string // population, synapse and rule, modulator or effector
	Variable string
	Cell     int   // from 0; of a synapse the connection's number
	Time     int64 // ns
}

func (e *BlowUp) Error() string {
	return fmt.Sprintf("%s of %s[%d] is no longer a finite number at %.6g s", e.Variable, e.Owner, e.Cell+1, float64(e.Time)/1e9)
}
