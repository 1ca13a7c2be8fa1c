//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/creack/pty"
)

// restless never falls silent, so that a rest takes long enough to be stopped.
const restless = `neuron noisy { param rest = -65mV, tau = 10ms, sigma = 1mV
 var v = rest
 dv/dt = (rest - v) / tau + noise(sigma * sqrt(2 / tau))
 spike when v > -40mV { v = rest } }
circuit sea { neuron cells x500 of noisy { senses skin }
 effector foot from cells { var pull = 0; dpull/dt = -pull / 1s; on spike { pull += 1% }
  measure amplitude = peak(pull) within 1s }
 stimulus poke(site, for = 100ms) { drive senses(site) with current 1nA }
 interval 5s }
use sea
`

const (
	up, right, left, home, end, del = "\x1b[A", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[3~"
	ctrlC, ctrlD, ctrlR, ctrlZ      = "\x03", "\x04", "\x12", "\x1a"
	wordLeft                        = "\x1b[1;5D"
)

// TestTerminalKeys: typing, moving, deleting, completing, and the fix of a mistake in the next line.
func TestTerminalKeys(t *testing.T) {
	s := show(t, t.TempDir(), 100, nil, "repl")
	s.sees("One animal, at 0s")
	s.line(">")
	s.press(ctrlR + ctrlC) // without any history
	s.line(">")
	s.press(ctrlZ + del) // neither stops nor leaves
	s.says("touch siphon x3", "touch siphon            0.")
	s.press("print 13" + left + left + del + "2" + end + " + 1" + home + "\r")
	s.sees("23 + 1 = 24")
	s.line(">") // before it, the terminal itself would take Ctrl-D
	s.press("rest 1h" + wordLeft + "2" + ctrlD + "\r:clock\r")
	s.sees("2h1min0.5s since")
	s.press("sho\t")
	s.line("> shock")
	s.press("ta\t\r")
	s.sees("shock tail ")
	s.line(">")
	s.press("apply \t")
	s.sees("methysergide")
	s.press(ctrlC + ctrlC)
	s.line(">")
	s.press("touch sifon x2\r")
	s.sees("        ^^^^^\nthere is no site called sifon – did you mean siphon? [unknown-site]\n> touch siphon x2")
	s.press("\r")
	s.line(">")
	s.press(":udno\r")
	s.sees("did you mean :undo?\n> :undo")
	s.press("\r")
	s.sees("taken back: touch siphon x2")
	s.press("{ touch siphon\rrest 10s\r} x2\r")
	s.sees("> { touch siphon\n… rest 10s\n… } x2\n")
	s.line(">")
	s.press("{ touch siphon\r" + ctrlD) // leaves the block
	s.line(">")
	s.press(up)
	s.line("> { touch siphon; rest 10s } x2")
	s.press(ctrlC)
	s.line(">")
	s.press(ctrlD)
	if code := s.ends(); code != 0 {
		t.Errorf("it ends with %d", code)
	}
	s.sees("the session is kept in ")
}

// TestTerminalStops: Ctrl-C stops what runs and keeps the animal as it was.
func TestTerminalStops(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "sea.proto-exp"), []byte(restless), 0o666); err != nil {
		t.Fatal(err)
	}
	s := show(t, dir, 100, nil, "repl", "sea.proto-exp")
	s.line(">")
	s.says("poke skin", "poke skin  ")
	for range 2 {
		s.press("a: poke skin x3; rest 30d\r")
		s.sees("a 2")                      // trials come while it runs
		s.sees(" of 30d10s; Ctrl-C stops") // and after a second how far it is
		s.press(ctrlC)
		s.sees("stopped: the animal is as it was before this line, at 0.1s")
		s.line(">")
		s.press("\x0c") // an empty screen
		s.says(":clock", "0.1s since the beginning")
		s.says("print a", "there is no name called a")
		s.press("\x0c")
	}
	for range 20 { // when nothing runs, Ctrl-C does nothing
		s.program.Process.Signal(syscall.SIGINT)
		s.press(ctrlC)
	}
	s.says("rest 1s; :", "here should be a statement") // a mistake is said, and the prompt comes back
	s.press(ctrlD)
	s.ends()
}

