// Package examples holds the lessons, so that the program can show them wherever it is installed. It is text; there is no Go
// code here but the embedding.
package examples

import "embed"

// Files holds every lesson (NAME.proto-exp), the course and the answers to its questions (course/answers.txt).
//
//go:embed *.proto-exp course/*.proto-exp course/answers.txt
var Files embed.FS
