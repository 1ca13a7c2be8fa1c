package network

// apartness says whether several threads may step parts of the cells at the same time.
func (b *builder) apartness() {
	net := b.net
	net.Apart = len(net.Gaps) == 0
	for _, p := range net.Populations {
		net.Apart = net.Apart && !p.Levels && p.Axial == nil
	}
	for _, p := range net.Projections {
		net.Apart = net.Apart && !p.Clocked && b.apart(p)
	}
}

// apart says whether several threads may walk a row at the same time, each the connections to targets of its own: what a
// spike does at one target then needs nothing that it changes at another, and nothing that moves at its source.
func (b *builder) apart(p *Projection) bool {
	if p.Received || p.Into < 0 {
		return false
	}
	for _, r := range p.Rules {
		source := map[string]bool{}
		for _, s := range r.Sites {
			for _, i := range s.Vars {
				source[r.Vars[i].Name] = s.Place == AtSource
			}
			if s.Place != AtSource && s.Time >= 0 && s.Row == nil {
				return false
			}
		}
		shared := func(name string) bool {
			where, n := side(name)
			return where == "pre" && p.Pre.Param(n) == nil || where == "" && n != "weight" && n != "release" && r.Param(n) == nil && r.Var(n) == nil
		}
		for _, a := range r.Model.OnPre {
			if a.Value.Reads(shared) {
				return false
			}
			if p.Replay != nil && !source[a.Target] && a.Value.Reads(func(name string) bool { return source[name] }) {
				return false // the replay needs them as they were, and the spike as they are
			}
		}
	}
	return true
}
