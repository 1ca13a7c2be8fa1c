package animal

import (
	"fmt"

	"protoexp/runtime/engine"
	"protoexp/runtime/network"
)

// ErrStopped is returned when Stop said so.
var ErrStopped = engine.ErrStopped

func (a *Animal) mistake(owner, format string, args ...any) error {
	return &network.Mistake{Owner: owner, Text: fmt.Sprintf(format, args...)}
}
