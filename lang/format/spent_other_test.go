//go:build !unix

package format

import "time"

var start = time.Now()

// clock is the time on the wall.
func clock() time.Duration { return time.Since(start) }
