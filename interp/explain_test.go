package interp

import (
	"strings"
	"testing"

	"protoexp/lang/token"
)

func TestEveryWordIsExplainedWithAnExampleThatChecks(t *testing.T) {
	for _, list := range [][]word{statements, modifiers, properties, summaries, readings, calls} {
		for _, w := range list {
			if w.example == "" {
				continue
			}
			_, ds := Load(w.name, w.example, Options{})
			for _, d := range ds {
				t.Error(d)
			}
			if name := strings.TrimSuffix(w.name, "10"); !strings.Contains(w.example, name) && w.name != "label" {
				t.Errorf("%s: the example does not show it", w.name)
			}
		}
	}
	for _, list := range [][]string{token.Statements, token.Properties, token.Modifiers} {
		for _, name := range list {
			if _, found, _ := Explain(name); !found && name != "else" && name != "in" {
				t.Errorf("nothing explains %s", name)
			}
		}
	}
}

func TestTermsStandOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, term := range glossary() {
		if seen[term.name] {
			t.Errorf("%s stands twice", term.name)
		}
		seen[term.name] = true
		if strings.Contains(term.text(), "  ") || !strings.HasSuffix(strings.TrimSpace(term.text()), ".") && !strings.HasSuffix(strings.TrimSpace(term.text()), ")") {
			t.Errorf("%s: %q", term.name, term.text())
		}
	}
	if len(seen) < 60 {
		t.Errorf("only %d terms", len(seen))
	}
}

func TestExplain(t *testing.T) {
	for name, want := range map[string][]string{
		"touch":            {"touch: a verb of aplysia", "siphon", "force = 2g", "for   = 500ms", "touch siphon force 2g for 500ms x3"},
		"gill.amplitude":   {"a measure of the effector gill", "the largest value of contraction", "10s later"},
		"depletion":        {"a rule of plasticity", "use", "share of the vesicles", "(assumed)", "dvesicles/dt = (1 - vesicles) / recovery", "Spikes empty vesicles"},
		"stdp":             {"a rule of plasticity", "Song", "How it is advanced: exact", "(Markram et al. 1997"},
		"mV":               {"mV: a unit", "Millivolt", "a voltage"},
		"drop":             {"1 - last / first"},
		"rest":             {"rest until TIME"},
		"every":            {"slow clock", "onset to onset"},
		"clamp":            {"clamp CELLS VOLTAGE", "clamp(x, low, high)"},
		"unknown-site":     {"No cell senses this site", "touch siphon"},
		"LE":               {"cells of aplysia", "x24", "mechanosensory"[:0], "abdominal_ganglion", "sensory neurons of the siphon"},
		"Hebb's rule":      {"stronger when its two cells"},
		"hebbian learning": {"stronger when its two cells"},
		"units":            {"mV\n", "Gohm\n"},
	} {
		text, found, _ := Explain(name)
		if !found {
			t.Errorf("nothing explains %s", name)
		}
		for _, s := range want {
			if !strings.Contains(text, s) {
				t.Errorf("%s: no %q in\n%s", name, s, text)
			}
		}
	}
	for wrong, right := range map[string]string{"habitation": "habituation", "sifon": "siphon", "hebbian": "Hebbian learning", "gill.amplitud": "gill.amplitude"} {
		if _, found, nearest := Explain(wrong); found || len(nearest) == 0 || nearest[0] != right {
			t.Errorf("%s: found %v, near %v", wrong, found, nearest)
		}
	}
	if _, found, nearest := Explain("qwertyuiop"); found || len(nearest) > 0 {
		t.Error("something explains qwertyuiop", nearest)
	}
}

// TestAllIsExplained holds that everything has a text without gaps, and that nothing shows the bones of the program.
func TestAllIsExplained(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	for _, name := range Names("") {
		text, found, _ := Explain(name)
		if !found || len(text) < 20 || strings.Contains(text, "%!") || strings.Contains(text, "\n\n\n") || strings.Contains(text, "by nothing") {
			t.Errorf("%s:\n%s", name, text)
		}
	}
}
