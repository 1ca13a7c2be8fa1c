package network

import (
	"protoexp/runtime/circuit"
	"protoexp/runtime/equation"
	"protoexp/runtime/equation/elementary"
	"protoexp/runtime/random"
)

// Wiring is which cells are joined, by source: the connections of cell i are Row[i] to Row[i+1], sorted by target.
type Wiring struct {
	Row    []int32
	Target []int32
	Narrow []uint16 // instead of Target, in half the memory
	Source []int32  // of each connection; nil unless something needs it
	// InRow and InPair are the connections by target; nil unless something needs them.
	InRow, InPair []int32
}

// Pairs is the number of connections.
func (w *Wiring) Pairs() int { return len(w.Target) + len(w.Narrow) }

// To is the target of connection k.
func (w *Wiring) To(k int) int {
	if w.Narrow != nil {
		return int(w.Narrow[k])
	}
	return int(w.Target[k])
}

// Targets are those of connections from to to-1; room is where they may be put.
func (w *Wiring) Targets(from, to int, room []int32) []int32 {
	if w.Narrow == nil {
		return w.Target[from:to]
	}
	row := w.Narrow[from:to]
	room = room[:len(row)]
	for i, j := range row {
		room[i] = int32(j)
	}
	return room
}

// Before is the first of connections from to to-1 of a row whose target is target or a later one, or to. It looks first
// where that would be if a row were spread evenly over so many targets: memory that is near is read soon after.
func (w *Wiring) Before(from, to, target, targets int) int {
	for guess, reach := from+int(int64(to-from)*int64(target)/int64(targets)), 16; from < to && reach < to-from; reach *= 4 {
		low, high := max(guess-reach, from), min(guess+reach, to-1)
		below := low == from || w.To(low-1) < target
		above := w.To(high) >= target
		if below {
			from = low
		}
		if above {
			to = high
		}
		if below && above {
			break
		}
	}
	for from < to {
		if mid := int(uint(from+to) >> 1); w.To(mid) < target {
			from = mid + 1
		} else {
			to = mid
		}
	}
	return from
}

// narrow says whether targets may be kept as 16-bit numbers: those of connections that differ between animals, are walked
// row by row only, and go to few cells.
func (p *Projection) narrow() bool { return !p.Clocked && !p.timed() && p.Post.Count <= 1<<16 }

// sharedWiring lays out connections that are the same in every animal; nil for others.
func (b *builder) sharedWiring(pre, post *Population, s *circuit.Synapse) *Wiring {
	switch s.Pairing {
	case circuit.All:
		w := &Wiring{Row: make([]int32, pre.Count+1), Target: make([]int32, 0, room(pre, post, s))}
		for i := range pre.Members() {
			for j := range post.Members() {
				if pre != post || i != j {
					w.Target = append(w.Target, int32(post.Target(j, s)))
				}
			}
			w.Row[pre.Exit(i)+1] = int32(len(w.Target))
		}
		w.filled()
		return w
	case circuit.OneToOne:
		if pre.Members() != post.Members() {
			b.fail(s.Name, "one to one needs as many cells on both sides: %d and %d", pre.Members(), post.Members())
		}
		w := &Wiring{Row: make([]int32, pre.Count+1)}
		for i := range min(pre.Members(), post.Members()) {
			w.Target = append(w.Target, int32(post.Target(i, s)))
			w.Row[pre.Exit(i)+1] = int32(i + 1)
		}
		w.filled()
		return w
	case circuit.Where:
		if s.Condition == nil {
			b.fail(s.Name, "no condition says which cells are joined")
		}
	case circuit.Random:
		if s.Probability == nil {
			b.fail(s.Name, "no probability says how many cells are joined")
		}
	}
	return nil
}

