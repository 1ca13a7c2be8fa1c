package page

import (
	"slices"

	"protoexp/runtime/paper"
	"protoexp/runtime/record"
)

// axis is time to scale, with long stretches in which nothing happens cut out. Every cut is shown.
type axis struct {
	pieces []piece
	scale  float64 // pixels for a ns
}

// piece is a stretch that is shown, and the cut behind it.
type piece struct {
	from, to int64   // ns
	at       float64 // pixels
	first    int64   // the first onset in it
	cut      int64   // ns that are left out behind it; 0 for none
}

const cutWidth = 46 // pixels for a cut

// resolution is how many of the usual intervals between events an axis may hold before its longest pause is cut out.
const resolution = 250

// newAxis cuts the longest pauses out until the usual interval can be seen.
func newAxis(schedule []paper.Schedule, width float64) *axis {
	var times, intervals []int64
	for _, s := range schedule {
		for i, e := range s.Events {
			times = append(times, e.Onset, e.Onset+e.For)
			if i > 0 {
				if gap := e.Onset - s.Events[i-1].Onset; gap > 0 {
					intervals = append(intervals, gap)
				}
			}
		}
	}
	slices.Sort(times)
	slices.Sort(intervals)
	first, last := times[0], times[len(times)-1]
	usual := max(last-first, 1)
	if len(intervals) > 0 {
		usual = intervals[len(intervals)/2]
	}
	var gaps []int // i: between times[i] and times[i+1], the longest first
	for i := range len(times) - 1 {
		gaps = append(gaps, i)
	}
	slices.SortStableFunc(gaps, func(a, b int) int {
		x, y := times[a+1]-times[a], times[b+1]-times[b]
		switch {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	shown := last - first
	cut := map[int]bool{}
	for _, i := range gaps {
		gap := times[i+1] - times[i]
		if shown <= resolution*usual || gap < 4*usual || gap < shown/20 || len(cut) == 8 {
			break
		}
		cut[i] = true
		shown -= gap
	}
	a := &axis{}
	room := usual / 2 // so that a cut does not touch an event
	from, begins := first, first
	for i := range times {
		if cut[i] {
			a.pieces = append(a.pieces, piece{from: from, to: times[i] + room, first: begins, cut: times[i+1] - times[i] - 2*room})
			from, begins = times[i+1]-room, times[i+1]
		}
	}
	a.pieces = append(a.pieces, piece{from: from, to: max(last, from+1), first: begins})
	total := int64(0)
	for _, p := range a.pieces {
		total += p.to - p.from
	}
	a.scale = (width - cutWidth*float64(len(cut))) / float64(total)
	at := 0.0
	for i := range a.pieces {
		a.pieces[i].at = at
		at += float64(a.pieces[i].to-a.pieces[i].from)*a.scale + cutWidth
	}
	return a
}

// x is where a time stands.
func (a *axis) x(t int64) float64 {
	for _, p := range a.pieces {
		if t <= p.to {
			return p.at + float64(max(t, p.from)-p.from)*a.scale
		}
	}
	p := a.pieces[len(a.pieces)-1]
	return p.at + float64(p.to-p.from)*a.scale
}

// piece is the number of the stretch in which a time stands.
func (a *axis) piece(t int64) int {
	for i, p := range a.pieces {
		if t <= p.to {
			return i
		}
	}
	return len(a.pieces) - 1
}

// steps are distances of ticks, in ns.
var steps = []int64{1e9, 2e9, 5e9, 10e9, 30e9, 60e9, 120e9, 300e9, 600e9, 1800e9, 3600e9, 2 * 3600e9, 6 * 3600e9, 12 * 3600e9, 86400e9, 2 * 86400e9, 7 * 86400e9, 28 * 86400e9}

// step is the distance of ticks that leaves room for their text.
func (a *axis) step() int64 {
	for _, s := range steps {
		if float64(s)*a.scale >= 62 {
			return s
		}
	}
	return steps[len(steps)-1]
}

// end is when the last event of a schedule ends.
func end(events []record.Event) (t int64) {
	for _, e := range events {
		t = max(t, e.Onset+e.For)
	}
	return t
}
