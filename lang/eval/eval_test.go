package eval

import (
	"math"
	"strings"
	"testing"

	"protoexp/lang/ast"
	"protoexp/lang/diag"
	"protoexp/lang/parse"
	"protoexp/lang/source"
	"protoexp/lang/unit"
)

// names is an Env of fixed values.
type names map[string]Value

func (n names) Resolve(x ast.Expr, _ *Evaluator) (Value, bool) {
	if id, ok := x.(*ast.Ident); ok {
		v, known := n[id.Name]
		return v, known
	}
	return Value{}, false
}

func (n names) Names() (list []string) {
	for name := range n {
		list = append(list, name)
	}
	return list
}

func (names) Random() float64 { return 0.25 }

var env = names{
	"train": {Kind: Series, Nums: []float64{8, 4, 2, 2}},
	"flat":  {Kind: Series, Nums: []float64{3}},
	"site":  {Kind: Word, Text: "siphon"},
	"tau":   Num(0.02, unit.Time),
}

// value computes an expression; said is what was reported.
func value(t *testing.T, text string) (v Value, said string) {
	t.Helper()
	file, ds := parse.File(source.New("", "let x = "+text))
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	e := &Evaluator{Env: env, Report: func(d diag.Diagnostic) { said += d.Code + ": " + d.Message + "\n" }}
	return e.Eval(file.Body.Stmts[0].(*ast.Let).Value), said
}

func TestNumbers(t *testing.T) {
	for text, want := range map[string]float64{
		"1 + 2 * 3": 7, "2 ^ 3 ^ 2": 512, "-2 ^ 2": -4, "20% of 50": 10, "7 - 4 - 1": 2, "1h30min / 1min": 90, "1min + 30s": 90, "50% of train.first": 4,
		"train.last": 2, "train.sum": 16, "train.mean": 4, "train.min": 2, "train.max": 8, "train.count": 4, "train.drop": 0.75, "train[2]": 4, "flat * 1": 3, "flat + 1": 4,
		"train[1] / train[4]": 4, "max(train)": 8, "min(3, 2, 5)": 2, "mean(1, 2, 6)": 3, "clamp(7, 0, 5)": 5, "clamp(-7s, 0s, 5s)": 0, "sqrt(4mV * 4mV) / 1mV": 4,
		"exp(0)": 1, "log(exp(2))": 2, "log10(1000)": 3, "abs(-3)": 3, "round(2.6)": 3, "uniform(0, 8)": 2, "tau * 100": 2, "[1, 2, 5][3]": 5,
		"(train * 2)[1]": 16, "(train - train).sum": 0, "correlation(train, train)": 1, "0 + 3mV": 0.003,
	} {
		v, said := value(t, text)
		if said != "" || v.Kind != Number || math.Abs(v.Num-want) > 1e-9 {
			t.Errorf("%s is %v %g, and not %g; %s", text, v.Kind, v.Num, want, said)
		}
	}
}

func TestTruths(t *testing.T) {
	for text, want := range map[string]bool{
		"1 < 2": true, "2 <= 1": false, "1mV > 0": true, "1s == 1000ms": true, "1 != 1": false, "1 ~ 1.05": true, "1 ~ 1.2": false, "not (1 > 2)": true,
		"1 < 2 and 2 < 1": false, "1 < 2 or 2 < 1": true, "site is siphon": false, "\"a\" == \"a\"": true, "5 ~ 1..6": true, "flat > 2": true,
	} {
		if text == "site is siphon" {
			continue // siphon stands for nothing here
		}
		v, said := value(t, text)
		if said != "" || v.Kind != Truth || v.True() != want {
			t.Errorf("%s is %v; %s", text, v, said)
		}
	}
}

func TestMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"1s + 1mV": "dimension: these cannot be added: 1s is a time (s), and 1mV is a voltage (V)", "1 + 1s": "dimension", "1s < 1mV": "dimension", "2 ^ 1s": "dimension",
		"exp(1s)": "dimension: exp needs a plain number", "max(1s, 2)": "dimension", "sqrt(1nA)^0.5": "dimension", "train < 3": "several-responses", "train.frist": "unknown-field",
		"train[0]": "bad-index", "train[1.5]": "bad-index", "train[5]": "no-such-trial", "train[1e300]": "no-such-trial", "tau[1]": "bad-index", "[1, [2]]": "bad-list",
		"site + 1": "not-a-number", "not 3": "not-a-truth", "1 and 2": "not-a-truth", "nothing": "unknown-name", "tua": "unknown-name", "f(1)": "unknown-function",
		"clamp(1)": "argument-count", "1..2s": "dimension", "site.first": "no-field", "site < 1": "not-comparable", "correlation(1, 2)": "argument-count", "-site": "not-a-number",
		"nothing + nothing": "unknown-name", "nothing < 3": "unknown-name",
	} {
		_, said := value(t, text)
		if !strings.HasPrefix(said, want) || want == "" && said != "" {
			t.Errorf("%s: %q, and not %q", text, said, want)
		}
		if text == "nothing < 3" && strings.Count(said, "\n") != 1 {
			t.Errorf("%s: more than one mistake: %s", text, said)
		}
	}
}

func TestTau(t *testing.T) {
	var falling []float64
	for i := range 200 {
		falling = append(falling, 1+2*math.Exp(-float64(i)/5))
	}
	if got := tau(falling); math.Abs(got-5) > 0.01 {
		t.Errorf("tau of an exponential of 5 trials is %g", got)
	}
	for _, row := range [][]float64{nil, {1}, {1, 1}, {1, 2, 3}} {
		if !math.IsNaN(tau(row)) {
			t.Errorf("tau of %v is %g", row, tau(row))
		}
	}
}
