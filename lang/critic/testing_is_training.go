package critic

import (
	"fmt"
	"strconv"
	"strings"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "testing-is-training", Family: "learning", Severity: diag.Error,
	Page: Page{
		Title:    "The animals were tested before, with a test as long as a training.",
		Looks:    "Compared responses of animals that were tested before with five or more of the same stimulus, in the role test, post or recovery. An earlier session under the same label counts too, where the claim reads the last trial or all of them.",
		Why:      "Ten touches are a training session, whatever they are called. An animal that was tested after a day and after a week has had two more sessions when it is tested after three weeks. Test different animals at different times.",
		Example:  "experiment \"e\" {\n  role base: mantle_base\n  role test: one_day, three_weeks, mantle_test\n  group trained n=12 { base: touch siphon; rest 10min; mantle_base: touch mantle; rest 50min; { train: touch siphon x10 every 30s } x5 every 1d; rest 1d; one_day: touch siphon x10 every 30s; rest 20d; three_weeks: touch siphon x10 every 30s; rest 10min; mantle_test: touch mantle }\n  group handled n=12 { base: touch siphon; rest 10min; mantle_base: touch mantle; rest 50min; { train: omit touch siphon x10 every 30s } x5 every 1d; rest 1d; one_day: touch siphon x10 every 30s; rest 20d; three_weeks: touch siphon x10 every 30s; rest 10min; mantle_test: touch mantle }\n  expect trained.three_weeks.sum < handled.three_weeks.sum\n}",
		Repaired: "experiment \"e\" {\n  role base: mantle_base\n  role test: three_weeks, mantle_test\n  group trained n=12 { base: touch siphon; rest 10min; mantle_base: touch mantle; rest 50min; { train: touch siphon x10 every 30s } x5 every 1d; rest 1d; rest 20d; three_weeks: touch siphon x10 every 30s; rest 10min; mantle_test: touch mantle }\n  group handled n=12 { base: touch siphon; rest 10min; mantle_base: touch mantle; rest 50min; { train: omit touch siphon x10 every 30s } x5 every 1d; rest 1d; rest 20d; three_weeks: touch siphon x10 every 30s; rest 10min; mantle_test: touch mantle }\n  expect trained.three_weeks.sum < handled.three_weeks.sum\n}",
		Limits:   "Fewer than five touches are let pass. They teach a little, too. Sessions under one label are told apart by rests longer than the recovery time of the preparation.",
		Reading:  []string{"Rankin et al. 2009 Neurobiol Learn Mem 92:135", "Roediger & Karpicke 2006 Psychol Sci 17:249 (a test is a trial of learning)"},
	},
	find: func(s *Study) (list []Finding) {
		seen := map[string]bool{}
		for _, claim := range s.Claims {
			for _, c := range claim.Contrasts {
				if !claim.Simple || s.Timeless() || !After(s.Role(c.LabelA)) {
					continue
				}
				test := c.A.response(c.LabelA)
				times := map[string]int{}
				var before Act
				for _, a := range Delivered(s.examined(c)) {
					if After(a.Role) && a.Label != c.LabelB && a.like(test) || a.Label == c.LabelA {
						if times[a.Label]++; times[a.Label] == habituating {
							before = a
						}
					}
				}
				if before.Label == "" || seen[c.LabelA] {
					continue
				}
				seen[c.LabelA] = true
				fix, edits := "test with one presentation: "+before.Label+": "+s.bare(before)+". Or test different animals at different times", s.shortened(times, before)
				name := c.LabelA
				if n := nth(c.RefA); n > 0 && before.Label == c.LabelA {
					name = fmt.Sprintf("%s[%d]", name, n)
					fix, edits = "test different animals at different times: leave the earlier ones out, with their times", s.onlyLast(c, n)
				}
				list = append(list, Finding{At: claim.At,
					Message: fmt.Sprintf("Before %s the same animals were tested with %d trials of %s. A test as long as that is a training session.", name, times[before.Label], before.Label),
					Open:    "What is found is the effect of the earlier tests.",
					Fix:     fix,
					Edits:   edits,
					Drawing: draw("a training, not a test", c.A.strip(c.A.through(c.LabelA), pieceOf(before))),
					Notes:   []diag.Note{{Span: before.At, Text: "tested here"}}})
			}
		}
		return list
	},
})

// examined are the acts before the last session of a response that is read: all before the first one where there is one
// session, or where a claim reads its first trial or says which.
func (s *Study) examined(c Contrast) []Act {
	acts := c.A.until(c.LabelA)
	if n := nth(c.RefA); n > 0 && !(c.Same() && c.LabelA == c.LabelB) {
		for i, a := range c.A.Acts {
			if a.Label == c.LabelA && a.N == n {
				return c.A.Acts[:i]
			}
		}
	}
	switch c.RefA.Field {
	case "last", "sum", "mean", "max":
	default:
		return acts
	}
	last := int64(-1)
	for i, a := range c.A.Acts {
		if a.Label != c.LabelA {
			continue
		}
		if last >= 0 && s.Design.Recovery > 0 && a.Onset-last > s.Design.Recovery {
			acts = c.A.Acts[:i]
		}
		last = a.Onset
	}
	return acts
}

// shortened makes one presentation of every test that is as long as a training.
func (s *Study) shortened(times map[string]int, like Act) []diag.Edit {
	d := s.draft()
	for _, c := range s.Conditions {
		for _, a := range c.Acts {
			if p, ok := s.statement(a.At); ok && times[a.Label] >= habituating && a.like(like) && repeats(p.stmt()) != "" {
				d.replace(a.At, s.bare(a))
			}
		}
	}
	return d.done()
}

// nth is which trial of a label a claim reads: 40 in probe[40]; 0 where it does not say.
func nth(r timeline.Reference) int {
	at := levels(r)
	in, _, ok := strings.Cut(at.File.Text[at.End:], "]")
	if n, err := strconv.Atoi(strings.TrimPrefix(in, "[")); ok && strings.HasPrefix(in, "[") && err == nil {
		return n
	}
	return 0
}

// onlyLast leaves out all trials of a test but the one that is read, which is the last of its line.
func (s *Study) onlyLast(c Contrast, n int) []diag.Edit {
	d := s.draft()
	for _, x := range s.Conditions {
		var trials []Act
		for _, a := range x.Acts {
			if a.Label == c.LabelA && a.First {
				trials = append(trials, a)
			}
		}
		if len(trials) != n || trials[0].At != trials[n-1].At {
			if len(trials) > 0 {
				d.giveUp()
			}
			continue
		}
		p, _ := s.statement(trials[0].At)
		act, last := s.bare(trials[0]), trials[n-1]
		text := fmt.Sprintf("omit %s x%d every %s; rest %s; %s: %s", act, n-1, timeline.Duration(trials[1].Onset-trials[0].Onset), timeline.Duration(last.Onset-trials[n-2].Onset-last.For), c.LabelA, act)
		d.replace(p.stmt().Span(), text)
	}
	for _, claim := range s.Claims {
		for _, r := range claim.Question.References {
			if r.Label != c.LabelA {
				continue
			}
			if nth(r) != n {
				d.giveUp()
				continue
			}
			at := levels(r)
			at.Start, at.End = at.End, at.End+strings.IndexByte(at.File.Text[at.End:], ']')+1
			d.replace(at, "")
		}
	}
	return d.done()
}
