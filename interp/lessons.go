package interp

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"protoexp/examples"
)

// Lesson is an example that the program brings along.
type Lesson struct {
	Name   string // 01-neuron
	Path   string // in the folder of the examples
	Intro  string // what stands above it; without the question
	Asks   string // the question to the student; "" for none
	Answer string
	Script string
}

// Lessons lists the course first, and then the other examples, in order.
var Lessons = sync.OnceValue(func() (list []Lesson) {
	answers := map[string]string{}
	for _, e := range entries(examples.Files, "course/answers.txt") {
		answers[e.name] = e.text
	}
	for _, pattern := range []string{"course/*.proto-exp", "*.proto-exp"} {
		paths, err := fs.Glob(examples.Files, pattern)
		if err != nil {
			panic(err)
		}
		for _, p := range paths {
			text, err := fs.ReadFile(examples.Files, p)
			if err != nil {
				panic(err)
			}
			l := Lesson{Name: strings.TrimSuffix(path.Base(p), ".proto-exp"), Path: p, Script: string(text)}
			l.Intro, l.Asks = heading(l.Script)
			l.Answer = answers[l.Name]
			list = append(list, l)
		}
	}
	return list
})

// Summary is the first sentence of a lesson.
func (l Lesson) Summary() string { return firstSentence(l.Intro) }

// heading reads the comment above a script: what it is about, and its question.
func heading(text string) (intro, question string) {
	into := &intro
	for line := range strings.Lines(text) {
		comment, is := strings.CutPrefix(strings.TrimSpace(line), "#")
		if !is || strings.HasPrefix(comment, "#") {
			break
		}
		comment = strings.TrimSpace(comment)
		if asks, is := strings.CutPrefix(comment, "Question:"); is {
			into, comment = &question, asks
		}
		if strings.HasPrefix(comment, "critic:") || strings.HasPrefix(comment, "Answer:") {
			continue
		}
		*into = strings.TrimSpace(*into + " " + strings.TrimSpace(strings.TrimPrefix(comment, "Lesson:")))
	}
	return upper(intro), question
}

// entry is a line `name: text`.
type entry struct{ name, text string }

// entries reads a file of lines `name: text`; those that begin with # are comments.
func entries(files fs.FS, name string) (list []entry) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		panic(err)
	}
	for line := range strings.Lines(string(text)) {
		if name, text, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(line, "#") {
			list = append(list, entry{name, text})
		}
	}
	return list
}

// String is what is explained of a lesson.
func (l Lesson) String() string {
	text := l.Intro
	if l.Asks != "" {
		text += "\n\nQuestion: " + l.Asks
	}
	if l.Answer != "" {
		text += "\n\nAnswer: " + l.Answer
	}
	return paragraph("a lesson", l.Name, text, "") + fmt.Sprintf("\nThe script, examples/%s:\n\n%s\n", l.Path, indent(l.Body()))
}

// Body is the script without the comment above it.
func (l Lesson) Body() string {
	text := l.Script
	for strings.HasPrefix(text, "#") && !strings.HasPrefix(text, "##") {
		_, text, _ = strings.Cut(text, "\n")
	}
	return text
}
