package network

import "fmt"

// Mistake is something wrong with a circuit.
type Mistake struct {
	Owner string // population, synapse, effector, ... ; may be ""
	Text  string
}

func (e *Mistake) Error() string {
	if e.Owner == "" {
		return e.Text
	}
	return e.Owner + ": " + e.Text
}

// Limit is a request for more than there is.
type Limit struct {
	What       string // memory of one animal (bytes), recorded values, ...
	Need, Have int64
}

func (e *Limit) Error() string {
	return fmt.Sprintf("%s: %d needed, the limit is %d", e.What, e.Need, e.Have)
}