// TestTerminalExperiment: an experiment that is loaded says how far it is, is stopped with what is complete, and leaves the animal as
// it was.
func TestTerminalExperiment(t *testing.T) {
	dir := t.TempDir()
	text := "experiment \"many\" {\n  seed 3\n  group a n=%d { t: touch siphon x9 }\n  group b n=%d { t: touch mantle x9 }\n  explore t.mean by group\n  allow no-hypothesis \"a test\"\n}\n"
	for name, n := range map[string]int{"few": 3, "many": 20000} {
		if err := os.WriteFile(filepath.Join(dir, name+".proto-exp"), fmt.Appendf(nil, text, n, n), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	s := show(t, dir, 100, nil, "repl")
	s.line(">")
	s.says("touch siphon", "touch siphon  ")
	s.says(":load few", "many: 6 animals of aplysia, seed 3")
	s.says(":clock", "0.5s since the beginning")
	s.says(":undo", "taken back: experiment")
	s.press("\x0c")
	s.press(":load many\r")
	s.sees(" of 40000 animals; Ctrl-C stops")
	s.press(ctrlC)
	s.sees("What stands here is complete, but the experiment was not finished.")
	s.sees("stopped: the animal is as it was before this line, at 0.5s")
	s.press(ctrlD)
	s.ends()
}

// TestTerminalDumb: a terminal without any means, such as the shell of Emacs, has a prompt and plain lines; Ctrl-C stops what runs.
func TestTerminalDumb(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "sea.proto-exp"), []byte(restless), 0o666); err != nil {
		t.Fatal(err)
	}
	s := show(t, dir, 100, []string{"TERM=dumb"}, "repl", "sea.proto-exp")
	s.line(">")
	s.press("poke skin\n")
	s.sees("poke skin  ")
	s.press("a: poke skin x3; rest 300d\n")
	s.sees("a 2")
	s.press(ctrlC)
	s.sees("stopped: the animal is as it was before this line, at 0.1s")
	s.press(":clock\n")
	s.sees("0.1s since the beginning")
	s.press(ctrlD)
	s.ends()
	if strings.Contains(s.sent.String(), "\x1b[") {
		t.Errorf("%q", s.sent.String())
	}
}

// TestTerminalPaste: what is pasted waits for Enter, whatever lines and tabs it has; what a word processor made of it is read
// as it was meant, and kept so.
func TestTerminalPaste(t *testing.T) {
	dir := t.TempDir()
	s := show(t, dir, 100, nil, "repl")
	s.line(">")
	s.press("\x1b[200~train:\u00a0touch siphon ×3 every 30s\r\n\trest 2h\r\nexpect “it falls”: train.last < train.first\x1b[201~")
	s.sees("… expect “it falls”: train.last < train.first")
	if strings.Contains(s.text(), "train 2") {
		t.Error("it was done before Enter")
	}
	s.press("\r")
	s.sees(`✓ "it falls" holds`)
	s.sees(`read as: train: touch siphon ×3 every 30s; rest 2h; expect "it falls"`)
	s.line(">")
	s.press("\x1b[200~shock tail \u2014 5\n\x1b[201~\r") // a dash that nothing can be made of
	s.sees("> shock tail - 5")
	s.press(ctrlC)
	s.says(":save mine", "wrote mine.proto-exp, which was run and gives the same 3 responses")
	text, err := os.ReadFile(filepath.Join(dir, "mine.proto-exp"))
	if err != nil || strings.ContainsAny(string(text), "“”\u00a0\r") {
		t.Errorf("%q %v", text, err)
	}
	s.press("\x1b[200~print 1\x03\x1a\x04\x1b\x1b[201~\r") // control characters of a paste mean nothing
	s.sees("1 = 1")
	s.press("\t\tprint 5\r") // tabs without marks
	s.sees("5 = 5")
}

