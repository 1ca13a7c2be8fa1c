package manual

import (
	"fmt"
	"strings"

	"protoexp/interp"
)

// course is a page for each lesson, and one that lists them.
func course() (list []Page) {
	var index strings.Builder
	index.WriteString("Each lesson is a script of a page. Read it, guess what comes out, run it, then answer its question.\n\n")
	fmt.Fprintf(&index, "```text\nprotoexp new my-lesson\nprotoexp run my-lesson.proto-exp\n```\n")
	group := "The course"
	for i, l := range interp.Lessons() {
		if group != "Examples" && !strings.HasPrefix(l.Path, "course/") {
			group = "Examples"
			index.WriteString("\n## Examples\n")
		}
		if i == 0 {
			index.WriteString("\n## The course\n")
		}
		name := "lesson-" + slug(l.Name)
		fmt.Fprintf(&index, "\n- [%s](%s.md): %s", Escape(l.Name), name, Escape(l.Summary()))
		var b strings.Builder
		fmt.Fprintf(&b, "%s\n\n", Escape(l.Intro))
		if l.Asks != "" {
			fmt.Fprintf(&b, "**Question.** %s\n\n", Escape(l.Asks))
		}
		fmt.Fprintf(&b, "The script, `examples/%s`:\n\n```proto-exp\n%s\n```\n", l.Path, strings.Trim(l.Body(), "\n"))
		if l.Answer != "" {
			fmt.Fprintf(&b, "\n**Answer.** %s\n", Escape(l.Answer))
		}
		list = append(list, Page{Name: name, Group: group, Title: title(l.Name), Body: ready(b.String())})
	}
	return append([]Page{{Name: "course", Group: "The course", Title: "The course", Body: ready(index.String() + "\n")}}, list...)
}

// title is the name of a lesson in words: 10 Habituation.
func title(name string) string {
	number, rest, ok := strings.Cut(name, "-")
	if !ok || number == "" || number[0] > '9' {
		return upper(strings.ReplaceAll(name, "-", " "))
	}
	return number + " " + upper(strings.ReplaceAll(rest, "-", " "))
}
