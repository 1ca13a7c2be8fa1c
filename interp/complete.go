package interp

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/timeline"
	"protoexp/lang/unit"
)

// Explained lists every name that Explain knows.
func Explained() []string { return Names("") }

// Complete returns the word at the end of line and what it may become: words that begin a statement, then what may stand
// in its places: verbs, sites, cells, parts, agents, labels, fields behind a point, numbers with their unit, and names.
func (s *Session) Complete(line string) (word string, candidates []string) {
	c := completion{walker: s.now().walker, scope: s.now().scope, circuit: s.circuit()}
	return lastWord(line), c.words(line)
}

// lastWord is what stands behind the last separator; a number keeps its point.
func lastWord(line string) string {
	if m := numbered.FindStringSubmatch(line); m != nil {
		return m[1]
	}
	return line[strings.LastIndexAny(line, separators)+1:]
}

var numbered = regexp.MustCompile(`(?:^|[^\w.])(\d+(?:\.\d+)?[A-Za-zμµ]*)$`)

// CompleteAt returns candidates for the word that ends at a byte offset of a script. What stands before its line says which
// labels and names there are; it runs nothing.
func CompleteAt(name, text string, offset int, o Options) []string {
	offset = max(0, min(offset, len(text)))
	before := text[:strings.LastIndexByte(text[:offset], '\n')+1]
	s, _ := Load(name, before, o)
	w, _ := s.dry(func(diag.Diagnostic) {})
	scope := s.scope.Clone()
	scope.SetReport(func(diag.Diagnostic) {})
	c := completion{walker: w, scope: scope, circuit: w.Circuit()}
	for _, d := range w.Designs() {
		if c.circuit == nil {
			c.circuit = d.Circuit
		}
	}
	if c.circuit == nil {
		c.circuit = scope.Use(ast.Name{Text: timeline.DefaultPreparation})
	}
	return c.words(text[len(before):offset])
}

// words are the candidates for the last word of a line, in order.
func (c completion) words(line string) []string {
	if c.circuit == nil {
		return nil
	}
	word := lastWord(line)
	var out []string
	seen := map[string]bool{}
	candidates := c.candidates
	if word != "" && word[0] >= '0' && word[0] <= '9' {
		candidates = func(before string) []string { return c.quantities(before, strings.TrimRight(word, letters)) }
	}
	for _, name := range candidates(strings.TrimSuffix(line, word)) {
		if strings.HasPrefix(name, word) && name != word && !seen[name] {
			seen[name] = true
			out = append(out, name)
		}
	}
	sort.Strings(out)
	return out
}

