package main

import (
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"

	"protoexp/runtime/paper"
)

// patience is how long a run lasts before it shows how far it is.
const patience = time.Second

// progress shows on stderr how far a run is, once it lasts long enough to ask. Several animals may tell it at once.
//
// The bar asks for its words while it moves, so neither lock is held by both: making guards that there is a bar, and lock
// what it says.
type progress struct {
	making sync.Mutex
	wait   *time.Timer // until there is a bar; nil when none will be
	bars   *mpb.Progress

	lock        sync.Mutex
	bar         *mpb.Bar
	began       time.Time
	done, total int64
	words       func(done, total int64) string // total is 0 where nobody knows it
}

// newProgress begins to wait. Without a terminal nothing is shown unless it is always asked for.
func newProgress(when string) *progress {
	p := &progress{began: time.Now(), words: animalTime}
	p.making.Lock()
	defer p.making.Unlock()
	if when == "always" && !term.IsTerminal(int(os.Stderr.Fd())) || when != "never" && os.Getenv("TERM") != "dumb" && sized(os.Stderr) {
		p.wait = time.AfterFunc(patience, p.show)
	}
	return p
}

// sized says whether a stream is a terminal that has room. On one of no lines the bar would wait for ever.
func sized(f *os.File) bool {
	w, h, err := term.GetSize(int(f.Fd()))
	return err == nil && w > 0 && h > 1
}

// time is told how much of an animal's time has passed and is planned, in ns.
func (p *progress) time(done, total int64) {
	p.tell(done, total, animalTime)
}

func animalTime(done, total int64) string {
	text := paper.Span(done/1e9*1e9) + " of the animal's time"
	if total > 0 {
		text = paper.Span(done/1e9*1e9) + " of " + paper.Span(total/1e9*1e9)
	}
	return text
}

// animals is told how many animals are done and planned.
func (p *progress) animals(done, total int) {
	p.tell(int64(done), int64(total), func(done, total int64) string { return fmt.Sprintf("%d of %d animals", done, total) })
}

// replications is told how many simulated experiments are done and planned.
func (p *progress) replications(done, total int) {
	p.tell(int64(done), int64(total), func(done, total int64) string { return fmt.Sprintf("%d of %d experiments", done, total) })
}

func (p *progress) tell(done, total int64, words func(done, total int64) string) {
	p.lock.Lock()
	if total != p.total && done == 0 { // another experiment of the same script
		p.began = time.Now()
	}
	if done > total { // how long it lasts depends on the animal
		total = 0
	}
	p.done, p.total, p.words = done, total, words
	bar := p.bar
	p.lock.Unlock()
	if bar != nil {
		move(bar, done, total)
	}
}

// move sets a bar; of what has no known end it stays empty.
func move(bar *mpb.Bar, done, total int64) {
	bar.SetTotal(total, false)
	if total == 0 {
		done = 0
	}
	bar.SetCurrent(done)
}

// show makes the bar.
func (p *progress) show() {
	p.making.Lock()
	defer p.making.Unlock()
	if p.wait == nil {
		return
	}
	p.bars = mpb.New(mpb.WithOutput(os.Stderr), mpb.WithAutoRefresh(), mpb.WithRefreshRate(200*time.Millisecond), mpb.WithWidth(80))
	bar := p.bars.New(0, mpb.BarStyle(), mpb.PrependDecorators(decor.Percentage(decor.WC{W: 5})), mpb.AppendDecorators(decor.Any(p.state)))
	p.lock.Lock()
	p.bar = bar
	done, total := p.done, p.total
	p.lock.Unlock()
	move(bar, done, total)
}

// notice tells something that stays.
func (p *progress) notice(text string) {
	p.making.Lock()
	defer p.making.Unlock()
	if p.bars != nil {
		fmt.Fprintln(p.bars, "protoexp: "+text) // above the bar
	} else {
		fmt.Fprintln(os.Stderr, "protoexp: "+text)
	}
}

// state says what is done, and how long the rest may take.
func (p *progress) state(decor.Statistics) string {
	p.lock.Lock()
	defer p.lock.Unlock()
	text := p.words(p.done, p.total)
	if p.done > 0 && p.total > 0 {
		left := time.Duration(float64(time.Since(p.began)) * float64(p.total-p.done) / float64(p.done))
		text += ", about " + paper.Span(int64(left.Round(time.Second))) + " left"
	}
	return text
}

// clear ends it and leaves nothing on the screen.
func (p *progress) clear() {
	p.making.Lock()
	defer p.making.Unlock()
	if p.wait != nil {
		p.wait.Stop()
	}
	if p.bars != nil {
		p.bar.Abort(true)
		p.bars.Wait()
	}
	p.wait, p.bars = nil, nil
	p.lock.Lock()
	p.bar = nil
	p.lock.Unlock()
}
