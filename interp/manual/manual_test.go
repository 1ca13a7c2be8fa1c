package manual

import (
	"errors"
	"os"
	"path"
	"regexp"
	"strings"
	"sync"
	"testing"

	"protoexp/examples"
	"protoexp/interp"
	"protoexp/lang"
	"protoexp/lang/diag"
	"protoexp/lang/parse"
	"protoexp/lang/source"
)

// program stands for the page about commands, which cmd makes.
var program = Commands("What the program does.\n\n## protoexp run {#run}\n\nRuns a script.\n")

var codeBlock = regexp.MustCompile("(?ms)^```([^\n]*)\n(.*?)^```")

// Every block of script in the documentation does what its mark says: one that is to be run is run by the tests of the examples
// and of the reference, one that is to be checked has no mistake, and a line of a script can be read. Wrong ones are held by the
// tests of their messages.
func TestEveryBlock(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	scripts := lang.Reference + "\n" + readme
	for _, l := range interp.Lessons() {
		scripts += "\n" + l.Script
	}
	count := map[string]int{}
	for _, p := range Pages(program) {
		for _, m := range codeBlock.FindAllStringSubmatch(p.Body(), -1) {
			mark, script := m[1], m[2]
			count[mark]++
			switch mark {
			case "text", "console":
			case "proto-exp":
				if !strings.Contains(scripts, strings.TrimSpace(script)) {
					t.Errorf("%s: nothing runs\n%s", p.Name, script)
				}
			case "proto-exp wrong":
			case "proto-exp parse":
				if _, ds := parse.File(source.New("block", script)); diag.Failed(ds) {
					t.Errorf("%s: %v\n%s", p.Name, ds, script)
				}
			case "proto-exp check":
				s, ds := interp.Load("block", script, interp.Options{})
				if ds = append(ds, s.Refused()...); diag.Failed(ds) {
					t.Errorf("%s: %v\n%s", p.Name, ds, script)
				}
			default:
				t.Errorf("%s: a block is marked %q", p.Name, mark)
			}
		}
	}
	if count["proto-exp"] < 40 || count["proto-exp check"] < 200 || count["proto-exp wrong"] < 100 {
		t.Error("blocks are missing", count)
	}
}

// The first page is the README. UPDATE=1 copies it.
func TestStart(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(text) == readme {
		return
	}
	if os.Getenv("UPDATE") == "" {
		t.Fatal("README.md has changed: UPDATE=1 go test ./interp/manual copies it")
	}
	if err := os.WriteFile("readme.md", text, 0o666); err != nil {
		t.Fatal(err)
	}
}

// site is the site, file by file.
var site = sync.OnceValues(func() (map[string]string, error) {
	files := map[string]string{}
	err := Write(program, func(name string, data []byte) error {
		if files[name] != "" {
			return errors.New(name + " is written twice")
		}
		files[name] = string(data)
		return nil
	})
	return files, err
})

func written(t *testing.T) map[string]string {
	t.Helper()
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	files, err := site()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var (
	href = regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	ids  = regexp.MustCompile(` id="([^"]*)"`)
	mdTo = regexp.MustCompile(`\]\(([^)]*)\)`)
)

// Every link leads to a file that is there and to a place in it, and nowhere outside.
func TestLinks(t *testing.T) {
	files := written(t)
	anchors := map[string]bool{}
	for name, text := range files {
		seen := map[string]bool{}
		for _, m := range ids.FindAllStringSubmatch(text, -1) {
			if seen[m[1]] {
				t.Errorf("%s: two places are called %s", name, m[1])
			}
			seen[m[1]] = true
			anchors[name+"#"+m[1]] = true
		}
	}
	links := 0
	follow := func(from, to string) {
		links++
		file, place, _ := strings.Cut(to, "#")
		if file = path.Join(path.Dir(from), file); to == "" || strings.Contains(to, ":") || files[file] == "" {
			t.Errorf("%s: %q leads nowhere", from, to)
		} else if place != "" && strings.HasSuffix(file, ".html") && !anchors[file+"#"+place] {
			t.Errorf("%s: %q leads to no place", from, to)
		}
	}
	for name, text := range files {
		switch path.Ext(name) {
		case ".html":
			for _, m := range href.FindAllStringSubmatch(text, -1) {
				follow(name, m[1])
			}
		case ".md":
			for _, m := range mdTo.FindAllStringSubmatch(codeBlock.ReplaceAllString(text, ""), -1) {
				if strings.HasSuffix(strings.Split(m[1], "#")[0], ".md") {
					follow(name, m[1])
				}
			}
		}
	}
	for _, m := range regexp.MustCompile(`"u":"([^"]*)"`).FindAllStringSubmatch(files["index.js"], -1) {
		follow("index.html", m[1])
	}
	if links < 5000 {
		t.Error("links are missing", links)
	}
}

// Nothing of Markdown's signs is left in what people read, and nothing is lost: the site holds every name that is explained.
func TestNothingIsLost(t *testing.T) {
	files := written(t)
	all := ""
	for name, text := range files {
		if strings.HasSuffix(name, ".html") {
			all += text
			for _, bad := range []string{"{#", "**", "\\_", "\\*", "&amp;lt;", "```"} {
				if strings.Contains(regexp.MustCompile(`(?s)<code.*?</code>`).ReplaceAllString(text, ""), bad) {
					t.Errorf("%s shows %q", name, bad)
				}
			}
		}
	}
	for _, name := range interp.Names("") {
		if escaped := strings.NewReplacer("<", "&lt;", ">", "&gt;", "'", "’").Replace(name); !strings.Contains(strings.ReplaceAll(all, "'", "’"), escaped) {
			t.Errorf("%s stands nowhere", name)
		}
	}
	if entries, err := examples.Files.ReadDir("course"); err != nil || strings.Count(all, "Answer.") < len(entries)-1 {
		t.Error("answers are missing", err)
	}
}

func TestTopics(t *testing.T) {
	for _, name := range []string{"statements", "units", "stimuli", "drugs", "designs", "hypotheses", "critic rules", "models", "commands", "error codes", "Why", "course", "unknown-site", "habituation"} {
		text, found, _ := Topic(name, program, 80)
		if !found || len(text) < 80 {
			t.Errorf("help %s: %q", name, text)
		}
		if strings.Contains(text, "**") || strings.Contains(text, "{#") || strings.Contains(text, "](") || strings.Contains(text, `\_`) {
			t.Errorf("help %s shows signs of Markdown:\n%s", name, text)
		}
	}
	for wrong, right := range map[string]string{"stimulli": "stimuli", "desings": "designs", "error code": "error codes", "habitation": "habituation"} {
		if _, found, nearest := Topic(wrong, program, 80); found || len(nearest) == 0 || nearest[0] != right {
			t.Errorf("help %s: found %v, near %v", wrong, found, nearest)
		}
	}
}

// Lines of a paragraph keep to the width.
func TestPlain(t *testing.T) {
	p := Page{Title: "`T`", Body: ready("One *two* `three` four five six seven eight nine ten\\_eleven.\\\nTwelve.\n\n- a [link](x.md) in a list that is longer than a line of forty\n\n| a | b |\n|---|---|\n| `x \\| y` | what it means |\n\n```text\n  kept as it is\n```\n")}
	want := "T\n\nOne two three four five six seven eight\nnine ten_eleven.\nTwelve.\n\n- a link in a list that is longer than a\n  line of forty\n\nx | y\n    what it means\n\n      kept as it is\n"
	if got := Plain(p, 40); got != want {
		t.Errorf("%s\nnot\n%s", got, want)
	}
}
