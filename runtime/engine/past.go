package engine

import (
	"slices"
	"sort"

	"protoexp/runtime/network"
)

// stir is what was dissolved from one event to the next. Lanes of rules that depend on it are not moved at each event: they
// go through what they have missed when they are next touched.
type stir struct {
	at          int64
	vars, rates []float64 // of modulators and agents; of agents
}

// pastLimit is how many stirs are remembered before all lanes are moved on.
const pastLimit = 256

// remember keeps what is dissolved now, which is about to change at t, for the lanes of rules that depend on it.
func (e *Engine) remember(t int64) error {
	h := e.Net.Humour
	if !h.Sensed || e.times[h.Base] == t {
		return nil
	}
	if len(e.past) >= pastLimit {
		for _, p := range e.Net.Projections {
			for _, r := range p.Rules {
				for _, s := range r.Sites {
					if s.Time >= 0 && s.Flow.Humoral {
						if err := e.touchAll(p, s, t); err != nil {
							return err
						}
					}
				}
			}
		}
		e.past = nil
		clear(e.tides)
		return nil
	}
	now := stir{at: e.times[h.Base]}
	for _, off := range h.Vars {
		now.vars = append(now.vars, e.f[off])
	}
	for _, a := range h.Agents {
		now.rates = append(now.rates, e.f[a.Rate])
	}
	e.past = append(e.past, now)
	return nil
}

// swap exchanges what is dissolved with what was; twice is as before.
func (e *Engine) swap(s *stir) {
	h := e.Net.Humour
	for i, off := range h.Vars {
		e.f[off], s.vars[i] = s.vars[i], e.f[off]
	}
	for i, a := range h.Agents {
		e.f[a.Rate], s.rates[i] = s.rates[i], e.f[a.Rate]
	}
	e.times[h.Base], s.at = s.at, e.times[h.Base]
	e.humoursOK, e.levelsOK, e.ebbOK = false, false, false
}

// moveThrough is move for a lane that may have missed events of the past.
func (e *Engine) moveThrough(fl *network.Flow, from, to int64) error {
	base := e.times[e.Net.Humour.Base]
	if !fl.Humoral || from >= base {
		return e.move(fl, from, to, 0)
	}
	k := sort.Search(len(e.past), func(i int) bool { return e.past[i].at > from }) - 1
	for k = max(k, 0); k < len(e.past) && from < to; k++ {
		calm := fl.Calm && e.calm(fl, &e.past[k])
		for calm && k+1 < len(e.past) && e.calm(fl, &e.past[k+1]) {
			k++
		}
		end := base
		if k+1 < len(e.past) {
			end = e.past[k+1].at
		}
		if calm && k+1 == len(e.past) && e.calm(fl, nil) {
			end = to
		}
		halt := end <= to
		end = min(end, to)
		if calm {
			if err := e.moveExact(fl, from, end, 0); err != nil {
				return err
			}
			from = end
			continue
		}
		if x := e.tides[span{e.classes[fl.ID], from, end}]; x != nil {
			x.apply(e.frame.Work)
		} else {
			was := stir{e.past[k].at, slices.Clone(e.past[k].vars), slices.Clone(e.past[k].rates)}
			e.swap(&was)
			err := e.moveHumoral(fl, from, end, 0, halt)
			e.swap(&was)
			if err != nil {
				return err
			}
		}
		from = end
	}
	return e.move(fl, from, to, 0)
}
