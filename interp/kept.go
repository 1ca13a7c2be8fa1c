package interp

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"protoexp/lang/diag"
	"protoexp/lang/eval"
	"protoexp/lang/timeline"
	"protoexp/lang/unit"
	"protoexp/runtime/record"
)

// Store keeps what animals of a sweep reported, so that a run that was stopped can go on. Its methods may be called at the
// same time.
type Store interface {
	Find(key string) (data []byte, found bool)
	Keep(key string, data []byte)
}

// keptAnimal is an animal of a sweep in a store.
type keptAnimal struct {
	Reports []keptReport
	End     int64
	Notes   []string           `json:",omitempty"`
	Printed []string           `json:",omitempty"`
	Cost    record.Performance // counts only
}

// keptReport is a number with all its digits; JSON has none that is undefined.
type keptReport struct {
	Name, Value string
	Dim         unit.Dimension
}

// storeKey names an animal of a sweep: nothing else changes what it does.
func storeKey(d *timeline.Design, cell string, index int) string {
	return fmt.Sprintf("%s; seed %d; %s; %d", d.Title, d.Seed, cell, index)
}

// find reads an animal from the store; nil when it is not there.
func (w *world) find(b *timeline.Branch, key string) *outcome {
	if w.options.Store == nil {
		return nil
	}
	data, found := w.options.Store.Find(key)
	var k keptAnimal
	if !found || json.Unmarshal(data, &k) != nil {
		return nil
	}
	o := &outcome{subject: &timeline.Subject{Branch: b, End: k.End}, notes: k.Notes, printed: k.Printed, cost: k.Cost}
	for _, r := range k.Reports {
		x, err := strconv.ParseFloat(r.Value, 64)
		if err != nil && !errors.Is(err, strconv.ErrRange) {
			return nil
		}
		o.subject.Reports = append(o.subject.Reports, timeline.Value{Name: r.Name, Value: eval.Num(x, r.Dim)})
	}
	return o
}

// keep writes an animal that came to its end into the store.
func (w *world) keep(o *outcome, key string) {
	if w.options.Store == nil || o.err != nil || o.subject == nil || diag.Failed(o.problems) {
		return
	}
	k := keptAnimal{End: o.subject.End, Notes: o.notes, Printed: o.printed, Cost: o.cost}
	for _, r := range o.subject.Reports {
		k.Reports = append(k.Reports, keptReport{r.Name, strconv.FormatFloat(r.Value.Num, 'g', -1, 64), r.Value.Dim})
	}
	data, err := json.Marshal(k)
	if err != nil {
		panic(err)
	}
	w.options.Store.Keep(key, data)
}
