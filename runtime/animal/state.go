package animal

import (
	"errors"

	"protoexp/runtime/checkpoint"
	"protoexp/runtime/engine"
	"protoexp/runtime/network"
	"protoexp/runtime/random"
)

// State is an animal at a moment: everything that a copy has. Its wiring and its parameters are not in it, since they grow
// again from the key in the same way; Body is their digest. A recording under way does not belong to it.
type State struct {
	Key    random.Key
	Body   checkpoint.Digest
	Engine engine.Snapshot
	lesion lesions
	serial int
}

// State is the present state. It shares its memory with the animal, and is to be written at once. An animal that has
// failed has none.
func (a *Animal) State() (State, error) {
	e, err := a.engine.Snapshot()
	return State{Key: a.engine.Body.Key, Body: sum(a.engine.Body), Engine: e, lesion: a.lesion, serial: a.serial}, err
}

// sum is the digest of what an animal grew into.
func sum(b *network.Body) checkpoint.Digest { return checkpoint.Sum(b) }

// Resume brings back the animal of a state, which must have been saved from the same circuit. It goes on exactly as the
// one that was saved would have.
func Resume(net *network.Network, s State) (*Animal, error) {
	body, err := net.Grow(s.Key)
	if err != nil {
		return nil, err
	}
	if sum(body) != s.Body {
		return nil, errors.New("the animal that grows from its seed is not the one that was saved")
	}
	e, err := engine.Resume(body, s.Engine)
	if err != nil {
		return nil, err
	}
	return &Animal{net: net, engine: e, lesion: s.lesion, serial: s.serial}, nil
}
