package main

import (
	"testing"
	"time"

	"github.com/vbauerster/mpb/v8/decor"
)

// TestProgress: what the bar says of animals, of one animal, and of one of which nobody knows how long it lasts.
func TestProgress(t *testing.T) {
	p := newProgress("always") // the tests have no terminal
	defer p.clear()
	p.began = time.Now().Add(-30 * time.Second)
	for _, c := range []struct {
		tell func()
		want string
	}{
		{func() { p.animals(12, 48) }, "12 of 48 animals, about 1 min 30 s left"},
		{func() { p.time(3600e9, 7200e9) }, "1 h of 2 h, about 30 s left"},
		{func() { p.time(3600e9, 60e9) }, "1 h of the animal's time"},
	} {
		c.tell()
		if got := p.state(decor.Statistics{}); got != c.want {
			t.Errorf("%q, wanted %q", got, c.want)
		}
	}
	quiet := newProgress("never")
	quiet.animals(1, 2)
	if quiet.wait != nil {
		t.Error("a bar that nobody asked for")
	}
	quiet.clear()
}
