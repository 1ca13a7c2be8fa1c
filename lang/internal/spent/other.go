//go:build !unix

package spent

import "time"

var start = time.Now()

// Time is the time on the wall.
func Time() time.Duration { return time.Since(start) }
