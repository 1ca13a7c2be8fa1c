package engine

import (
	"math"
	"slices"

	"protoexp/runtime/circuit"
	"protoexp/runtime/network"
)

// window is a measure, or the three measures of an EPSP in one cell, that is being read for a trial.
type window struct {
	trial, reading int
	organ, measure int // organ is -1 for a shadow
	shadow, lane   int
	open, close    int64

	begun    bool
	peak     float64
	peakAt   int64
	held     float64 // s for which a condition was true
	sum      float64 // integral
	found    bool
	foundAt  int64
	coverage int // of a shadow: cells
}

// closing is the end of a window; near the end of the clock it ends with it.
func closing(open, within int64) int64 { return open + min(within, lastMoment-open) }

// Begin opens a window of every measure for a new trial, and closes those of the organs named and of all shadows that are
// open. It returns the trial's number.
func (e *Engine) Begin(affects func(o *network.Organ) bool) int {
	trial := len(e.results)
	e.results = append(e.results, make([]float64, len(e.Net.Readings())))
	for i := range e.windows {
		w := &e.windows[i]
		if w.organ < 0 || affects(e.Net.Organs[w.organ]) {
			w.close = min(w.close, e.now)
		}
	}
	if e.active || !e.general() {
		e.finishAll(e.now)
	}
	r := 0
	for _, o := range e.Net.Organs {
		for m, measure := range o.Measures {
			e.windows = append(e.windows, window{trial: trial, reading: r, organ: o.Index, measure: m, shadow: -1, open: e.now, close: closing(e.now, measure.Within)})
			r++
		}
	}
	for _, s := range e.Net.Shadows {
		n := s.Projection.Post.Count
		for i := range n {
			e.windows = append(e.windows, window{trial: trial, reading: r, organ: -1, shadow: s.Index, lane: i, coverage: n, open: e.now, close: closing(e.now, s.Within)})
		}
		r += 3
	}
	return trial
}

// Responses returns the readings of a trial. Windows that are still open are answered on a copy to which nothing else
// happens; those of earlier trials as well, since what was seen in them says what is a residue.
func (e *Engine) Responses(trial int) ([]float64, error) {
	if !slices.ContainsFunc(e.windows, func(w window) bool { return w.trial == trial }) {
		return slices.Clone(e.results[trial]), nil
	}
	rows, err := e.foresight(func(w window) bool { return w.trial <= trial })
	if err != nil {
		return nil, err
	}
	return slices.Clone(rows[trial]), nil
}

// Outlook returns the readings of every trial, as Responses does, on one copy for all.
func (e *Engine) Outlook() ([][]float64, error) {
	return e.foresight(func(window) bool { return true })
}

// foresight reads the results when the windows asked for have been closed.
func (e *Engine) foresight(asked func(window) bool) ([][]float64, error) {
	last := int64(-1)
	for _, w := range e.windows {
		if asked(w) {
			last = max(last, w.close)
		}
	}
	if last < 0 {
		return e.results, nil
	}
	if e.failed != nil {
		return nil, e.failed
	}
	c := e.Copy()
	c.caches = e.caches // the copy lives no longer than this call
	c.windows = slices.DeleteFunc(c.windows, func(w window) bool { return !asked(w) })
	if err := c.Settle(max(last, c.now)); err != nil {
		return nil, err
	}
	if err := c.finishAll(last); err != nil {
		return nil, err
	}
	return c.results, nil
}

// Complete says whether the windows of a trial are over.
func (e *Engine) Complete(trial int) bool {
	return !slices.ContainsFunc(e.windows, func(w window) bool { return w.trial == trial && w.close > e.now })
}

// finishAll ends the windows that close at or before t, up to which everything has happened.
func (e *Engine) finishAll(t int64) error {
	for i := range e.windows {
		w := &e.windows[i]
		if w.close > t {
			continue
		}
		if err := e.observe(w, w.close); err != nil {
			return err
		}
	}
	e.sweep(t)
	return nil
}

// sweep takes out the windows that closed at or before t, all of which have been read to their end.
func (e *Engine) sweep(t int64) {
	keep := e.windows[:0]
	for i := range e.windows {
		if w := &e.windows[i]; w.close > t {
			keep = append(keep, *w)
		} else {
			e.finish(w)
		}
	}
	e.windows = keep
}

// observeOrgan reads an organ in its windows up to t, before it jumps.
func (e *Engine) observeOrgan(o *network.Organ, t int64) error {
	return e.observeThose(t, func(w *window) bool { return w.organ == o.Index })
}

func (e *Engine) observeShadow(s *network.Shadow, lane int, t int64) error {
	return e.observeThose(t, func(w *window) bool { return w.organ < 0 && w.shadow == s.Index && w.lane == lane })
}

func (e *Engine) observeThose(t int64, mine func(*window) bool) error {
	ended := false
	for i := range e.windows {
		w := &e.windows[i]
		if !mine(w) {
			continue
		}
		if err := e.observe(w, min(t, w.close)); err != nil {
			return err
		}
		ended = ended || w.close <= t
	}
	if ended {
		keep := e.windows[:0]
		for i := range e.windows {
			if w := &e.windows[i]; mine(w) && w.close <= t {
				e.finish(w)
			} else {
				keep = append(keep, *w)
			}
		}
		e.windows = keep
	}
	return nil
}

// faint is the share of the largest value below which what is left of it is no response: ten bits of a recording tell no less.
const faint = 1.0 / 1000

// residue says whether a window saw only what is left of something earlier, too little to be told from nothing: its value
// fell from the onset on, so nothing was added to it, and is less than a thousandth of the largest that this animal has shown
// by that measure. A muscle relaxes for ever, and a copy of a shock two minutes ago is no answer to a touch.
func (e *Engine) residue(w *window) bool {
	if e.most == nil {
		e.most = make([]float64, len(e.Net.Readings()))
	}
	most := &e.most[w.reading]
	if w.peak > *most {
		*most = w.peak
	}
	return w.peakAt == w.open && math.Abs(w.peak) < float64(faint**most)
}

// finish writes what a window has read into its trial.
func (e *Engine) finish(w *window) {
	row := slices.Clone(e.results[w.trial])
	seconds := func(t int64) float64 { return float64(t) / 1e9 }
	length := seconds(w.close - w.open)
	if e.residue(w) {
		w.peak, w.sum = 0, 0
	}
	if w.organ < 0 {
		share := 1 / float64(w.coverage)
		row[w.reading] += float64(max(w.peak, 0) * share)
		row[w.reading+1] += float64(seconds(w.peakAt-w.open) * share)
		row[w.reading+2] += float64(w.sum * share)
	} else {
		v := 0.0
		switch e.Net.Organs[w.organ].Measures[w.measure].Kind {
		case circuit.Peak:
			v = w.peak
		case circuit.Time:
			v = w.held
		case circuit.Area:
			v = w.sum
		case circuit.Mean:
			if v = w.peak; length > 0 {
				v = w.sum / length
			}
		case circuit.Latency:
			if v = length; w.found {
				v = seconds(w.foundAt - w.open)
			}
		}
		row[w.reading] = v
	}
	e.results[w.trial] = row
}