// wire draws connections that differ between animals.
func (g *grower) wire(name string, pre, post *Population, s *circuit.Synapse, limit int, narrow bool) *Wiring {
	w := &Wiring{Row: make([]int32, pre.Count+1)}
	purpose := random.Purpose("wiring " + name)
	env := &pairEnv{g: g, pre: pre, post: post, purpose: random.Purpose("condition " + name)}
	full := false
	join := func(j int) {
		switch {
		case w.Pairs() == limit:
			full = true
		case narrow:
			w.Narrow = append(w.Narrow, uint16(j))
		default:
			w.Target = append(w.Target, int32(j))
		}
	}
	if s.Pairing == circuit.Random && s.Probability.Op == equation.Const && pre.Axial == nil && post.Axial == nil {
		if p := s.Probability.Value; p > 0 {
			room := min(limit, int(float64(pre.Count)*float64(post.Count)*min(p, 1)*1.02)+64)
			if narrow {
				w.Narrow = make([]uint16, 0, room)
			} else {
				w.Target = make([]int32, 0, room)
			}
		}
		g.skip(w, pre, post, s.Probability.Value, purpose, join)
	} else {
		for from := range pre.Members() {
			if g.halts() {
				return w
			}
			i := pre.Exit(from)
			for to := range post.Members() {
				j := post.Target(to, s)
				env.i, env.j, env.drawn = i, j, 0
				switch s.Pairing {
				case circuit.Where:
					if g.value(name, s.Condition, env) != 0 {
						join(j)
					}
				default:
					if from == to && pre == post {
						continue
					}
					if g.key.Uniform(purpose, uint64(i), uint64(j)) < g.value(name, s.Probability, env) {
						join(j)
					}
				}
			}
			w.Row[i+1] = int32(w.Pairs())
		}
		w.filled()
	}
	if full {
		g.fail(name, "more cells are joined than there is room for; draw with another seed")
	}
	return w
}

// skip draws each pair with probability p by drawing the gaps between them, which are geometric.
func (g *grower) skip(w *Wiring, pre, post *Population, p float64, purpose uint64, join func(int)) {
	var drawn [16]float64
	for i := range pre.Count {
		if g.halts() {
			return
		}
		switch {
		case !(p > 0):
		case p >= 1:
			for j := range post.Count {
				if i != j || pre != post {
					join(j)
				}
			}
		default:
			per := 1 / elementary.Log(1-p)
			for j, k := -1, uint64(0); ; k++ {
				if k%uint64(len(drawn)) == 0 {
					g.key.Uniforms(drawn[:], purpose, uint64(i), k)
				}
				u := elementary.Log(drawn[k%uint64(len(drawn))]) * per
				if !(u < float64(post.Count)) {
					break
				}
				if j += 1 + int(u); j >= post.Count {
					break
				}
				if i != j || pre != post {
					join(j)
				}
			}
		}
		w.Row[i+1] = int32(w.Pairs())
	}
}

// sources fills in the source of each connection.
func (w *Wiring) sources() {
	if w.Source != nil {
		return
	}
	w.Source = make([]int32, w.Pairs())
	for i := range len(w.Row) - 1 {
		for k := w.Row[i]; k < w.Row[i+1]; k++ {
			w.Source[k] = int32(i)
		}
	}
}

// byTarget fills in the index by target.
func (w *Wiring) byTarget(targets int) {
	if w.InRow != nil {
		return
	}
	w.InRow = make([]int32, targets+1)
	for k := range w.Pairs() {
		w.InRow[w.To(k)+1]++
	}
	for j := range targets {
		w.InRow[j+1] += w.InRow[j]
	}
	next := append([]int32(nil), w.InRow[:targets]...)
	w.InPair = make([]int32, w.Pairs())
	for k := range w.Pairs() {
		j := w.To(k)
		w.InPair[next[j]] = int32(k)
		next[j]++
	}
}

// filled ends the rows of compartments that send no spikes.
func (w *Wiring) filled() {
	for i := 1; i < len(w.Row); i++ {
		w.Row[i] = max(w.Row[i], w.Row[i-1])
	}
}

// room is the capacity of a synapse.
func room(pre, post *Population, s *circuit.Synapse) int {
	return capacity(pre.Members(), post.Members(), s)
}