// quantities are a number with each unit that fits the word before it.
func (c completion) quantities(before, number string) (out []string) {
	words := strings.FieldsFunc(before[strings.LastIndexAny(before, "\n;{}")+1:], func(r rune) bool { return strings.ContainsRune(" \t,([=+-", r) })
	if len(words) == 0 {
		return nil
	}
	last := words[len(words)-1]
	dim, known := map[string]unit.Dimension{"rest": unit.Time, "until": unit.Time, "for": unit.Time, "every": unit.Time, "at": unit.Time, "over": unit.Time,
		"dose": unit.Concentration}[last]
	switch {
	case last == "current" && slices.Contains(words, "inject"):
		dim, known = unit.Current, true
	case slices.Contains(words, "clamp") && len(words) > 1 && words[len(words)-2] == "clamp":
		dim, known = unit.Voltage, true
	}
	for _, st := range c.circuit.Stimuli {
		if p := st.Param(last); !known && p != nil && slices.Contains(words, st.Name) {
			dim, known = p.Dim, true
		}
	}
	for _, u := range unit.Units {
		if known && u.Dim == dim && dim != unit.None {
			out = append(out, number+u.Name)
		}
	}
	return out
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZμµ"

// separators end a word.
const separators = " \t\n;{}()[],.:>=+-*/<~"

// completion knows the names that are in sight.
type completion struct {
	walker  *timeline.Walker
	scope   *check.Scope
	circuit *check.Circuit
}

var (
	dotted   = regexp.MustCompile(`((?:[A-Za-z_]\w*)?\([^()]*\)|[A-Za-z_]\w*)((?:\.\w+)*)\.$`)
	labelled = regexp.MustCompile(`^\s*[A-Za-z_]\w*:\s*`)
	around   = map[string]bool{"omit": true, "peek": true, "pair": true, "scatter": true}
)

// candidates are the words that may follow a text.
func (c completion) candidates(before string) []string {
	statement := before[strings.LastIndexAny(before, "\n;{}")+1:]
	if strings.Contains(statement, "#") || strings.Count(statement, `"`)%2 == 1 {
		return nil
	}
	if m := dotted.FindStringSubmatch(statement); m != nil {
		return c.fields(m[1], strings.Split(m[2], ".")[1:])
	}
	named := labelled.MatchString(statement) && !strings.HasPrefix(strings.TrimSpace(statement), "expect")
	if named {
		statement = labelled.ReplaceAllString(statement, "")
	}
	words := strings.FieldsFunc(statement, func(r rune) bool { return strings.ContainsRune(" \t,[]", r) })
	for len(words) > 0 && around[words[0]] {
		words = words[1:]
		if len(words) == 0 {
			return append(c.walker.VerbsOf(c.circuit), "inject", "clamp", "fire")
		}
	}
	switch {
	case len(words) == 0 && named:
		return append(c.walker.VerbsOf(c.circuit), "omit", "peek", "pair", "scatter", "inject", "clamp", "fire")
	case len(words) == 0:
		return append(append(c.walker.VerbsOf(c.circuit), timeline.StatementWords...), c.walker.Labels()...)
	}
	return c.after(words, strings.HasSuffix(strings.TrimSpace(statement), "with"))
}

// after are the words that may follow those of a statement.
func (c completion) after(words []string, with bool) []string {
	first := words[0]
	rest := words[1:]
	switch first {
	case "apply":
		return pick(rest, c.agents(), []string{"dose", "for"})
	case "remove", "sham":
		return pick(rest, c.circuit.Parts, nil)
	case "inject":
		return pick(rest, c.circuit.CellNames(), []string{"current", "for", "every"})
	case "clamp":
		return pick(rest, c.circuit.CellNames(), []string{"for", "every"})
	case "fire":
		return pick(rest, c.circuit.CellNames(), []string{"every"})
	case "cut":
		return c.circuit.CellNames()
	case "record":
		return append(c.circuit.OwnerNames(), "off", "every")
	case "measure":
		return append(c.effectors(), "epsp", "blind")
	case "use":
		if len(rest) == 0 {
			return append(c.scope.Names("circuit"), c.scope.Names("learner")...)
		}
		return append(c.circuit.OwnerNames(), "with")
	case "role":
		return pick(rest, timeline.Roles(), c.walker.Labels())
	case "rest":
		return pick(rest, []string{"until"}, c.values())
	case "repeat":
		return pick(rest, []string{"until"}, append(c.values(), "max"))
	case "variability":
		return append(c.circuit.OwnerNames(), "of", "weight")
	case "why":
		return append(c.walker.Labels(), "against")
	case "wash", "seed":
		return nil
	}
	if with {
		return c.walker.VerbsOf(c.circuit)
	}
	st := c.circuit.Stimulus(first)
	if k := lastVerb(c.circuit, words); k > 0 { // pair touch siphon with shock ...
		st, rest = c.circuit.Stimulus(words[k]), words[k+1:]
	}
	if st == nil {
		if strings.Contains(strings.Join(c.walker.Verbs(), " ")+" ", first+" ") {
			return []string{"every", "for"}
		}
		return c.values()
	}
	if st.Site && len(rest) == 0 {
		return append(append([]string{}, c.circuit.Sites...), c.walker.Values()...)
	}
	mods := []string{"for", "every", "with", "at", "over"}
	for _, p := range st.Params {
		mods = append(mods, p.Name.Text)
	}
	return append(mods, c.walker.Values()...)
}

// pick is the first list while nothing was written yet, and then the second.
func pick(written, first, then []string) []string {
	if len(written) == 0 {
		return first
	}
	return then
}

// lastVerb is the place of the last verb among words.
func lastVerb(c *check.Circuit, words []string) int {
	for k := len(words) - 1; k >= 0; k-- {
		if c.Stimulus(words[k]) != nil {
			return k
		}
	}
	return -1
}

func (c completion) agents() (names []string) {
	for _, g := range c.circuit.Agents {
		names = append(names, g.Name)
	}
	return names
}

func (c completion) effectors() (names []string) {
	for _, e := range c.circuit.Effectors {
		names = append(names, e.Name)
	}
	return names
}

// values are the names that stand in expressions.
func (c completion) values() []string {
	names := append(c.walker.Labels(), c.walker.Values()...)
	names = append(names, c.circuit.OwnerNames()...)
	names = append(names, eval.FunctionNames()...)
	return append(names, "and", "or", "not", "of")
}

// fields are the names that may follow a point behind something.
func (c completion) fields(owner string, path []string) []string {
	if strings.HasPrefix(owner, "epsp(") {
		return []string{"amplitude", "area", "latency"}
	}
	if strings.HasPrefix(owner, "(") {
		owner = strings.Join(strings.Fields(strings.NewReplacer("(", "", ")", "", "->", "_").Replace(owner)), "")
	}
	if y := c.circuit.Synapse(owner); y != nil {
		return synapseFields(y, path)
	}
	if len(path) > 0 {
		return eval.SeriesFields // of a trace
	}
	if p := c.circuit.Population(owner); p != nil {
		return append(symbolNames(p.Model), "spikes")
	}
	if e := c.circuit.Effector(owner); e != nil {
		names := symbolNames(e.Model)
		for _, m := range e.Model.Measures {
			names = append(names, m.Name)
		}
		return names
	}
	if m := c.circuit.Modulator(owner); m != nil {
		return symbolNames(m.Model)
	}
	return eval.SeriesFields // of a label
}

func synapseFields(y *check.Synapse, path []string) []string {
	switch {
	case len(path) == 0 && y.Electrical:
		return []string{"conductance"}
	case len(path) == 0:
		names := []string{"weight", "delay"}
		for _, r := range y.Rules {
			names = append(names, r.Model.Name)
		}
		return names
	case len(path) == 1:
		if r := y.Rule(path[0]); r != nil {
			return symbolNames(r.Model)
		}
	}
	return eval.SeriesFields
}

func symbolNames(m *check.Model) (names []string) {
	for _, list := range [][]check.Symbol{m.Vars, m.Params} {
		for _, s := range list {
			names = append(names, s.Name.Text)
		}
	}
	return names
}
