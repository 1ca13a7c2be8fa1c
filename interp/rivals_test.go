package interp_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"protoexp/interp"
	"protoexp/lang/critic"
	"protoexp/lang/diag"
)

// The table of rivals: of each rule of the critic that finds an error and names rivals, how often its flawed example comes
// true in them, and how often the repaired one. UPDATE_RIVALS=1 computes it anew, which takes some minutes; else the first run
// of each rule's first rival is held against it, which takes seconds.
const (
	rivalsTable = "../lang/critic/RIVALS.md"
	rivalsReps  = 10
	rivalsAgain = 1
)

// cell is one place of the table.
type cell struct{ rule, rival, text string }

// marks runs a script on a rival and writes + for each run in which all of its expectations came true.
func (c cell) marks(t *testing.T, reps int) string {
	script, ds := interp.Load(c.rule, c.text, interp.Options{})
	if diag.Failed(ds) {
		t.Fatalf("%s: %v", c.rule, ds)
	}
	list, ds := script.Diagnose(context.Background(), interp.DiagnoseOptions{Reps: reps, Against: []string{c.rival}})
	if len(ds) > 0 || len(list) != 1 {
		t.Fatalf("%s in %s: %v", c.rule, c.rival, ds)
	}
	var b strings.Builder
	for _, true := range list[0].Rivals[0].Runs {
		if true {
			b.WriteString("+")
		} else {
			b.WriteString("-")
		}
	}
	return b.String()
}

// named are the rivals that a rule names in its flawed example, if it finds an error.
func named(t *testing.T, r *critic.Rule) []string {
	script, ds := interp.Load(r.Name, r.Page.Example, interp.Options{})
	if diag.Failed(ds) {
		t.Fatalf("%s: %v", r.Name, ds)
	}
	if r.Severity != diag.Error {
		return nil
	}
	return script.Review().Rivals[r.Name]
}

func TestRivalsTable(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	text, err := os.ReadFile(rivalsTable)
	if err != nil && os.Getenv("UPDATE_RIVALS") == "" {
		t.Fatal(err)
	}
	rows := map[string][]string{}
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.Trim(strings.TrimSpace(line), "| "), " | ")
		if len(f) == 4 && f[0] != "rule" {
			rows[f[0]+" "+f[1]] = f[2:]
		}
	}
	reps := rivalsAgain
	if os.Getenv("UPDATE_RIVALS") != "" {
		reps = rivalsReps
	}
	var out strings.Builder
	seen := 0
	for _, r := range critic.Rules() {
		shown := false
		rivals := named(t, r)
		for k, rival := range rivals {
			before, after := "", ""
			if k == 0 || reps == rivalsReps {
				before, after = cell{r.Name, rival, r.Page.Example}.marks(t, reps), cell{r.Name, rival, r.Page.Repaired}.marks(t, reps)
			}
			fmt.Fprintf(&out, "| %s | %s | %s | %s |\n", r.Name, rival, counted(before), counted(after))
			if reps == rivalsReps {
				continue
			}
			row := rows[r.Name+" "+rival]
			if row == nil {
				t.Errorf("%s in %s is not in the table", r.Name, rival)
				continue
			}
			seen++
			for k, now := range []string{before, after} {
				stood, _, _ := strings.Cut(row[k], " ")
				if len(stood) != rivalsReps || !strings.HasPrefix(stood, now) || row[k] != counted(stood) {
					t.Errorf("%s in %s: the table says %s, and now it begins with %s", r.Name, rival, row[k], now)
				}
			}
			shown = shown || strings.Count(row[0], "+") > rivalsReps/2
			if strings.Count(row[1], "+") > rivalsReps/2 {
				t.Errorf("%s in %s: the repaired design is fooled as well: %s", r.Name, rival, row[1])
			}
		}
		if reps != rivalsReps && len(rivals) > 0 && !shown {
			t.Errorf("%s: no rival makes the flawed design come true in over half of the runs", r.Name)
		}
	}
	if reps == rivalsReps {
		head, _, _ := strings.Cut(string(text), "| rule |")
		if err := os.WriteFile(rivalsTable, []byte(head+"| rule | rival | flawed | repaired |\n|---|---|---|---|\n"+out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if seen != len(rows) {
		t.Errorf("the table has %d rows, and %d are computed", len(rows), seen)
	}
}

// counted adds how many runs came true.
func counted(marks string) string {
	return fmt.Sprintf("%s %d of %d", marks, strings.Count(marks, "+"), len(marks))
}
