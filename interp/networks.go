package interp

import (
	"fmt"
	"strings"
	"sync"

	"protoexp/lang/timeline"
	"protoexp/runtime/network"
)

// networks are the preparations that were laid out, each once. Animals of one preparation share its network, which
// nothing changes.
type networks struct {
	lock sync.Mutex
	list map[string]*laidOut
}

type laidOut struct {
	once sync.Once
	net  *network.Network
	err  error
}

// maxNetworks bounds what is kept; a sweep has a preparation for each of its points.
const maxNetworks = 256

// of lays a preparation out, or finds it; memory is what one animal may need.
func (n *networks) of(s timeline.Setup, memory int64) (*network.Network, error) {
	var key strings.Builder
	fmt.Fprintf(&key, "%p %v %v", s.Circuit, s.Spreads, s.Responses)
	for _, o := range s.Overrides {
		fmt.Fprintf(&key, " %s.%s=%b", o.Owner, o.Path, o.Value)
	}
	n.lock.Lock()
	if n.list == nil || len(n.list) >= maxNetworks {
		n.list = map[string]*laidOut{}
	}
	l := n.list[key.String()]
	if l == nil {
		l = &laidOut{}
		n.list[key.String()] = l
	}
	n.lock.Unlock()
	l.once.Do(func() { l.net, l.err = network.BuildWithin(lower(s), memory) })
	return l.net, l.err
}
