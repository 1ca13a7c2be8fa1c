package learner_test

import (
	"math"
	"strings"
	"testing"

	"protoexp/runtime/equation"
	"protoexp/runtime/learner"
	"protoexp/runtime/random"
)

func ref(name string) *equation.Expr { return equation.Ref(name) }

func do(op equation.Op, args ...*equation.Expr) *equation.Expr { return equation.Do(op, args...) }

// rescorlaWagner is the model of 1972.
func rescorlaWagner() *learner.Model {
	toward := func(beta string, asymptote *equation.Expr) []equation.Assign {
		return []equation.Assign{{Target: "strength", Op: '+', Value: do(equation.Mul, do(equation.Mul, ref("salience"), ref(beta)),
			do(equation.Sub, asymptote, ref("total")))}}
	}
	param := func(name string, x float64) equation.Value {
		return equation.Value{Name: name, Init: equation.Number(x)}
	}
	return &learner.Model{
		Params:       []equation.Value{param("salience", 0.5), param("beta_us", 0.4), param("beta_no_us", 0.3), param("lambda", 1)},
		Vars:         []equation.Value{param("strength", 0)},
		Sums:         []equation.Value{{Name: "total", Init: ref("strength")}},
		Reinforced:   toward("beta_us", ref("lambda")),
		Unreinforced: toward("beta_no_us", equation.Number(0)),
		Measures:     []equation.Value{{Name: "strength", Init: ref("total")}},
	}
}

