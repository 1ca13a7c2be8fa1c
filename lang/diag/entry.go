package diag

import (
	"fmt"
	"sort"
	"strings"
)

// Entry is the long form of a code, for `protoexp explain CODE`.
type Entry struct {
	Code    string
	Title   string // what it is, one sentence
	Why     string // why it is a mistake, in a few sentences
	Wrong   string // a script that has it
	Instead string // the script as it should be
}

var entries = map[string]Entry{}

// Register adds the entries of a package, which calls it for a package-level variable: var codes = diag.Register(...).
func Register(list ...Entry) []Entry {
	for _, e := range list {
		if _, twice := entries[e.Code]; twice || e.Code == "" {
			panic(fmt.Sprintf("the diagnostic code %q is registered twice", e.Code))
		}
		entries[e.Code] = e
	}
	return list
}

// Explain returns the entry of a code.
func Explain(code string) (Entry, bool) {
	e, ok := entries[code]
	return e, ok
}

// Codes lists every code that is registered, in order.
func Codes() []string {
	var codes []string
	for code := range entries {
		codes = append(codes, code)
	}
	sort.Strings(codes)
	return codes
}

// String writes an entry for people.
func (e Entry) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", e.Code, e.Title)
	if e.Why != "" {
		fmt.Fprintf(&b, "\n%s\n", e.Why)
	}
	example := func(head, text string) {
		if text != "" {
			fmt.Fprintf(&b, "\n%s\n\n    %s\n", head, strings.ReplaceAll(strings.Trim(text, "\n"), "\n", "\n    "))
		}
	}
	example("Wrong:", e.Wrong)
	example("Instead:", e.Instead)
	return b.String()
}
