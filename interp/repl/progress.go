package repl

import (
	"fmt"
	"io"
	"sync"
	"time"

	"protoexp/runtime/report"
)

// patience is how long an entry runs before it says how far it is, and how often it says so then.
const patience, pace = time.Second, 200 * time.Millisecond

// paper is what the prompt writes on. On a terminal its last line may say how far an entry is, until something else is written.
type paper struct {
	lock  sync.Mutex
	w     io.Writer
	shown bool      // a line that says how far it is
	since time.Time // when the entry began, or something was last said
	err   error     // the first one
}

func (p *paper) Write(data []byte) (int, error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.clear()
	n, err := p.w.Write(data)
	if p.err == nil {
		p.err = err
	}
	return n, err
}

// torn says why nothing can be written any more, if that is so.
func (p *paper) torn() error {
	p.lock.Lock()
	defer p.lock.Unlock()
	return p.err
}

// begin starts to wait.
func (p *paper) begin() {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.clear()
	p.since = time.Now()
}

// clear takes the line away.
func (p *paper) clear() {
	if p.shown {
		io.WriteString(p.w, "\r\x1b[K")
		p.shown = false
	}
}

// tell says how far an entry is, if it is time to.
func (p *paper) tell(text func() string) {
	p.lock.Lock()
	defer p.lock.Unlock()
	wait := patience
	if p.shown {
		wait = pace
	}
	if time.Since(p.since) < wait {
		return
	}
	fmt.Fprintf(p.w, "\r\x1b[K%s; Ctrl-C stops", text())
	p.shown, p.since = true, time.Now()
}

// Progress says on a terminal how much of an entry's time has passed, in ns. It is for interp.Options.
func (p *Prompt) Progress(done, total int64) {
	if !p.terminal {
		return
	}
	p.paper.tell(func() string {
		const second = 1_000_000_000
		text := report.Time(done / second * second)
		if total > done {
			text += " of " + report.Time(total/second*second)
		}
		return text
	})
}

// Animals says on a terminal how many animals of an experiment are done. It is for interp.Options.
func (p *Prompt) Animals(done, total int) {
	if p.terminal {
		p.paper.tell(func() string { return fmt.Sprintf("%d of %d animals", done, total) })
	}
}

// Notice says on a terminal what is to be known before time passes. It is for interp.Options.
func (p *Prompt) Notice(text string) {
	if p.terminal {
		p.note(text)
	}
}
