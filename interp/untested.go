package interp

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"protoexp/lang/timeline"
	"protoexp/runtime/stat"
)

// copies is why animals that are one animal many times cannot be tested.
const copies stat.Reason = "The animals are copies of one another, alike in every response that was read, so all of them say no more than one."

// untested looks at what a test cannot see in its numbers: whose they are. Values that do not vary within cells can be
// exchanged like others, but only between animals that do differ. Values that are infinite have owners.
func untested(d *timeline.Design, q *timeline.Question, r stat.Result) stat.Result {
	switch {
	case r.Plain == stat.NotFinite:
		r.Plain = infinite(d, q)
	case r.Plain == stat.Empty:
		r.Plain = unanswerable(q)
	case r.Still && r.P < 1 && d.Copies(q):
		r = stat.Result{Name: r.Name, Plain: copies, P: 1, Estimate: r.Estimate, N: r.N}
	}
	return r
}

// infinite says which animals have no finite value.
func infinite(d *timeline.Design, q *timeline.Question) stat.Reason {
	var list []string
	for _, o := range []timeline.Operand{q.Left, q.Right} {
		var numbers []string
		for _, s := range o.Samples {
			for k, v := range s.Values {
				if math.IsInf(v, 0) || math.IsNaN(v) {
					numbers = append(numbers, strconv.Itoa(d.Subjects[s.Subjects[k]].Number))
				}
			}
		}
		switch n := len(numbers); {
		case n == 1:
			list = append(list, fmt.Sprintf("%s in animal %s", o.Text, numbers[0]))
		case n > 8:
			list = append(list, fmt.Sprintf("%s in %d animals (%s, ...)", o.Text, n, strings.Join(numbers[:8], ", ")))
		case n > 1:
			list = append(list, fmt.Sprintf("%s in %d animals (%s)", o.Text, n, strings.Join(numbers, ", ")))
		}
	}
	if list == nil {
		return stat.NotFinite
	}
	return stat.Reason("There is no finite " + strings.Join(list, ", nor ") + ": it is divided by 0 there. Compare the responses themselves, or leave such animals out with exclude in the plan.")
}

// unanswerable says what has no value in any animal.
func unanswerable(q *timeline.Question) stat.Reason {
	for _, o := range []timeline.Operand{q.Left, q.Right} {
		for _, s := range o.Samples {
			if len(s.Values) == 0 && s.Missing > 0 {
				return stat.Reason("In no animal has " + o.Text + " a value: the trial did not happen, or 0 is divided by 0.")
			}
		}
	}
	return stat.Empty
}