// TestTerminalWide: wide characters, words wider than the screen and a screen that shrinks under them end nothing.
func TestTerminalWide(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"観察一.proto-exp", "観察二.proto-exp", "実験.proto-exp", strings.Repeat("long", 30) + "1.proto-exp", strings.Repeat("long", 30) + "2.proto-exp"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("touch siphon"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	s := show(t, dir, 60, nil, "repl")
	s.line(">")
	s.press(":load 観\t")
	s.line("> :load 観察")
	s.press("\t\t" + right + left + up + "\x1b[B\r\r")
	s.sees("0s  touch siphon  ")
	s.line(">")
	s.press(":load lo\t\t\t" + right + ctrlC + ctrlC)
	s.line(">")
	s.press("print “日本語”\r")
	s.sees("日本語")
	s.press("\t:\t\t")
	s.sees("checkpoint")
	for _, columns := range []int{30, 12, 3, 1, 80, 5, 60} {
		s.resize(columns)
		s.press("\t\t" + right + left + up)
	}
	s.press(ctrlC + ctrlC + ctrlC + "\x0c")
	s.line(">")
	s.says("print 6 * 7", "6 * 7 = 42")
	s.resize(10)
	s.press("touch siphon for 500ms force 2g every 30s x2" + home + end + wordLeft + wordLeft + "\t\t" + ctrlR + "pri" + ctrlC + ctrlC)
	s.resize(60)
	s.press(ctrlC + "\x0c")
	s.says("print 6 * 8", "6 * 8 = 48")
}

// resize changes the size of the terminal.
func (s *screen) resize(columns int) {
	s.t.Helper()
	s.lock.Lock()
	s.seen.Resize(max(columns, 2), 40)
	s.lock.Unlock()
	if err := pty.Setsize(s.file, &pty.Winsize{Rows: 40, Cols: uint16(columns)}); err != nil {
		s.t.Fatal(err)
	}
}

// TestTerminalHistory: entries outlive the session in a file for its owner's eyes, and can be searched; the session itself is
// kept too, though the terminal is torn away.
func TestTerminalHistory(t *testing.T) {
	dir := t.TempDir()
	s := show(t, dir, 100, nil, "repl")
	s.line(">")
	s.says("first: touch siphon x2", "first 2")
	s.says("rest 1h", ">")
	s.says("second: shock tail", "second")
	s.program.Process.Signal(syscall.SIGHUP)
	s.ends()
	for _, name := range []string{"history", "last.proto-exp"} {
		info, err := os.Stat(filepath.Join(dir, "state", "protoexp", name))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", name, info, err)
		}
	}
	out, err := exec.Command("protoexp", "run", "--quiet", filepath.Join(dir, "state", "protoexp", "last.proto-exp")).CombinedOutput()
	if err != nil {
		t.Errorf("%s %v", out, err)
	}
	s = show(t, dir, 100, nil, "repl")
	s.line(">")
	s.press(up)
	s.line("> second: shock tail")
	s.press(up + up)
	s.line("> first: touch siphon x2")
	s.press(ctrlC)
	s.line(">")
	s.press(ctrlR + "ouch")
	s.sees("> first: touch siphon x2")
	s.press("\r")
	s.sees("first 2")
	s.line(">")
	s.press(up)
	s.line("> first: touch siphon x2")
	s.press(ctrlC + ctrlD)
	s.ends()
	kept := filepath.Join(dir, "elsewhere")
	s = show(t, dir, 100, []string{"PROTOEXP_HISTORY=" + kept}, "repl")
	s.line(">")
	s.says("print 1", "1 = 1")
	s.press(ctrlD)
	s.ends()
	if text, err := os.ReadFile(kept); err != nil || string(text) != "print 1\n" {
		t.Errorf("%q %v", text, err)
	}
}

var ink = regexp.MustCompile("\x1b\\[[0-9;]*m")

// TestTerminalColours: words have colours while they are typed, and NO_COLOR means none at all.
func TestTerminalColours(t *testing.T) {
	for _, c := range []struct {
		env    []string
		colour bool
	}{{nil, true}, {[]string{"NO_COLOR=1"}, false}} {
		s := show(t, t.TempDir(), 100, c.env, "repl")
		s.line(">")
		s.says("train: touch siphon x2 # twice", "train 2")
		s.press("touch sifon\r")
		s.line("> touch siphon")
		s.press("\r")
		s.line(">")
		written := s.written()
		if got := ink.MatchString(written); got != c.colour {
			t.Errorf("%v: colours are %v", c.env, got)
		}
		if c.colour {
			for _, want := range []string{"\x1b[36mtouch\x1b[0m", "\x1b[35msiphon\x1b[0m", "\x1b[33mx2\x1b[0m", "\x1b[2m# twice\x1b[0m"} {
				if !strings.Contains(written, want) {
					t.Errorf("no %q", want)
				}
			}
		}
	}
}
