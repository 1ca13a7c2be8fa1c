// Package lang holds the language reference as text. The language itself is in the packages below.
package lang

import _ "embed"

// Reference is REFERENCE.md: what scripts may say and mean.
//
//go:embed REFERENCE.md
var Reference string
