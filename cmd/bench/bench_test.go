package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"protoexp/interp"
	"protoexp/lang/diag"
)

// TestScripts: every script of the benchmark is valid, and takes the settings that the rows give it.
func TestScripts(t *testing.T) {
	for name, set := range map[string]string{"cuba": "span", "stdp": "span", "protocol": "", "animals": "animals", "days": "animals", "cable": "span"} {
		path := filepath.Join("scripts", name+".proto-exp")
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		o := interp.Options{Files: os.DirFS("scripts")}
		if set != "" {
			o.Set = []interp.Setting{{Name: set, Value: map[string]string{"span": "10ms", "animals": "2"}[set]}}
			if !strings.Contains(string(text), "let "+set+" = ") {
				t.Errorf("%s: there is no let %s", path, set)
			}
		}
		script, ds := interp.Load(path, string(text), o)
		for _, d := range ds {
			t.Errorf("%s: %s", path, d.Message)
		}
		if diag.Failed(ds) || name != "protocol" {
			continue
		}
		r, _, err := script.Run(context.Background())
		if err != nil || len(r.Trials) != 11 || r.Trials[9].Responses[0] >= r.Trials[0].Responses[0] || r.Trials[10].Responses[0] <= r.Trials[9].Responses[0] {
			t.Errorf("the protocol does not habituate and recover: %v %+v", err, r.Trials)
		}
	}
}

// made is a row whose figures are known.
func made() *row {
	return &row{
		name: "work", what: "some work",
		programs: []*program{
			{name: ours, samples: []sample{{0.3, 0.2, 0.5, 4e6, 1234567, 1e6}, {0.1, 0.05, 0.15, 2e6, 1234567, 1e6}, {0.2, 0.1, 0.35, 3e6, 1234567, 1e6}}},
			{name: "peer", samples: []sample{{10, 0.4, 9, 9e6, 1234000, 0}, {12, 0.4, 9, 9e6, 1234000, 0}}},
			{name: "absent"},
		},
		targets: []target{against(simulation, "peer", 0.5, "0.5"), against(wholeProcess, "peer", 0.01, "1/100"), bytesEach(2.9), faster("peer", ours, 50), against(simulation, "absent", 1, "1")},
		notes:   []string{"absent is left out: not installed"},
	}
}

func TestMarkdown(t *testing.T) {
	var b strings.Builder
	if err := write(&b, "a machine", []*row{made()}); err != nil {
		t.Fatal(err)
	}
	want := `a machine.

| work | to reach | reached | |
|---|---|---|---|
| some work | simulation ≤ 0.5 x peer | 0.25 x | met |
|  | whole process ≤ 1/100 x peer | 0.0182 x | not met |
|  | peak memory ≤ 2.9 bytes a synapse | 3.0 bytes | not met |
|  | protoexp ≥ 50 x faster than peer | 55.00 x | met |
|  | simulation ≤ 1 x absent | not measured |  |

| work | program | whole process | simulation alone | on the cores | peak memory | spikes |
|---|---|--:|--:|--:|--:|--:|
| some work | protoexp | 200 ms | 100 ms | 350 ms | 3 MB | 1,234,567 |
|  | peer | 11 s | 400 ms | 9 s | 9 MB | 1,234,000 |

- work: absent is left out: not installed.
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestTargetsFindTheirPrograms(t *testing.T) {
	for _, quick := range []bool{false, true} {
		for _, r := range rows(&bench{quick: quick}) {
			for _, p := range r.programs {
				p.samples = []sample{{1, 1, 1, 1, 1, 1}}
			}
			for _, target := range r.targets {
				if _, ok := target.value(r); !ok {
					t.Errorf("%s: %s speaks of a program that does not run", r.name, target.text)
				}
			}
		}
	}
}

func TestExecute(t *testing.T) {
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("there is no go command")
	}
	s, out, err := execute(".", goTool, "env", "GOVERSION")
	if err != nil || s.whole <= 0 || !strings.HasPrefix(string(out), "go") {
		t.Errorf("%+v %q %v", s, out, err)
	}
	if _, _, err := execute(".", goTool, "nonsense"); err == nil || !strings.Contains(err.Error(), "exit status 2") {
		t.Errorf("a program that fails: %v", err)
	}
}

func TestCommandLine(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"--repeats 0", "at least 1"}, {"--peers nest", "knows brian"}, {"cuba", "see --help"}, {"--peers none --program x --only nothing", "no row"},
	} {
		if err := run(strings.Fields(c.args)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.args, err)
		}
	}
}
