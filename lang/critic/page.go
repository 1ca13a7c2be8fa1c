package critic

import (
	"fmt"
	"strings"
)

// Page is what `protoexp explain` says about a rule.
type Page struct {
	Title    string   // what is wrong, one sentence
	Looks    string   // what the rule looks at
	Why      string   // why it matters
	Example  string   // a script in which it fires
	Repaired string   // the same without the fault
	Limits   string   // how it can be wrong
	NoEdit   string   // why it proposes no edit of the script; "" where it does
	Reading  []string // sources
}

// Text writes a rule's page for people.
func (r *Rule) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s, %s of the critic): %s\n", r.Name, r.Family, r.Severity, r.Page.Title)
	part := func(head, text string) {
		if text != "" {
			fmt.Fprintf(&b, "\n%s\n%s\n", head, text)
		}
	}
	script := func(head, text string) {
		if text != "" {
			fmt.Fprintf(&b, "\n%s\n\n    %s\n", head, strings.ReplaceAll(strings.Trim(text, "\n"), "\n", "\n    "))
		}
	}
	part("What it looks at.", r.Page.Looks)
	part("Why it matters.", r.Page.Why)
	script("A design that has it:", r.Page.Example)
	script("The same design without it:", r.Page.Repaired)
	part("How it can be wrong.", r.Page.Limits)
	part("Why it proposes no edit.", r.Page.NoEdit)
	part("Reading.", strings.Join(r.Page.Reading, "\n"))
	fmt.Fprintf(&b, "\nTo keep the design as it is, give a reason: allow %s \"...\"\n", r.Name)
	return b.String()
}
