package critic

import (
	"slices"
	"sort"
	"strings"

	"protoexp/lang/ast"
	"protoexp/lang/source"
	"protoexp/lang/timeline"
)

// Study is a design as the critic reads it.
type Study struct {
	Design     *timeline.Design
	Body       []ast.Stmt // the statements of the experiment
	Conditions []*Condition
	Claims     []*Claim

	script  []ast.Stmt // the whole file
	allowed []*ast.Allow
	allows  map[string]*ast.Allow
}

// Condition is what the animals of one cell go through or, where a factor differs within animals, what one of their
// sessions holds.
type Condition struct {
	Branch *timeline.Branch
	Index  int // of the branch in its design
	Levels []timeline.Level
	Acts   []Act // in order of onset; of a session, those in it
	Whole  []Act // all that is done to these animals
	Start  int64 // ns: of the session, 0 without one
	End    int64 // ns: when the animals' script ends

	reach  []Act // of Acts those that reach the animal
	pair   *Pairing
	before map[string][]Treatment // before each label
}

// Act is something done to an animal, or left out in its place.
type Act struct {
	Kind     timeline.Kind
	Onset    int64  // ns, from the start of the animal's script
	For      int64  // ns; 0 for what takes no time or lasts until wash
	Stimulus string // the verb of a stimulus: touch
	Target   string // site, cells, agent, part, synapse or cues
	Params   []timeline.Param
	Value    float64 // of an agent, a current or a potential
	Label    string
	Role     string // base, pre, train, test, post, recovery or ""
	N        int    // within its label
	Trial    int    // acts of one trial have the same number, from 1; 0 for what is no trial
	Phase    int    // of a table of phases, from 1
	First    bool   // the first act of its trial, from which responses are measured
	Omitted  bool
	Peeked   bool
	Drawn    bool // its time or place is drawn for each animal
	Text     string
	At       source.Span
}

// NewStudy collects the facts of a design whose animals were walked dry.
func NewStudy(d *timeline.Design, script []ast.Stmt) *Study {
	s := &Study{Design: d, Body: d.Body, script: script, allows: map[string]*ast.Allow{}}
	if s.Body == nil {
		s.Body = script
	}
	if d.Kind == timeline.Sweep {
		s.Body = nil
		each(script, func(st ast.Stmt) {
			if st.Span() == d.At {
				s.Body = []ast.Stmt{st}
			}
		})
	}
	each(s.Body, func(st ast.Stmt) {
		if a, ok := st.(*ast.Allow); ok {
			s.allowed = append(s.allowed, a)
			s.allows[a.Rule] = a
		}
	})
	for _, subject := range d.Subjects {
		s.Conditions = append(s.Conditions, s.conditions(subject)...)
	}
	for _, q := range d.Questions {
		s.Claims = append(s.Claims, s.claim(q))
	}
	return s
}

// each visits the statements that belong to a design, those inside blocks too.
func each(body []ast.Stmt, visit func(ast.Stmt)) {
	for _, st := range body {
		ast.Inspect(st, func(st ast.Stmt) bool {
			visit(st)
			return true
		})
	}
}

// conditions are those that one animal goes through: one, or one for each of its sessions.
func (s *Study) conditions(subject *timeline.Subject) []*Condition {
	index := slices.Index(s.Design.Branches, subject.Branch)
	own := len(subject.Branch.Factors)
	base := Condition{Branch: subject.Branch, Index: index, Levels: subject.Branch.Factors, End: subject.End}
	var list []*Condition
	sessions := map[string]*Condition{}
	for k, row := range subject.Rows {
		acts := s.acts(row, k+1)
		base.Whole = append(base.Whole, acts...)
		within := row.Cell.Factors[own:]
		if len(within) == 0 {
			base.Acts = append(base.Acts, acts...)
			continue
		}
		name := timeline.Cell{Factors: within}.Name()
		c := sessions[name]
		if c == nil {
			c = &Condition{Branch: base.Branch, Index: index, Start: row.Onset, Levels: append(slices.Clip(base.Levels), within...), End: base.End}
			sessions[name] = c
			list = append(list, c)
		}
		c.Acts = append(c.Acts, acts...)
	}
	byOnset(base.Whole)
	byOnset(base.Acts)
	if len(list) == 0 {
		return []*Condition{&base}
	}
	for _, c := range list {
		c.Whole = base.Whole
		byOnset(c.Acts)
	}
	return list
}

