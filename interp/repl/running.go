package repl

import (
	"context"
	"os"
	"os/signal"
	"sync"
)

// running is what is being done now, so that Ctrl-C can stop it.
type running struct {
	lock sync.Mutex
	stop context.CancelFunc
}

// begin makes the context of an entry; done ends it.
func (r *running) begin(ctx context.Context) (entry context.Context, done func()) {
	entry, stop := context.WithCancel(ctx)
	r.set(stop)
	return entry, func() {
		r.set(nil)
		stop()
	}
}

func (r *running) set(stop context.CancelFunc) {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.stop = stop
}

// interrupt stops what is being done now, if anything is.
func (r *running) interrupt() {
	r.lock.Lock()
	defer r.lock.Unlock()
	if r.stop != nil {
		r.stop()
	}
}

// attend has Ctrl-C stop what is being done, and nothing else, until the function that it returns is called.
func (r *running) attend() (end func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt)
	over := make(chan struct{})
	go func() {
		for {
			select {
			case <-signals:
				r.interrupt()
			case <-over:
				return
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(over)
	}
}
