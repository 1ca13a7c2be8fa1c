package timeline

import (
	"fmt"
	"slices"
	"strings"
)

// Table writes the rows of a dry run as tables of phases, one for each design. It fails, and says where, for what such a table
// has no sign for.
func Table(rows []Row, designs []*Design) (string, error) {
	var titles []string
	byTitle := map[string][]Row{}
	for _, r := range rows {
		t := r.Cell.Experiment
		if byTitle[t] == nil {
			titles = append(titles, t)
		}
		byTitle[t] = append(byTitle[t], r)
	}
	var out []string
	for _, t := range titles {
		var design *Design
		for _, d := range designs {
			if d.Title == t {
				design = d
			}
		}
		if design != nil && design.Kind == Sweep {
			return "", fmt.Errorf("%s is a sweep and has no groups", t)
		}
		if design != nil && len(design.Within()) > 0 {
			return "", fmt.Errorf("an animal has several sessions (%s), and a table of phases has one row for it", design.Within()[0].Name)
		}
		p := &tabulation{design: design, letters: map[string]string{}, reinforcers: map[string]bool{}}
		if err := p.read(byTitle[t]); err != nil {
			return "", err
		}
		out = append(out, p.write(t))
	}
	return strings.Join(out, "\n"), nil
}

// tabulation is a table that is being made.
type tabulation struct {
	design      *Design
	learner     bool
	letters     map[string]string // of the stimuli of a nervous system that are cues
	legend      []string
	reinforcers map[string]bool
	groups      []string
	columns     []*tableColumn
	at          int // the column of the trial before, or -1
	omitted     bool
}

// tableColumn is a phase, with what it is told apart by.
type tableColumn struct {
	key   string
	cells map[string]*tableCell // of groups
}

// tableCell is a phase of a group: trial types one after the other, or mixed.
type tableCell struct {
	types []string
	mixed bool
}

func (p *tabulation) read(rows []Row) error {
	for _, r := range rows { // what comes second in a pair is the reinforcer
		if r.Trial != nil && len(r.Trial.Events) == 2 {
			p.reinforcers[r.Trial.Events[1].Text] = true
		}
	}
	var mine []Row
	finish := func() error {
		err := p.group(mine)
		mine = nil
		return err
	}
	for _, r := range rows {
		if len(mine) > 0 && rowName(r.Cell) != rowName(mine[0].Cell) {
			if err := finish(); err != nil {
				return err
			}
		}
		mine = append(mine, r)
	}
	return finish()
}

// group reads the trials of one group.
func (p *tabulation) group(rows []Row) error {
	name := rowName(rows[0].Cell)
	p.groups, p.at = append(p.groups, name), -1
	var trials []Row
	for _, r := range rows {
		if r.Omitted {
			p.omitted = true
			continue
		}
		if r.Trial == nil {
			return fmt.Errorf("%s is no trial, and a table of phases holds trials only", r.Event.Text)
		}
		if r.Note != "" && r.Note != drawn {
			return fmt.Errorf("how many trials of %s there are depends on the animal (%s)", r.Trial.Action, r.Note)
		}
		trials = append(trials, r)
	}
	for _, ph := range phasesOf(trials) {
		c := p.cell(name, ph.key)
		c.mixed = ph.mixed
		for _, t := range ph.trials {
			kind, err := p.kind(t)
			if err != nil {
				return err
			}
			c.types = append(c.types, kind)
		}
	}
	return nil
}

// drawn is the note on what comes in random order.
const drawn = "drawn for each animal"

// phaseKeys tell phases apart: by the number in a table, else by label. Trials without a label are those behind one.
func phaseKeys(trials []Row) (keys []string) {
	before := ""
	for _, r := range trials {
		switch {
		case r.Trial.Phase > 0:
			keys = append(keys, fmt.Sprint(r.Trial.Phase))
		case r.Trial.Label == "":
			keys = append(keys, "behind "+before)
		default:
			before = r.Trial.Label
			keys = append(keys, before)
		}
	}
	return keys
}

// phase is a piece of what a group goes through.
type phase struct {
	key    string // of its first trial
	trials []*Trial
	mixed  bool
}

// phasesOf cuts trials where no key stands on both sides.
func phasesOf(trials []Row) (out []*phase) {
	keys, last := phaseKeys(trials), map[string]int{}
	for i, key := range keys {
		last[key] = i
	}
	end := -1
	for i, r := range trials {
		if i > end {
			out = append(out, &phase{key: keys[i]})
		}
		p := out[len(out)-1]
		p.trials, p.mixed = append(p.trials, r.Trial), p.mixed || r.Note != ""
		end = max(end, last[keys[i]])
	}
	return out
}

// rowName makes a name of a cell: hab_only, or isi_10s.
func rowName(c Cell) string {
	name := c.Group
	for _, l := range c.Factors {
		name += "_" + l.Factor + "_" + l.Level
	}
	clean := func(r rune) rune {
		if r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return '_'
	}
	if name = strings.TrimLeft(strings.Map(clean, name), "_"); name == "" {
		return "all"
	}
	return name
}

// cell is the place of a phase in the table. A group's phases come in the order of the others'; a new one stands behind the
// one before it.
func (p *tabulation) cell(group, key string) *tableCell {
	k := p.at + 1
	for k < len(p.columns) && p.columns[k].key != key {
		k++
	}
	if k == len(p.columns) {
		k = p.at + 1
		p.columns = slices.Insert(p.columns, k, &tableColumn{key: key, cells: map[string]*tableCell{}})
	}
	p.at = k
	c := &tableCell{}
	p.columns[k].cells[group] = c
	return c
}

// kind is a trial's type: A+, A-, + or test A.
func (p *tabulation) kind(t *Trial) (string, error) {
	e := t.Events[0]
	switch {
	case e.Kind == Condition:
		p.learner = true
		switch e.Value {
		case Reinforced:
			return e.Target + "+", nil
		case Unreinforced:
			return e.Target + "-", nil
		}
		return "test " + e.Target, nil
	case e.Kind != Present:
		return "", fmt.Errorf("%s presents no stimulus", t.Action)
	case len(t.Events) == 2 && t.Lag < 0:
		return "", fmt.Errorf("in %s the reinforcer comes first, and a table has no sign for that", t.Action)
	case len(t.Events) == 2 && p.reinforcers[e.Text]:
		return "", fmt.Errorf("%s is a cue in one pair and a reinforcer in another", e.Text)
	case len(t.Events) == 2 && len(p.reinforcers) > 1:
		return "", fmt.Errorf("there are %d reinforcers (%s), and a table has one sign for all", len(p.reinforcers), strings.Join(sortedNames(p.reinforcers), ", "))
	case len(t.Events) == 2:
		return p.letter(e.Text) + "+", nil
	case p.reinforcers[e.Text]:
		return "+", nil
	case t.Label == "test" || t.Label == "post":
		return "test " + p.letter(e.Text), nil
	}
	return p.letter(e.Text) + "-", nil
}

// letter names a stimulus.
func (p *tabulation) letter(text string) string {
	if p.letters[text] == "" {
		n := len(p.letters)
		p.letters[text] = string(rune('A' + n%26))
		if n >= 26 {
			p.letters[text] += fmt.Sprint(n / 26)
		}
		p.legend = append(p.legend, p.letters[text]+" is "+text)
	}
	return p.letters[text]
}
