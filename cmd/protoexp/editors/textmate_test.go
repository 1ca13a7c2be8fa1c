package editors_test

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// rule is a pattern of a TextMate grammar that matches within a line. Its expressions mean the same to RE2, with which they
// are tested here, and to Oniguruma, with which editors read them: they look neither ahead nor behind.
type rule struct {
	Comment  string             `json:"comment,omitempty"`
	Name     string             `json:"name,omitempty"`
	Match    string             `json:"match"`
	Captures map[string]capture `json:"captures,omitempty"`
}

type capture struct {
	Name string `json:"name"`
}

// captures names the groups of an expression that have a name, in order.
func captures(names ...string) map[string]capture {
	m := map[string]capture{}
	for i, n := range names {
		if n != "" {
			m[strconv.Itoa(i+1)] = capture{n + ".protoexp"}
		}
	}
	return m
}

// any of the words of a list.
func any(list string) string { return strings.Join(words[list], "|") }

// rules is the grammar. Where two match at the same place, the first wins.
func rules() []rule {
	const begin = `(^|[;{|])(\s*)`
	return []rule{
		{"documentation", "comment.line.documentation.protoexp", `##.*$`, nil},
		{"", "comment.line.number-sign.protoexp", `#.*$`, nil},
		{"word processors curl quotes", "string.quoted.double.protoexp", `["“”„‟«»″][^"“”„‟«»″]*(?:["“”„‟«»″]|$)`, nil},
		{"the equation of a variable", "", begin + `(d)(\w+)(\s*/\s*)(dt)\b`,
			captures("punctuation.separator", "", "keyword.operator.derivative", "variable.other.property", "keyword.operator", "keyword.operator.derivative")},
		{"omit, peek and pair, and what is done", "", begin + `(?:([A-Za-z_]\w*)(\s*:)(\s*))?((?:(?:omit|peek)\s+)?pair|omit|peek)(\s+)(?:(scatter|inject|clamp|fire)\b|([A-Za-z_]\w*))`,
			captures("punctuation.separator", "", "entity.name.label", "punctuation.separator.label", "", "keyword.control", "", "keyword.control", "support.function.verb")},
		{"a label, and what follows it", "", begin + `([A-Za-z_]\w*)(\s*:)(\s*)(scatter|inject|clamp|fire)\b`,
			captures("punctuation.separator", "", "entity.name.label", "punctuation.separator.label", "", "keyword.control")},
		{"a label, and what is done", "", begin + `([A-Za-z_]\w*)(\s*:)(\s*)([A-Za-z_]\w*)`,
			captures("punctuation.separator", "", "entity.name.label", "punctuation.separator.label", "", "support.function.verb")},
		{"a label", "", begin + `([A-Za-z_]\w*)(\s*:)`, captures("punctuation.separator", "", "entity.name.label", "punctuation.separator.label")},
		{"", "", begin + `(use)(\s+)([A-Za-z_]\w*)(\s+with\b)?`, captures("punctuation.separator", "", "keyword.control", "", "entity.name.type", "keyword.other.modifier")},
		{"an event", "", begin + `(on)(\s+)(\w+)`, captures("punctuation.separator", "", "keyword.control", "", "keyword.other.event")},
		{"what is given a name", "", begin + `(neuron|rule|modulator|agent|circuit|learner|effector|stimulus|group|factor|let|report)(\s+)([A-Za-z_]\w*)`,
			captures("punctuation.separator", "", "keyword.control", "", "entity.name.type")},
		{"a word that begins a statement or says something of a definition", "", begin + `(?:(` + any("statements") + `)|(` + any("properties") + `))\b`,
			captures("punctuation.separator", "", "keyword.control", "keyword.other.property")},
		{"else, and the entries of a plan", "", begin + `(` + any("modifiers") + `)\b`, captures("punctuation.separator", "", "keyword.other.modifier")},
		{"what is given a value", "", begin + `([A-Za-z_]\w*)(\s*(?:[-+*/]?=|\||\.))`, captures("punctuation.separator", "", "variable.other", "keyword.operator")},
		{"what is done", "", begin + `([A-Za-z_]\w*)`, captures("punctuation.separator", "", "support.function.verb")},
		{"the second of a pair", "", `\b(with)(\s+)([A-Za-z_]\w*)`, captures("keyword.other.modifier", "", "support.function.verb")},
		{"repeats", "constant.numeric.repeat.protoexp", `(?:\bx|×)\d+\b`, nil},
		{"quantities", "", `((?:\b\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?)(?: ?(%)|((?:` + any("units") + `)(?:\d+(?:\.\d+)?(?:` + any("units") + `))*)\b| (` + long("units") + `)\b)`,
			captures("constant.numeric", "keyword.other.unit", "keyword.other.unit", "keyword.other.unit")},
		{"numbers, and units that are none", "", `((?:\b\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?)([A-Za-zµμΩ_]\w*)?`,
			captures("constant.numeric", "invalid.illegal.unit")},
		{"", "", `(\.)([A-Za-z_]\w*)`, captures("punctuation.accessor", "variable.other.property")},
		{"", "", `\b(` + any("functions") + `)(\()`, captures("support.function", "punctuation.section.parens")},
		{"", "keyword.operator.word.protoexp", `\b(?:` + any("operators") + `)\b`, nil},
		{"", "", `\b(senses)(\()`, captures("keyword.other.property", "punctuation.section.parens")},
		{"words inside a statement", "keyword.other.modifier.protoexp", `\b(?:` + any("modifiers") + `)\b`, nil},
		{"statements inside another", "keyword.control.protoexp", `\b(?:omit|pair|peek|scatter|expect|fire|inject|clamp|spike|when|within)\b`, nil},
		{"any other name", "variable.other.protoexp", `[\p{L}_][\p{L}\p{M}\w]*`, nil},
		{"", "keyword.operator.protoexp", `->|\.\.|[-+*/]=|[<>=!]=|[-+*/^<>=~→≤≥≠≈…−‐‑–]`, nil},
	}
}

// long are the units of two or more letters, which may stand behind a blank.
func long(list string) string {
	var out []string
	for _, w := range words[list] {
		if len(w) > 1 {
			out = append(out, w)
		}
	}
	return strings.Join(out, "|")
}

// textmate is the grammar as JSON.
func textmate() string {
	grammar := struct {
		Comment   string   `json:"comment"`
		Name      string   `json:"name"`
		ScopeName string   `json:"scopeName"`
		FileTypes []string `json:"fileTypes"`
		Patterns  []rule   `json:"patterns"`
	}{"made from the tables of the language by: UPDATE=1 go test ./cmd/protoexp/editors", "protoexp", "source.protoexp", []string{"proto-exp"}, rules()}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(grammar); err != nil {
		panic(err)
	}
	return b.String()
}
