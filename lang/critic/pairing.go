package critic

// Pairing is a stimulus that comes with another in one trial.
type Pairing struct{ CS, US Act }

// pairing is the first pair of stimuli that reaches the animals of a condition: two in one trial, at most a minute apart.
func (c *Condition) pairing() (p Pairing, ok bool) {
	if c.pair == nil {
		p, _ := c.firstPair()
		c.pair = &p
	}
	return *c.pair, c.pair.CS.Trial > 0
}

func (c *Condition) firstPair() (Pairing, bool) {
	acts, others := c.delivered(), map[int][]Act{}
	for _, b := range acts {
		if !b.First {
			others[b.Trial] = append(others[b.Trial], b)
		}
	}
	for _, a := range acts {
		if !a.First || a.Trial == 0 {
			continue
		}
		for _, b := range others[a.Trial] {
			if b.Onset-a.Onset <= 60e9 {
				return Pairing{a, b}, true
			}
		}
	}
	return Pairing{}, false
}

// conditioned is the pairing that a claim is about: one in a condition that it compares.
func (s *Study) conditioned(claim *Claim) (Pairing, bool) {
	if claim.Equivalence() || s.Timeless() {
		return Pairing{}, false
	}
	for _, c := range claim.Contrasts {
		if !c.Parallel() && !s.beforeAfter(c) && (c.LabelA != c.LabelB || c.RefA.Right == c.RefB.Right) {
			continue
		}
		for _, x := range []*Condition{c.A, c.B} {
			if p, ok := x.pairing(); ok {
				return p, true
			}
		}
	}
	return Pairing{}, false
}

// apart says whether some condition gets both stimuli of a pairing, and never in one trial.
func (s *Study) apart(p Pairing) bool { return s.both(p, false) }

// differential says whether a claim reads, besides the paired stimulus, the same stimulus at another place, which the animals
// of the pairing get as often, alone.
func (s *Study) differential(claim *Claim, p Pairing) bool {
	for _, contrast := range claim.Contrasts {
		c := contrast.A
		pairs, alone := 0, map[string]int{}
		for _, a := range c.delivered() {
			switch {
			case a.Stimulus != p.CS.Stimulus || Before(a.Role) || After(a.Role):
			case c.paired(a):
				pairs++
			default:
				alone[a.Target]++
			}
		}
		read := map[string]bool{}
		for _, label := range claim.Labels() {
			if a := c.response(label); a.Stimulus == p.CS.Stimulus {
				read[a.Target] = true
			}
		}
		if len(read) < 2 || pairs == 0 {
			continue
		}
		for target := range read {
			if alone[target] >= pairs {
				return true
			}
		}
	}
	return false
}

// lagged says whether a claim compares, throughout, animals that get as many of both stimuli at different intervals.
func (c *Claim) lagged(p Pairing) bool {
	count := func(x *Condition, label string) (cs, us int, lag int64) {
		for _, a := range Delivered(x.until(label)) {
			switch {
			case Before(a.Role):
			case a.Stimulus == p.CS.Stimulus:
				cs++
				lag -= a.Onset
			case a.Stimulus == p.US.Stimulus:
				us++
				lag += a.Onset
			}
		}
		return cs, us, lag / int64(max(1, cs))
	}
	for _, x := range c.Contrasts {
		cs, us, lag := count(x.A, x.LabelA)
		cs2, us2, lag2 := count(x.B, x.LabelB)
		if x.Same() || cs == 0 || cs != us || cs != cs2 || us != us2 || lag == lag2 {
			return false
		}
	}
	return len(c.Contrasts) > 0
}

// scattered says whether some condition gets both at random times.
func (s *Study) scattered(p Pairing) bool { return s.both(p, true) }

func (s *Study) both(p Pairing, drawn bool) bool {
	for _, c := range s.Conditions {
		if _, ok := c.pairing(); ok {
			continue
		}
		cs, us := false, false
		for _, a := range c.delivered() {
			if drawn && !a.Drawn || Before(a.Role) || After(a.Role) {
				continue
			}
			cs = cs || a.Stimulus == p.CS.Stimulus
			us = us || a.Stimulus == p.US.Stimulus
		}
		if cs && us {
			return true
		}
	}
	return false
}
