package record

// Why is what a difference between two responses of one animal is due to. It was found by running the animal again from the
// first of the two, with mechanisms held still: with their state as it was then.
type Why struct {
	Measure, Unit string
	First, Last   Response
	Relative      bool    // changes are shares of the first response; else they are in the unit of the measure
	Change        float64 // of the last response from the first
	Causes        []Cause // the largest share first
	Pairs         []Pair  // that do more, or less, together than each alone; the largest first
	Combined      int     // mechanisms, the first of Causes, that were held still in every combination; 0: each alone
	AllStill      float64 // the change with every mechanism held still
	Runs          int     // of the animal
	Thrifty       bool    // fewer were combined than could have been, since a run costs much
}

// Response is what one trial gave.
type Response struct {
	Label  string // "" when the script gave none
	N, Of  int    // number within its label, and how many the label has
	Onset  int64  // ns
	Action string
	Value  float64
}

// Cause is a mechanism with what it accounts for.
type Cause struct {
	Name        string // vesicle depletion at LE -> L7
	Kind        string // rule, modulator, effector, cells
	Owner       string // LE_L7, serotonin, gill, LE
	Model       string // the name of the rule
	Variables   []string
	About       string // the first sentence of its documentation
	Share       float64
	Alone       float64 // the change with this mechanism alone held still
	First, Last float64 // the responses then
}

// Pair is two causes that interact: what they account for together beyond what each does by itself.
type Pair struct {
	A, B  int // of Causes
	Share float64
}

// Explained is what all shares add up to.
func (w Why) Explained() (sum float64) {
	for _, c := range w.Causes[:w.Combined] {
		sum += c.Share
	}
	return sum
}