func animal(t *testing.T, m *learner.Model, n uint64) *learner.Learner {
	t.Helper()
	l, err := learner.New(m, random.Key{Seed: 1, Animal: n})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func trials(t *testing.T, l *learner.Learner, n int, cues string, o learner.Outcome) (last float64) {
	t.Helper()
	for range n {
		r, err := l.Trial(strings.Split(cues, ""), o)
		if err != nil {
			t.Fatal(err)
		}
		last = r[0]
	}
	return last
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-12 {
		t.Errorf("%s: %.15g, and not %.15g", what, got, want)
	}
}

// TestClosedForm: acquisition and extinction of one cue are geometric: V after n trials is lambda (1 - (1 - alpha beta)^n).
func TestClosedForm(t *testing.T) {
	l := animal(t, rescorlaWagner(), 1)
	for n := range 40 {
		near(t, "acquisition", trials(t, l, 1, "A", learner.Reinforced), 1-math.Pow(1-0.5*0.4, float64(n)))
	}
	top := trials(t, l, 1, "A", learner.Untaught)
	for n := range 40 {
		near(t, "extinction", trials(t, l, 1, "A", learner.Unreinforced), top*math.Pow(1-0.5*0.3, float64(n)))
	}
}

// TestCompound: the elements of a compound share its strength as their saliences are, and the sum follows the closed form of
// the sum of the saliences.
func TestCompound(t *testing.T) {
	m := rescorlaWagner()
	m.Settings = []learner.Setting{{Param: "salience", Value: 0.9}, {Cue: []string{"A"}, Param: "salience", Value: 0.6}, {Param: "salience", Value: 0.2}}
	l := animal(t, m, 1)
	trials(t, l, 25, "BA", learner.Reinforced)
	sum := 1 - math.Pow(1-0.8*0.4, 25)
	for cue, share := range map[string]float64{"A": 0.75, "B": 0.25} {
		x, err := l.Read([]string{cue}, "strength")
		if err != nil {
			t.Fatal(err)
		}
		near(t, cue, x, share*sum)
	}
	near(t, "AB", trials(t, l, 1, "AB", learner.Untaught), sum)
}

// TestPhenomena: what the model is known for (Rescorla & Wagner 1972).
func TestPhenomena(t *testing.T) {
	test := func(l *learner.Learner, cue string) float64 { return trials(t, l, 1, cue, learner.Untaught) }
	blocked, control := animal(t, rescorlaWagner(), 1), animal(t, rescorlaWagner(), 1)
	trials(t, blocked, 30, "A", learner.Reinforced)
	trials(t, blocked, 30, "AB", learner.Reinforced)
	trials(t, control, 30, "AB", learner.Reinforced)
	if b, c := test(blocked, "B"), test(control, "B"); b > 0.05 || c < 0.45 {
		t.Errorf("blocking: %g and %g", b, c)
	}
	over := animal(t, rescorlaWagner(), 1)
	trials(t, over, 60, "A", learner.Reinforced)
	trials(t, over, 60, "B", learner.Reinforced)
	trials(t, over, 60, "AB", learner.Reinforced)
	if a := test(over, "A"); math.Abs(a-0.5) > 0.01 {
		t.Errorf("overexpectation: %g", a)
	}
	inhibited := animal(t, rescorlaWagner(), 1)
	for range 200 {
		trials(t, inhibited, 1, "A", learner.Reinforced)
		trials(t, inhibited, 1, "AX", learner.Unreinforced)
	}
	if x := test(inhibited, "X"); x > -0.9 {
		t.Errorf("conditioned inhibition: %g", x)
	}
}

// TestConfiguralCue: with a cue of its own for the compound, negative patterning (A+, B+, AB-) is solved, and without it
// never.
func TestConfiguralCue(t *testing.T) {
	for _, own := range []bool{false, true} {
		m := rescorlaWagner()
		if own {
			m.Settings = []learner.Setting{{Cue: []string{"B", "A"}, Param: "salience", Value: 0.5}}
		}
		l := animal(t, m, 1)
		for range 400 {
			trials(t, l, 1, "A", learner.Reinforced)
			trials(t, l, 1, "B", learner.Reinforced)
			trials(t, l, 1, "AB", learner.Unreinforced)
		}
		if solved := trials(t, l, 1, "A", learner.Untaught) > 2*trials(t, l, 1, "AB", learner.Untaught); solved != own {
			t.Errorf("with a cue of its own %v: solved %v", own, solved)
		}
		if _, err := l.Read([]string{"A", "B"}, "strength"); (err == nil) != own {
			t.Error(err)
		}
	}
}

// TestIndividuals: animals differ by their key alone, a factor of all cues is one, and a copy goes its own way.
func TestIndividuals(t *testing.T) {
	m := rescorlaWagner()
	m.Spreads = []learner.Spread{{Param: "salience", CV: 0.3}}
	a, b, again := animal(t, m, 1), animal(t, m, 2), animal(t, m, 1)
	x, y := trials(t, a, 2, "A", learner.Reinforced), trials(t, b, 2, "A", learner.Reinforced)
	if z := trials(t, again, 2, "A", learner.Reinforced); x == y || x != z {
		t.Error(x, y, z)
	}
	near(t, "another cue", trials(t, a, 2, "C", learner.Reinforced), x)
	c := a.Copy()
	trials(t, c, 10, "A", learner.Unreinforced)
	if trials(t, a, 1, "A", learner.Untaught) != trials(t, again, 1, "A", learner.Untaught) {
		t.Error("a copy changed its original")
	}
	m.Spreads = []learner.Spread{{Cue: []string{"A", "B"}, Param: "salience", CV: 0.3}}
	if _, err := learner.New(m, random.Key{}); err == nil {
		t.Error("a compound that is no cue varies")
	}
}

// TestBlowUp: a learning rate above 2 ends with a message and not in infinity.
func TestBlowUp(t *testing.T) {
	m := rescorlaWagner()
	m.Settings = []learner.Setting{{Param: "beta_us", Value: 10}}
	l := animal(t, m, 1)
	var err error
	for range 10000 {
		if _, err = l.Trial([]string{"A"}, learner.Reinforced); err != nil {
			break
		}
	}
	if err == nil {
		t.Error("it grew without end")
	}
}
