package main

import (
	"fmt"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// meter shows on stderr how far a run is, once a run lasts long enough to ask. Several animals may tell it at once.
type meter struct {
	lock  sync.Mutex
	on    bool
	shown bool
	began time.Time
	last  time.Time
}

func newMeter(when string) *meter {
	on := when == "always" || when == "auto" && term.IsTerminal(int(os.Stderr.Fd())) && os.Getenv("TERM") != "dumb"
	now := time.Now()
	return &meter{on: on, began: now, last: now}
}

// show is told how much of an animal's time has passed, in ns.
func (m *meter) show(done, total int64) {
	m.tell(float64(done), float64(total), fmt.Sprintf("%.1f s of the animal's time", float64(done)/1e9))
}

// animals is told how many animals are done.
func (m *meter) animals(done, total int) {
	m.tell(float64(done), float64(total), fmt.Sprintf("%d of %d animals", done, total))
}

// replications is told how many simulated experiments are done.
func (m *meter) replications(done, total int) {
	m.tell(float64(done), float64(total), fmt.Sprintf("%d of %d experiments", done, total))
}

func (m *meter) tell(done, total float64, line string) {
	m.lock.Lock()
	defer m.lock.Unlock()
	now := time.Now()
	if !m.on || now.Sub(m.began) < time.Second || now.Sub(m.last) < 200*time.Millisecond {
		return
	}
	m.last, m.shown = now, true
	if total > 0 && done <= total {
		share := done / total
		left := time.Duration(float64(now.Sub(m.began)) * (1 - share) / max(share, 1e-6))
		line = fmt.Sprintf("%3.0f %%  %s  about %s left", share*100, line, left.Round(time.Second))
	}
	fmt.Fprintf(os.Stderr, "\r\x1b[K%s", line)
}

// notice tells something that stays.
func (m *meter) notice(text string) {
	m.lock.Lock()
	defer m.lock.Unlock()
	m.clear()
	fmt.Fprintln(os.Stderr, "protoexp: "+text)
}

func (m *meter) clear() {
	if m.shown {
		fmt.Fprint(os.Stderr, "\r\x1b[K")
	}
}
