package manual

import (
	"fmt"
	"strings"
	"sync"

	"protoexp/lang/unit"
)

// units is the page of all units, kind by kind.
func units() Page {
	return Page{Name: "units", Group: "The language", Title: "Units", Body: sync.OnceValue(func() string {
		var b strings.Builder
		b.WriteString("Every number of nature has a unit. Units that do not fit together are found before anything runs. `A` and other units of one letter stand at their number: `2h`.\n")
		for i, u := range unit.Units {
			if i == 0 || u.Dim != unit.Units[i-1].Dim {
				kind, _, _ := strings.Cut(u.Dim.Describe(), " (")
				kind = strings.TrimPrefix(strings.TrimPrefix(kind, "an "), "a ")
				fmt.Fprintf(&b, "\n## %s {#%s}\n\n", Escape(upper(kind)), slug(kind))
			}
			fmt.Fprintf(&b, "- `%s`: %s\n", u.Name, Escape(u.Meaning))
		}
		return b.String()
	})}
}
