package timeline

import (
	"errors"
	"fmt"
	"math"

	"protoexp/lang/diag"
	"protoexp/lang/source"
)

// MaxTrials is the largest number of trials of one animal.
const MaxTrials = 1_000_000

// MaxSteps is the number of statements and trials that a dry walk takes, over all animals: a million trials, and what stands around them.
const MaxSteps = 1_010_000

// dry says whether this walk has no real animal.
func (w *Walker) dry() bool {
	_, dry := w.World.(DryWorld)
	return dry
}

func budget(world World) *int {
	if _, dry := world.(DryWorld); !dry {
		return nil
	}
	n := MaxSteps
	return &n
}

// tired counts a step; it says whether a dry walk has taken too many.
func (w *Walker) tired(at source.Span) bool {
	if w.steps == nil {
		return false
	}
	if *w.steps--; *w.steps == -1 {
		w.tooMuch(at, fmt.Sprintf("the script does more than %d things, which is the limit", MaxSteps), "")
	}
	return *w.steps < 0
}

// tooMuch ends a walk at a limit of the language.
func (w *Walker) tooMuch(at source.Span, message, why string) {
	if w.stopped == nil {
		w.stopped = errTooMuch
		w.Report(diag.Diagnostic{Code: "too-many-trials", Span: at, Message: message, Why: why, Fix: "write smaller numbers of repeats"})
	}
}

var errTooMuch = errors.New("the script is too long")

// lastMoment is as far as the clock goes, in ns: a little less than an int64 holds, so that sums of rounded times fit too.
const lastMoment = math.MaxInt64 - 1e15

func (w *Walker) tooManyTrials(at source.Span) {
	w.tooMuch(at, fmt.Sprintf("one animal has more than %d trials, which is the limit", MaxTrials), "every trial is kept with its responses, and so many would fill the memory")
}

// room checks that a series of trials ends within the clock's range.
func (w *Walker) room(act action, every, length int64) bool {
	if float64(w.Now())+float64(float64(every)*float64(act.count-1))+float64(length) < lastMoment {
		return true
	}
	w.fail("too-long", act.at, "these trials end after more than 292 years, which is as far as the clock goes", "write fewer repeats or a shorter every")
	return false
}
