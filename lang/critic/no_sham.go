package critic

import (
	"fmt"

	"protoexp/lang/diag"
	"protoexp/lang/timeline"
)

var _ = rule(Rule{Name: "no-sham", Family: "comparison", Severity: diag.Error,
	Page: Page{
		Title:    "An operated animal is compared with one that was not operated on.",
		Looks:    "remove or cut in one of two compared conditions, and no operation in the other.",
		Why:      "An operation is more than the part that it takes out: a cut, an anaesthetic, a day without food. Only an animal that went through all of it without losing the part shows what the part does.",
		Example:  "experiment \"e\" {\n  role post: direct\n  group ablated n=12 { base: touch siphon; rest 30min; remove abdominal_ganglion; rest 24h; post: touch siphon; rest 10min; direct: touch gill force 8g }\n  group intact n=12 { base: touch siphon; rest 30min; rest 24h; post: touch siphon; rest 10min; direct: touch gill force 8g }\n  expect ablated.post < intact.post\n}",
		Repaired: "experiment \"e\" {\n  role post: direct\n  group ablated n=12 { base: touch siphon; rest 30min; remove abdominal_ganglion; rest 24h; post: touch siphon; rest 10min; direct: touch gill force 8g }\n  group operated n=12 { base: touch siphon; rest 30min; sham abdominal_ganglion; rest 24h; post: touch siphon; rest 10min; direct: touch gill force 8g }\n  expect ablated.post < operated.post\n}",
		Limits:   "It does not ask whether the sham operation was as long or as deep.",
		Reading:  []string{"Kupfermann, Pinsker, Castellucci & Kandel 1971 Science 174:1252 (what this ganglion is needed for)", "Percie du Sert et al. 2020 PLoS Biol 18:e3000411 (ARRIVE 2.0, item 1)"},
	},
	find: func(s *Study) (list []Finding) {
		for _, m := range s.missing(func(has, lacks *Condition, c Contrast) []Act {
			a, ok := has.delivers(c.label(has), timeline.Remove, timeline.Cut)
			if !ok || lacks.does(c.label(lacks), "operation") {
				return nil
			}
			return []Act{a}
		}) {
			list = append(list, Finding{At: m.act.At,
				Message: fmt.Sprintf("%s is operated on, and %s is not. The two differ in the whole operation, and not only in what it takes out.", m.has.Name(), m.names()),
				Open:    "The wound or the handling changed the response, and not the missing part.",
				Fix:     fmt.Sprintf("give %s the operation without the lesion: %s", m.names(), m.text),
				Edits:   m.edits,
				Drawing: m.drawing()})
		}
		return list
	},
})