func byOnset(acts []Act) {
	sort.SliceStable(acts, func(i, j int) bool { return acts[i].Onset < acts[j].Onset })
}

// acts are what a row of the dry run does.
func (s *Study) acts(row timeline.Row, number int) []Act {
	if row.Trial == nil {
		return []Act{act(*row.Event, row.Onset, row.Omitted, row.Note)}
	}
	t := row.Trial
	var list []Act
	for i, e := range t.Events {
		a := act(e, t.Onset+e.After, t.Omitted, row.Note)
		a.Label, a.N, a.Trial, a.First, a.Peeked, a.Phase = t.Label, t.N, number, i == 0, t.Peeked, t.Phase
		a.Role = s.Role(t.Label)
		list = append(list, a)
	}
	return list
}

func act(e timeline.Event, onset int64, omitted bool, note string) Act {
	a := Act{Kind: e.Kind, Onset: onset, For: e.For, Target: e.Target, Params: e.Params, Value: e.Value, Omitted: omitted, Drawn: note != "", Text: e.Text, At: e.At}
	if e.Verb != nil {
		a.Stimulus = e.Verb.Name
	}
	return a
}

// Role is the role of a label: the one that the script gives it, or its own name where that is one.
func (s *Study) Role(label string) string {
	if r := s.Design.Roles[label]; r != "" {
		return r
	}
	if slices.Contains(timeline.Roles(), label) {
		return label
	}
	return ""
}

// Timeless says whether the animals know trials and no times, as learners do: then nothing is handled and nothing fades.
func (s *Study) Timeless() bool {
	c := s.Design.Circuit
	return s.Design.Kind == timeline.Phases || c != nil && c.Learner != nil
}

// synaptic says whether the response is what one connection gives, in which no muscle has a part.
func (s *Study) synaptic() bool {
	return len(s.Design.Measures) > 0 && strings.HasPrefix(s.Design.Measures[0].Name, "epsp(")
}

// Name is a condition's own in its design.
func (c *Condition) Name() string {
	return timeline.Cell{Group: c.Branch.Group, Factors: c.Levels}.Name()
}

// Level is the level of a factor that a condition has, or "".
func (c *Condition) Level(factor string) string {
	for _, l := range c.Levels {
		if l.Factor == factor {
			return l.Level
		}
	}
	return ""
}

// Before says whether a role belongs to what is read before the treatment.
func Before(role string) bool { return role == "base" || role == "pre" }

// After says whether a role belongs to what is read behind the treatment.
func After(role string) bool { return role == "test" || role == "post" || role == "recovery" }

// delivered are the acts of a condition that reach its animals.
func (c *Condition) delivered() []Act {
	if c.reach == nil {
		c.reach = Delivered(c.Acts)
	}
	return c.reach
}

// Delivered are the acts that reach the animal.
func Delivered(acts []Act) (list []Act) {
	for _, a := range acts {
		if !a.Omitted && !a.Peeked && a.Kind != timeline.Sham {
			list = append(list, a)
		}
	}
	return list
}

// tolerance is how far two times may lie apart and still count as one: the larger of 5 s and 2 % of the interval (ns).
func tolerance(interval int64) int64 { return max(5e9, interval/50) }

// even says whether two intervals are one: they differ by no more than 2 %. (5 s more would be another spacing.)
func even(a, b int64) bool { return max(a, b)-min(a, b) <= max(a, b)/50 }

// rested says whether the time between two acts is one in which short-term changes are gone, as the preparation says.
func (s *Study) rested(from, to int64) bool {
	r := s.Design.Recovery
	return r > 0 && to-from+tolerance(r) >= r
}

// near says whether two times count as one.
func near(a, b int64) bool {
	d := a - b
	if d < 0 {
		d = -d
	}
	return d <= tolerance(max(a, b))
}

// factor is a factor by its name, or nil.
func (s *Study) factor(name string) *timeline.Factor {
	for _, f := range s.Design.Factors {
		if f.Name == name && name != "" {
			return f
		}
	}
	return nil
}

// head is the first line of the experiment, where findings about the whole of it stand.
func (s *Study) head() source.Span {
	at := s.Design.At
	if first, _, ok := strings.Cut(at.Text(), "\n"); ok {
		at.End = at.Start + len(strings.TrimRight(first, " {\r"))
	}
	return at
}
