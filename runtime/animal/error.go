package animal

import "errors"

// ErrStopped is returned when Stop said so.
var ErrStopped = errors.New("stopped")
