package critic

import (
	"fmt"
	"slices"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "inhibitor-claim", Family: "learning", Severity: diag.Warning,
	Page: Page{
		Title:    "A cue is called an inhibitor, and only its own response shows it.",
		Looks:    "Tables of phases in which a cue's response is claimed to be below zero, and the cue is never tested together with another one.",
		Why:      "An animal cannot respond less than not at all, and a cue may be weak since it is not attended to. An inhibitor takes away from what another cue predicts (summation), and is learnt more slowly when it is reinforced (retardation).",
		Example:  "phases \"inhibition\" {\n  use rescorla_wagner\n  exp | 10 A+ / 10 AX- | test X\n  expect exp.X < 0\n}",
		Repaired: "phases \"inhibition\" {\n  use rescorla_wagner\n  exp | 10 A+ / 10 AX- / 10 B+ | test X; test B; test BX\n  expect exp.BX < exp.B\n}",
		Limits:   "It looks for a compound in the tests, and does not check what else is in it.",
		Reading:  []string{"Rescorla 1969 Psychol Bull 72:77 (conditioned inhibition)"},
	},
	find: func(s *Study) (list []Finding) {
		if s.Design.Kind != timeline.Phases {
			return nil
		}
		for _, claim := range s.Claims {
			r, ok := s.inhibits(claim)
			if !ok {
				continue
			}
			cue := r.Label
			if slices.ContainsFunc(s.Conditions, func(c *Condition) bool { return c.summed(cue) }) {
				continue
			}
			fix, edits := s.summation(claim, cue)
			list = append(list, Finding{At: claim.At,
				Message: fmt.Sprintf("%s is to be an inhibitor, and is tested alone. A real animal cannot respond less than not at all.", cue),
				Open:    fmt.Sprintf("%s is not attended to, or was not learnt about.", cue),
				Fix:     fix,
				Edits:   edits})
		}
		return list
	},
})

// inhibits is the response to a cue that a claim says to be below nothing, or below that of other animals where the cue was
// trained as an inhibitor is.
func (s *Study) inhibits(claim *Claim) (r timeline.Reference, ok bool) {
	q := claim.Question
	if q.Kind != timeline.Compare {
		return r, false
	}
	op := strings.TrimSuffix(q.Op, "=")
	if len(q.References) == 1 && op == "<" && len(q.Right.Samples) == 0 && q.Right.Constant == 0 {
		return q.References[0], true
	}
	for _, r := range q.References {
		if named := s.named(r); len(q.References) == 2 && len(named) > 0 && (op == "<") != r.Right && op != "~" && named[0].suppresses(r.Label) {
			return r, true
		}
	}
	return r, false
}

// suppresses says whether a cue takes the reinforcer away: one that is reinforced alone is not in its company.
func (c *Condition) suppresses(cue string) bool {
	with := map[string]bool{}
	for _, a := range c.Acts {
		if cues := ast.Cues(a.Target); a.Value == 0 && len(cues) > 1 && slices.Contains(cues, cue) {
			for _, x := range cues {
				with[x] = x != cue
			}
		}
	}
	return slices.ContainsFunc(c.Acts, func(a Act) bool { return a.Value > 0 && with[a.Target] })
}

// summed says whether a cue is tested together with another, or reinforced later.
func (c *Condition) summed(cue string) bool {
	return slices.ContainsFunc(c.Acts, func(a Act) bool {
		cues := ast.Cues(a.Target)
		return slices.Contains(cues, cue) && (a.Value < 0 && len(cues) > 1 || a.Value > 0 && len(cues) == 1 && c.suppresses(cue))
	})
}

// summation trains another cue in every row and tests it alone and with the inhibitor.
func (s *Study) summation(claim *Claim, cue string) (fix string, edits []diag.Edit) {
	d := s.draft()
	taken := words(s.Design.At.Text())
	other := ""
	for _, name := range []string{"B", "C", "D", "E", "F", "G", "H", "T", "Z"} {
		used := false
		for w := range taken {
			used = used || slices.Contains(ast.Cues(w), name)
		}
		if !used {
			other = name
			break
		}
	}
	fix = fmt.Sprintf("train another cue %s, and test the two together: test %s; test %s%s, and expect the second to be lower", other, other, other, cue)
	for _, st := range s.Body {
		row, ok := st.(*ast.Row)
		if !ok || len(row.Cells) < 2 || other == "" {
			continue
		}
		n, mark := 0, " / "
		first := row.Cells[0]
		for _, t := range first.Trials {
			n = max(n, t.Count)
		}
		if len(first.Trials) == 0 || len(first.Trials) > 1 && !first.Mixed {
			mark = "; "
		}
		if n == 0 {
			return fix, nil
		}
		d.insert(first.Span(), first.Trials[len(first.Trials)-1].Span().End, fmt.Sprintf("%s%d %s+", mark, n, other))
		last := row.Cells[len(row.Cells)-1]
		if len(last.Trials) == 0 {
			return fix, nil
		}
		d.insert(last.Span(), last.Trials[len(last.Trials)-1].Span().End, fmt.Sprintf("; test %s; test %s%s", other, other, cue))
	}
	r, _ := s.inhibits(claim)
	row := s.named(r)[0]
	d.replace(claim.At, naming(row, other+cue, "")+" < "+naming(row, other, ""))
	return fix, d.done()
}
