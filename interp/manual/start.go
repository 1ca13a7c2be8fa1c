package manual

import (
	_ "embed"
	"strings"
)

// readme is a copy of the README of the project, since only files below a package can be embedded; a test holds the two equal.
//
//go:embed readme.md
var readme string

// start is the first page: what the README says.
func start() Page {
	_, body, _ := strings.Cut(readme, "\n")
	return Page{Name: "start", Group: "Start", Title: "Start here", Body: ready(body)}
}
