package network

import "protoexp/runtime/circuit"

// Memory is what one animal will need, in bytes, with the part of it that needs most: known from the layout, before
// anything of that size is made.
func (n *Network) Memory() (total int64, most string, part int64) {
	add := func(owner string, bytes int64) {
		if bytes > part {
			most, part = owner, bytes
		}
	}
	// the state is kept as it begins and as it is now
	total = 8 * int64(2*n.StateSize+n.ParamSize+n.TimeSize+n.WeightSize)
	for _, p := range n.Populations {
		values := 2*(len(p.Vars)+1) + 2 // with what flows in, refractoriness and the count of spikes
		if p.Electric {
			values += 2
		}
		if p.Axial != nil {
			values += 6
		}
		for _, q := range p.Params {
			if q.Many {
				values++
			}
		}
		add(p.Name, 8*int64(values)*int64(p.Count))
		total += int64(p.Count)
	}
	for _, p := range n.Projections {
		wires := p.wires()
		total += wires
		room := int64(p.Capacity)
		if p.Weight.Many {
			wires += 8 * room
		}
		for _, r := range p.Rules {
			for _, s := range r.Sites {
				if s.Place != AtPair {
					continue
				}
				wires += 16 * room * int64(len(s.Vars))
				if s.Time >= 0 {
					wires += 8 * room
				}
			}
		}
		add(p.Name, wires)
	}
	for _, g := range n.Gaps {
		wires := 4 * int64(room(g.Pre, g.Post, g.Synapse))
		total += wires
		add(g.Name, wires)
	}
	return total, most, part
}

// wires is what the wiring of a projection needs, in bytes.
func (p *Projection) wires() int64 {
	each := int64(4)
	if p.Synapse.Pairing != circuit.All && p.Synapse.Pairing != circuit.OneToOne && p.narrow() {
		each = 2
	}
	if p.OnPost != nil || p.Clocked || p.timed() {
		each += 4
	}
	if p.OnPost != nil {
		each += 4
	}
	return each * int64(p.Capacity)
}
