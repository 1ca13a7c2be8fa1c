package learner

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"protoexp/runtime/equation"
	"protoexp/runtime/equation/elementary"
	"protoexp/runtime/random"
)

// Learner is an individual. It is not safe for use by several goroutines; copies are independent of it.
type Learner struct {
	model     *Model
	key       random.Key
	cues      map[string]*cue
	compounds []*cue
	common    *cue // parameters where no cue is meant
	trials    uint64
}

// cue is what the animal knows of an element, or of a compound that counts as a cue.
type cue struct {
	name     string
	elements []string
	params   map[string]float64
	vars     map[string]float64
}

// New brings a learner into being: draws its parameters. It fails for a parameter that is no finite number.
func New(m *Model, key random.Key) (*Learner, error) {
	l := &Learner{model: m, key: key, cues: map[string]*cue{}}
	var err error
	if l.common, err = l.cue(nil); err != nil {
		return nil, err
	}
	for _, s := range m.Settings {
		if len(s.Cue) < 2 || l.compound(s.Cue) != nil {
			continue
		}
		c, err := l.cue(s.Cue)
		if err != nil {
			return nil, err
		}
		l.compounds = append(l.compounds, c)
	}
	slices.SortFunc(l.compounds, func(a, b *cue) int { return strings.Compare(a.name, b.name) })
	for _, s := range m.Spreads {
		if len(s.Cue) > 1 && l.compound(s.Cue) == nil {
			return nil, fmt.Errorf("%s cannot vary: the compound has no %s of its own, only its elements have", strings.Join(s.Cue, ""), s.Param)
		}
	}
	return l, nil
}

// named is a compound as one name, whatever the order of its elements.
func named(elements []string) string {
	sorted := slices.Clone(elements)
	slices.Sort(sorted)
	return strings.Join(sorted, " ")
}

func (l *Learner) compound(elements []string) *cue {
	name := named(elements)
	for _, c := range l.compounds {
		if c.name == name {
			return c
		}
	}
	return nil
}

// cue gives a cue its parameters and initial values.
func (l *Learner) cue(elements []string) (*cue, error) {
	c := &cue{name: named(elements), elements: elements, params: map[string]float64{}, vars: map[string]float64{}}
	for _, p := range l.model.Params {
		x, set := l.setting(c.name, p.Name)
		if !set {
			var err error
			if x, err = p.Init.Evaluate(&reading{l: l, of: c, purpose: c.name + "." + p.Name}); err != nil {
				return nil, err
			}
		}
		for _, s := range l.model.Spreads {
			if s.Param == p.Name && (len(s.Cue) == 0 || named(s.Cue) == c.name) {
				sigma := math.Sqrt(elementary.Log(1 + float64(s.CV*s.CV)))
				x *= elementary.Exp(float64(sigma * l.key.Normal(random.Purpose("spread "+named(s.Cue)+"."+p.Name), 0, 0)))
			}
		}
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, fmt.Errorf("%s is not a finite number", p.Name)
		}
		c.params[p.Name] = x
	}
	for _, v := range l.model.Vars {
		x, err := v.Init.Evaluate(&reading{l: l, of: c, purpose: c.name + "." + v.Name})
		if err != nil {
			return nil, err
		}
		c.vars[v.Name] = x
	}
	return c, nil
}

// setting finds what was set last: for this cue, or else for all cues.
func (l *Learner) setting(name, param string) (x float64, found bool) {
	own := false
	for _, s := range l.model.Settings {
		mine := len(s.Cue) > 0 && named(s.Cue) == name
		if s.Param == param && (mine || len(s.Cue) == 0 && !own) {
			x, found, own = s.Value, true, own || mine
		}
	}
	return x, found
}

// present are the cues of a trial: its elements in the order of their names, then the compounds of them that count as cues.
func (l *Learner) present(elements []string) ([]*cue, error) {
	sorted := slices.Clone(elements)
	slices.Sort(sorted)
	var list []*cue
	for _, e := range slices.Compact(sorted) {
		c, err := l.element(e)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	for _, c := range l.compounds {
		all := true
		for _, e := range c.elements {
			all = all && slices.Contains(sorted, e)
		}
		if all {
			list = append(list, c)
		}
	}
	return list, nil
}

// element is a cue that may be new to the animal.
func (l *Learner) element(name string) (*cue, error) {
	if c := l.cues[name]; c != nil {
		return c, nil
	}
	c, err := l.cue([]string{name})
	if err == nil {
		l.cues[name] = c
	}
	return c, err
}

// Trial presents cues and what follows them. It returns what the animal does as the cues come on, before it learns: one
// number for each of the model's measures. It fails when a variable is no longer a finite number.
func (l *Learner) Trial(elements []string, outcome Outcome) ([]float64, error) {
	list, err := l.present(elements)
	if err != nil {
		return nil, err
	}
	now := &reading{l: l, of: l.common, with: list, purpose: "trial"}
	responses := make([]float64, len(l.model.Measures))
	for i, m := range l.model.Measures {
		if responses[i], err = m.Init.Evaluate(now); err != nil {
			return nil, err
		}
	}
	l.trials++
	switch outcome {
	case Reinforced:
		err = l.learn(l.model.Reinforced, list)
	case Unreinforced:
		err = l.learn(l.model.Unreinforced, list)
	}
	return responses, err
}

// learn does the assignments of a trial, one after the other; each to all cues together.
func (l *Learner) learn(list []equation.Assign, cues []*cue) error {
	next := make([]float64, len(cues))
	for k, a := range list {
		for i, c := range cues {
			x, err := a.Value.Evaluate(&reading{l: l, of: c, with: cues, purpose: fmt.Sprintf("%s %s %d", c.name, a.Target, k)})
			if err != nil {
				return err
			}
			old := c.vars[a.Target]
			switch a.Op {
			case '+':
				x = old + x
			case '-':
				x = old - x
			case '*':
				x = old * x
			case '/':
				x = old / x
			}
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return fmt.Errorf("%s of the cue %s is no longer a finite number; its learning rate may be too large", a.Target, c.name)
			}
			next[i] = x
		}
		for i, c := range cues {
			c.vars[a.Target] = next[i]
		}
	}
	return nil
}

// Read is a variable of a cue, given by its elements. A cue that was never present reads as it begins. It fails for a
// compound that has no variables of its own.
func (l *Learner) Read(elements []string, variable string) (float64, error) {
	var c *cue
	var err error
	if len(elements) == 1 {
		c, err = l.element(elements[0])
	} else if c = l.compound(elements); c == nil {
		err = fmt.Errorf("%s has no %s of its own: it is made of its elements", strings.Join(elements, ""), variable)
	}
	if err != nil {
		return 0, err
	}
	x, ok := c.vars[variable]
	if !ok {
		return 0, &equation.Unknown{Name: variable}
	}
	return x, nil
}

// Copy is an exact copy; what happens to one changes nothing in the other.
func (l *Learner) Copy() *Learner {
	n := *l
	n.cues, n.compounds = map[string]*cue{}, nil
	for name, c := range l.cues {
		n.cues[name] = c.copy()
	}
	for _, c := range l.compounds {
		n.compounds = append(n.compounds, c.copy())
	}
	return &n
}

func (c *cue) copy() *cue {
	n := *c
	n.vars = maps.Clone(c.vars)
	return &n
}
