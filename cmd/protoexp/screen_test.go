//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// screen is a terminal with the prompt in it: what is typed goes in, and what a user sees can be asked.
type screen struct {
	t       *testing.T
	file    *os.File
	program *exec.Cmd
	done    chan struct{} // closed when the program is over

	lock sync.Mutex
	seen *vt.Emulator
	sent strings.Builder // all that the program wrote
}

// show starts `protoexp ARGS` on a terminal of so many columns. Home, state and work are in dir.
func show(t *testing.T, dir string, columns int, env []string, args ...string) *screen {
	t.Helper()
	s := &screen{t: t, program: exec.Command("protoexp", args...), done: make(chan struct{}), seen: vt.NewEmulator(columns, 40)}
	s.program.Dir = dir
	s.program.Env = append(os.Environ(), "HOME="+dir, "XDG_STATE_HOME="+filepath.Join(dir, "state"), "TERM=xterm-256color", "NO_COLOR=", "PROTOEXP_TRACE=1")
	s.program.Env = append(s.program.Env, env...)
	file, err := pty.StartWithSize(s.program, &pty.Winsize{Rows: 40, Cols: uint16(columns)})
	if err != nil {
		t.Skipf("no pseudo-terminal here: %v", err)
	}
	s.file = file
	go func() {
		buffer := make([]byte, 4096)
		for {
			n, err := file.Read(buffer)
			s.lock.Lock()
			s.seen.Write(buffer[:n])
			s.sent.Write(buffer[:n])
			s.lock.Unlock()
			if err != nil {
				s.program.Wait()
				close(s.done)
				return
			}
		}
	}()
	t.Cleanup(func() {
		s.program.Process.Kill()
		<-s.done
		file.Close()
		if t.Failed() {
			t.Logf("the screen:\n%s", s.text())
		}
	})
	return s
}

// text is what stands on the screen, without blanks at the ends of lines.
func (s *screen) text() string {
	s.lock.Lock()
	defer s.lock.Unlock()
	var lines []string
	for _, line := range strings.Split(s.seen.String(), "\n") {
		lines = append(lines, strings.TrimRight(line, " \r"))
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// last is the last line on the screen.
func (s *screen) last() string {
	text := s.text()
	return text[strings.LastIndexByte(text, '\n')+1:]
}

// press sends keys.
func (s *screen) press(keys string) {
	s.t.Helper()
	if _, err := s.file.WriteString(keys); err != nil {
		s.t.Fatalf("%q cannot be typed: %v", keys, err)
	}
}

// until waits for something to be so.
func (s *screen) until(what string, so func() bool) {
	s.t.Helper()
	for end := time.Now().Add(90 * time.Second); !so(); time.Sleep(5 * time.Millisecond) {
		select {
		case <-s.done:
			if !so() {
				s.t.Fatalf("the program is over, and there never was: %s", what)
			}
			return
		default:
		}
		if time.Now().After(end) {
			s.t.Fatalf("there never was: %s", what)
		}
	}
}

// sees waits for a text on the screen.
func (s *screen) sees(want string) {
	s.t.Helper()
	s.until(want, func() bool { return strings.Contains(s.text(), want) })
}

// line waits for the last line to be so.
func (s *screen) line(want string) {
	s.t.Helper()
	s.until("the line "+want, func() bool { return s.last() == want })
}

// says types an entry and waits for an answer, and for the prompt behind it.
func (s *screen) says(entry, answer string) {
	s.t.Helper()
	s.press(entry + "\r")
	s.sees(answer)
	s.line(">")
}

// ends waits for the program to be over and returns its exit status.
func (s *screen) ends() int {
	s.t.Helper()
	select {
	case <-s.done:
	case <-time.After(90 * time.Second):
		s.t.Fatal("the program is not over")
	}
	return s.program.ProcessState.ExitCode()
}

// written is all that the program wrote, with its control sequences.
func (s *screen) written() string {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.sent.String()
}
