package timeline

import "slices"

// Copies says whether the animals that answer a question are one animal many times: no two of one cell ever responded
// differently. A score may be the same in animals that do differ, as test / base is where nothing happened.
func (d *Design) Copies(q *Question) bool {
	first := map[*Branch]*Subject{}
	again := false
	for _, i := range q.subjects() {
		s := d.Subjects[i]
		one := first[s.Branch]
		switch {
		case one == nil:
			first[s.Branch] = s
		case one == s:
		case !slices.EqualFunc(one.Answers, s.Answers, func(a, b Answer) bool { return slices.Equal(a.Values, b.Values) }):
			return false
		default:
			again = true
		}
	}
	return again
}

// subjects are the animals that answer a question, as places in Design.Subjects.
func (q *Question) subjects() (list []int) {
	for _, o := range []Operand{q.Left, q.Right} {
		for _, s := range o.Samples {
			list = append(list, s.Subjects...)
		}
	}
	for _, o := range q.Observations {
		list = append(list, o.Subject)
	}
	return list
}
