package network

import (
	"errors"
	"fmt"
)

// ErrStopped is returned by what was told to stop.
var ErrStopped = errors.New("stopped")

// Mistake is something wrong with a circuit.
type Mistake struct {
	Owner string // population, synapse, effector, ... ; may be ""
	Text  string
	Fix   string // what to change; may be ""
}

func (e *Mistake) Error() string {
	if e.Owner == "" {
		return e.Text
	}
	return e.Owner + ": " + e.Text
}

// What a Limit is about.
const (
	Memory      = "bytes of memory for one animal"
	Connections = "connections"
	Recorded    = "recorded values"
)

// Limit is a request for more than there is.
type Limit struct {
	What       string
	Need, Have int64
	Owner      string // the population or synapse that asks for most of it; may be ""
	Part       int64  // how much that is
}

func (e *Limit) Error() string {
	text := fmt.Sprintf("%d %s are needed, and the limit is %d", e.Need, e.What, e.Have)
	if e.Owner != "" {
		text += fmt.Sprintf("; %s needs %d", e.Owner, e.Part)
	}
	return text
}
