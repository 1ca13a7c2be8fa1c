package parse

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/participle/v2/lexer"

	"protoexp/lang/ast"
	"protoexp/lang/source"
	"protoexp/lang/token"
)

// row reads a group of phases: name | 10 A+ / 10 B- | test A; test B. In it `;` separates trial types, a sign may end the
// line, and the end of the line, a brace or another statement behind `;` ends the row; so it looks at the raw tokens.
func (p *parser) row() (ast.Stmt, error) {
	s := &ast.Row{Name: p.name()}
	p.free(s.Name.At, s.Name.Text, "group")
	i := int(p.lex.RawCursor())
	end := i
	for end < len(p.tokens)-1 && p.tokens[end].Value != "\n" && !is(&p.tokens[end], "}") && !(p.tokens[end].Value == ";" && p.endsRow(end+1)) {
		end++
	}
	for p.tokens[end-1].Type == token.Space || p.tokens[end-1].Type == token.Comment {
		end--
	}
	for i < end {
		if !is(&p.tokens[i], "|") {
			i++
			continue
		}
		j := i + 1
		for j < end && !is(&p.tokens[j], "|") {
			j++
		}
		c, err := p.cell(i+1, j)
		if err != nil {
			p.lex.FastForward(lexer.RawCursor(end - 1))
			return nil, err
		}
		s.Cells = append(s.Cells, c)
		i = j
	}
	p.lex.FastForward(lexer.RawCursor(end - 1))
	return s, nil
}

// besideRows are the statements that stand in a table of phases beside its rows.
var besideRows = strings.Fields("use seed measure role plan allow predict explore let variability assign batches expect primary")

// endsRow says whether what stands at a raw token, behind a `;`, is no trial type but the next row or another statement.
func (p *parser) endsRow(i int) bool {
	next := func(i int) int {
		for i < len(p.tokens)-1 && (p.tokens[i].Type == token.Space || p.tokens[i].Type == token.Comment) {
			i++
		}
		return i
	}
	i = next(i)
	if p.tokens[i].Type != token.Name {
		return false
	}
	behind := &p.tokens[next(i+1)]
	return is(behind, "|") || slices.Contains(besideRows, p.tokens[i].Value) && !is(behind, "+") && !is(behind, "-")
}

// cell reads the trial types among the raw tokens from i to end.
func (p *parser) cell(i, end int) (ast.Cell, error) {
	var c ast.Cell
	at := source.Span{File: p.file, Start: p.tokens[i].Pos.Offset, End: p.tokens[end].Pos.Offset}
	var signs string
	from := i
	for ; i <= end; i++ {
		t := &p.tokens[i]
		if i < end && t.Value != ";" && !is(t, "/") {
			continue
		}
		if i < end {
			signs += t.Value
		}
		trial, empty, err := p.trialType(from, i)
		if err != nil {
			return c, err
		}
		if !empty {
			c.Trials = append(c.Trials, trial)
			c.At = c.At.To(trial.At)
		}
		from = i + 1
	}
	if c.At.File == nil {
		c.At = at
	}
	c.Mixed = strings.Contains(signs, "/")
	if c.Mixed && strings.Contains(signs, ";") {
		return c, p.wrong(at, "trial-type", "a phase is either one trial type after the other (;) or all of them mixed (/)", "make two phases of it, with | between them")
	}
	return c, nil
}

// trialType reads `10 AB+`, `10 A-` or `test A` from raw tokens.
func (p *parser) trialType(i, end int) (t ast.TrialType, empty bool, err error) {
	at := source.Span{File: p.file}
	var words []string
	for ; i < end; i++ {
		if k := p.tokens[i].Type; k == token.Space || k == token.Comment {
			continue
		}
		s := token.Span(p.file, p.tokens, i)
		if len(words) == 0 {
			at.Start = s.Start
		}
		at.End = s.End
		words = append(words, strings.Fields(p.tokens[i].Value)...)
	}
	t.At = at
	if len(words) == 0 {
		return t, true, nil
	}
	wrong := func(message, fix string) (ast.TrialType, bool, error) {
		return t, false, p.wrong(at, "trial-type", message, fix)
	}
	if words[0] == "test" {
		t.Test, t.Count, words = true, 1, words[1:]
	}
	if len(words) > 0 && strings.Trim(words[0], "0123456789") == "" {
		n, err := strconv.Atoi(words[0])
		if err != nil || n < 1 || n > maxRepeat {
			return wrong("this is no number of trials", "write 10 A+")
		}
		t.Count, words = n, words[1:]
	}
	sign := ""
	if n := len(words); n > 0 && (words[n-1] == "+" || words[n-1] == "-") {
		sign, words = words[n-1], words[:n-1]
	}
	t.Cues = strings.Join(words, "")
	t.Reinforced = sign == "+"
	list := ast.Cues(t.Cues)
	switch {
	case list == nil && (t.Cues != "" || t.Test || !t.Reinforced): // + alone is the reinforcer alone
		return wrong("a trial type is a number, the cues and + or -", "write 10 AB+, 10 A-, 10 + for the reinforcer alone, or test A")
	case twice(list) != "":
		return wrong(fmt.Sprintf("the cue %s is named twice in %s", twice(list), t.Cues), "name each cue once")
	case t.Test && sign != "":
		return wrong("a test is neither reinforced nor unreinforced", "write test "+t.Cues)
	case !t.Test && sign == "":
		return wrong("+ (reinforced) or - (not reinforced) must be written", "write "+strings.TrimSpace(at.Text())+"+ or "+strings.TrimSpace(at.Text())+"-")
	case t.Count == 0:
		t.Count = 1
	}
	return t, false, nil
}

// twice is the first cue that is named again.
func twice(list []string) string {
	for i, c := range list {
		if slices.Contains(list[:i], c) {
			return c
		}
	}
	return ""
}
