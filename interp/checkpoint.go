package interp

import (
	"errors"
	"fmt"
	"io/fs"

	"protoexp/lang/check"
	"protoexp/lang/timeline"
	"protoexp/runtime/animal"
	"protoexp/runtime/checkpoint"
	"protoexp/runtime/network"
	"protoexp/runtime/record"
)

// keepsake is what a checkpoint holds: the animal, what it was made of, and how far its script's random numbers are.
type keepsake struct {
	Circuit   string
	Digest    checkpoint.Digest // of the circuit's description
	Now       int64             // ns
	Overrides []override
	Spreads   []timeline.Spread
	Responses []timeline.EPSP
	Draws     map[string]uint64
	Animal    animal.State
}

// override is a timeline.Override without its place in a script.
type override struct {
	Owner, Path string
	Value       float64
}

// setup is what the animal was made of.
func (k *keepsake) setup(c *check.Circuit) timeline.Setup {
	s := timeline.Setup{Circuit: c, Seed: k.Animal.Key.Seed, Spreads: k.Spreads, Responses: k.Responses}
	for _, o := range k.Overrides {
		s.Overrides = append(s.Overrides, timeline.Override{Parameter: check.Parameter{Owner: o.Owner, Path: o.Path}, Value: o.Value})
	}
	return s
}

// digest tells circuits apart by everything that the engine is told of them.
func digest(s timeline.Setup) checkpoint.Digest { return checkpoint.Sum(lower(s)) }

// Save writes the animal's state under a name.
func (s *stage) Save(name string) error {
	if s.options.Save == nil {
		return errors.New("no files can be written here")
	}
	k, err := s.keepsake()
	if err != nil {
		return err
	}
	err = s.options.Save(name, checkpoint.Encode(record.Version, k))
	if err != nil {
		s.world.unwritten = err
	}
	return err
}

// keepsake is all that a checkpoint holds of the animal.
func (s *stage) keepsake() (*keepsake, error) {
	state, err := s.animal.State()
	if err != nil {
		return nil, err
	}
	k := &keepsake{Circuit: s.setup.Circuit.Name, Digest: digest(s.setup), Now: s.animal.Now(), Spreads: s.setup.Spreads, Responses: s.setup.Responses,
		Draws: s.draws, Animal: state}
	for _, o := range s.setup.Overrides {
		k.Overrides = append(k.Overrides, override{o.Owner, o.Path, o.Value})
	}
	return k, nil
}

// saved reads a checkpoint for a circuit.
func (o Options) saved(c *check.Circuit, name string) (*timeline.Start, error) {
	if o.Files == nil {
		return nil, errors.New("no files can be read here")
	}
	f, err := o.Files.Open(name)
	if err != nil {
		return nil, inner(err)
	}
	defer f.Close()
	k := &keepsake{}
	if err := checkpoint.Decode(f, record.Version, k); err != nil {
		return nil, inner(err)
	}
	if c.Learner != nil || k.Circuit != c.Name {
		return nil, fmt.Errorf("it is of the preparation %q, and this is %s", k.Circuit, c.Name)
	}
	setup := k.setup(c)
	if digest(setup) != k.Digest {
		return nil, fmt.Errorf("the circuit %s is not the one that it was saved with", c.Name)
	}
	return &timeline.Start{Now: k.Now, Seed: setup.Seed, Setup: setup, State: k}, nil
}

// inner is a failure to read without the path, which is said already.
func inner(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// goOn brings the animal of a checkpoint back.
func (s *stage) goOn(net *network.Network, k *keepsake) (err error) {
	if s.animal, err = animal.Resume(net, k.Animal); err != nil {
		return err
	}
	if s.animal.Now() != k.Now {
		return errors.New("the saved animal does not know how late it is")
	}
	s.key = k.Animal.Key
	if k.Draws != nil {
		s.draws = k.Draws
	}
	return nil
}
