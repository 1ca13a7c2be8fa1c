package lsp_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// thousand is a script of a thousand lines: experiments with groups, hypotheses and a plan, and a bare part.
func thousand() string {
	var b strings.Builder
	b.WriteString("use aplysia; seed 1\n")
	for i := 0; strings.Count(b.String(), "\n") < 900; i++ {
		fmt.Fprintf(&b, `
# Experiment %d: a shock after training.
experiment "dishabituation %d" {
  group hab_shock n=12 {
    base: touch siphon
    rest 10min
    train: touch siphon x10 every 30s
    s: shock head
    rest 90s
    test: touch siphon
  }
  group hab_only n=12 {
    base: touch siphon
    rest 10min
    train: touch siphon x10 every 30s
    s: omit shock head
    rest 90s
    test: touch siphon
  }
  measure gill.amplitude blind
  assign random
  plan { alpha 0.05; power 80%%; smallest d=0.8 }
  primary expect dishabituation: hab_shock.test > hab_only.test
  expect "it habituates": hab_only.train.last < 50%% of hab_only.train.first
  explore test by group
}
`, i, i)
	}
	for i := 0; strings.Count(b.String(), "\n") < 1000; i++ {
		fmt.Fprintf(&b, "t%d: touch siphon x3\nrest 2h\n", i)
	}
	return b.String()
}

// BenchmarkTyping types a line in the middle of a script of a thousand lines, and asks at each key what editors ask. It
// reports the 95th percentile of each answer, from the key to the answer, and to the new diagnostics.
func BenchmarkTyping(b *testing.B) {
	e := connect(b)
	e.open(thousand())
	line := 508 // in a group
	typed := "probe: touch siphon force 4g x5 every 1min"
	methods := []string{"textDocument/completion", "textDocument/signatureHelp", "textDocument/semanticTokens/full/delta", "textDocument/inlayHint", "textDocument/codeAction"}
	took, told := make([][]time.Duration, len(methods)), []time.Duration{}
	column := 0
	b.ResetTimer()
	for i := range b.N {
		key := string(typed[i%len(typed)])
		if i%len(typed) == 0 {
			key, column = "\n"+key, 0
			if i == 0 {
				key = key[1:]
			}
		}
		version, here := i+2, stretch(line, column, line, column)
		var wait sync.WaitGroup
		begin := time.Now()
		e.tell("textDocument/didChange", map[string]any{"textDocument": map[string]any{"uri": uri, "version": version}, "contentChanges": []any{map[string]any{"range": here, "text": key}}})
		column++
		for k, m := range methods {
			p := at(line, column)
			p["range"] = stretch(line-30, 0, line+30, 0)
			wait.Go(func() {
				e.ask(m, p, nil)
				took[k] = append(took[k], time.Since(begin))
			})
		}
		e.version(version)
		told = append(told, time.Since(begin))
		wait.Wait()
	}
	report := func(name string, list []time.Duration) {
		slices.Sort(list)
		b.ReportMetric(float64(list[len(list)*95/100].Microseconds())/1000, "p95-ms-"+name)
	}
	report("diagnostics", told)
	for k, m := range methods {
		report(m[strings.IndexByte(m, '/')+1:], took[k])
	}
}
