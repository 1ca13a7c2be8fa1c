package manual

import (
	"regexp"
	"strings"
)

// markdown turns what is explained of a name into Markdown: its first line, which names it, becomes a line in italics, what
// stands indented becomes a block, and everything else a paragraph.
func markdown(text, name string) string {
	var b strings.Builder
	before := ""
	for i, block := range blocks(text) {
		first, _, more := strings.Cut(block, "\n")
		switch {
		case strings.HasPrefix(block, "    "):
			b.WriteString(fence(before, dedent(block, 4)))
		case strings.HasPrefix(block, "  "):
			b.WriteString("```text\n" + dedent(block, 2) + "\n```\n\n")
		case i == 0 && strings.HasPrefix(block, name+": "):
			b.WriteString("*" + Escape(upper(strings.TrimPrefix(block, name+": "))) + "*\n\n")
		case i == 0 && strings.HasPrefix(block, name+" (") && strings.Contains(block, "): "):
			what, text, _ := strings.Cut(block[len(name)+2:], "): ")
			b.WriteString("*" + Escape(upper(what)) + ".* " + Escape(text) + "\n\n")
		case i == 0 && block == name:
		case i == 0 && !more && !strings.HasSuffix(block, "."):
			b.WriteString("`" + block + "`\n\n")
		case more && heads[first]:
			b.WriteString("**" + Escape(first) + "** " + strings.ReplaceAll(Escape(block[len(first)+1:]), "\n", "\\\n") + "\n\n")
		default:
			b.WriteString(strings.ReplaceAll(Escape(block), "\n", "\\\n") + "\n\n")
		}
		before = block
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// heads are the lines with which the parts of a rule of the critic begin.
var heads = map[string]bool{"What it looks at.": true, "Why it matters.": true, "How it can be wrong.": true, "Reading.": true}

// fence is a block of script, marked by what stands above it.
func fence(before, script string) string {
	mark := "proto-exp check"
	switch {
	case strings.HasPrefix(before, "Wrong"), strings.HasPrefix(before, "A design that has it"):
		mark = "proto-exp wrong"
	case strings.HasPrefix(before, "Instead"): // a line or two of a script
		mark = "proto-exp parse"
	}
	return "```" + mark + "\n" + script + "\n```\n\n"
}

// blocks are the parts of a text between empty lines; what is indented stays together.
func blocks(text string) (list []string) {
	for _, part := range strings.Split(strings.Trim(text, "\n"), "\n\n") {
		part = strings.TrimRight(part, "\n ")
		if part == "" {
			continue
		}
		if n := len(list); n > 0 && strings.HasPrefix(part, "    ") && strings.HasPrefix(list[n-1], "    ") {
			list[n-1] += "\n\n" + part
			continue
		}
		list = append(list, part)
	}
	return list
}

func dedent(block string, n int) string {
	lines := strings.Split(block, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l[min(n, len(l)-len(strings.TrimLeft(l, " "))):], " ")
	}
	return strings.Join(lines, "\n")
}

var (
	special = regexp.MustCompile(`[\\*_<>\[\]#|~{}]`)
	code    = regexp.MustCompile("`[^`]*`")
	leading = regexp.MustCompile(`(?m)^(\d+)([.)] )|^([-+] )`)
)

// Escape makes Markdown of a text that is plain, but for what stands between backticks.
func Escape(text string) string {
	var b strings.Builder
	at := 0
	plain := func(s string) { b.WriteString(special.ReplaceAllString(s, `\$0`)) }
	for _, m := range code.FindAllStringIndex(text, -1) {
		plain(text[at:m[0]])
		b.WriteString(text[m[0]:m[1]])
		at = m[1]
	}
	plain(text[at:])
	return leading.ReplaceAllString(b.String(), `$1\$2$3`)
}
