// Package stdlib holds the standard library: neurons, rules and preparations written in the language itself, and the
// words of the field. It is text; there is no Go code here but the embedding.
package stdlib

import "embed"

// Files holds every module (NAME.proto-exp), the glossary (terms.txt) and published experiments (replications).
//
//go:embed *.proto-exp terms.txt replications/*.proto-exp
var Files embed.FS
