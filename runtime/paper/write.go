package paper

import (
	"bufio"
	"fmt"
	"io"

	"protoexp/runtime/record"
)

// WriteMethods writes the paragraphs as Markdown.
func WriteMethods(w io.Writer, r *record.Result, a *record.Account, version string) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "## Methods\n")
	for _, s := range Methods(r, a, version) {
		fmt.Fprintf(b, "\n**%s.** %s\n", s.Title, s.Text)
	}
	return b.Flush()
}

// WriteARRIVE writes the checklist as Markdown; what the script does not say stands on lines of its own.
func WriteARRIVE(w io.Writer, r *record.Result, a *record.Account, version string) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "## ARRIVE 2.0, the essential 10\n\nFilled in from the script %s. \"Not said\" is what the script does not say.\n", a.Script)
	topic, missing := "", 0
	for _, x := range ARRIVE(r, a, version) {
		if x.Topic != topic {
			topic = x.Topic
			fmt.Fprintf(b, "\n### %s\n", topic)
		}
		fmt.Fprintf(b, "\n**%s, %s.** ", x.Number, x.Question)
		if x.Answer != "" {
			fmt.Fprintf(b, "%s\n", x.Answer)
		}
		if x.Missing != "" {
			missing++
			if x.Answer != "" {
				fmt.Fprintf(b, "\n")
			}
			fmt.Fprintf(b, "Not said: %s.\n", x.Missing)
		}
	}
	fmt.Fprintf(b, "\n%d of the questions have something that the script does not say.\n", missing)
	return b.Flush()
}
