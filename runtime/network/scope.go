package network

import (
	"strings"

	"protoexp/runtime/equation"
)

// scope says what names stand for in one context: which cell a lane is, which connection, which other cell.
type scope struct {
	names map[string]bound
}

type bound struct {
	key  string
	slot equation.Slot
}

func newScope() *scope { return &scope{make(map[string]bound, 64)} } // about as many names as a rule of aplysia reads

func (s *scope) bind(name, key string, slot equation.Slot) { s.names[name] = bound{key, slot} }

func (s *scope) resolve(name string) (string, equation.Slot, error) {
	if b, ok := s.names[name]; ok {
		return b.key, b.slot, nil
	}
	return "", equation.Slot{}, &equation.Unknown{Name: name}
}

func slot(space equation.Space, class equation.Class, off int) equation.Slot {
	return equation.Slot{Space: space, Class: class, Off: int32(off)}
}

// params binds parameters with a prefix; lanes are addressed by class.
func (s *scope) params(o *Owner, prefix string, class equation.Class) {
	for _, q := range o.Params {
		c := equation.One
		if q.Many {
			c = class
		}
		s.bind(prefix+q.Name, o.Name+" "+prefix+q.Name, slot(equation.Param, c, q.Off))
	}
}

// vars binds variables with a prefix.
func (s *scope) vars(o *Owner, prefix string, class equation.Class) {
	for _, q := range o.Vars {
		s.bind(prefix+q.Name, o.Name+" "+prefix+q.Name, slot(equation.State, class, q.Off))
	}
}

// levels binds the names of modulators and agents to their concentration now.
func (s *scope) levels(h *Humour) {
	for i, name := range h.Names {
		if _, own := s.names[name]; !own {
			s.bind(name, "level "+name, slot(equation.Level, equation.One, i))
		}
	}
}

// cell is the scope of a population's equations.
func (n *Network) cell(p *Population, class equation.Class) *scope {
	s := newScope()
	s.params(&p.Owner, "", class)
	s.vars(&p.Owner, "", class)
	s.bind("injected", "injected", slot(equation.State, class, p.Injected))
	s.bind("received", "received", slot(equation.Work, equation.Local, 0))
	s.levels(n.Humour)
	return s
}

// local replaces the variables of a scope by scratch: variable i is Work[i].
func (s *scope) local(names []string) {
	for i, v := range names {
		s.bind(v, "local "+v, slot(equation.Work, equation.One, i))
	}
}

// compile builds a program in a scope.
func (b *builder) compile(owner string, s *scope, purpose string, spread equation.Class, write func(*equation.Builder)) *equation.Program {
	eb := equation.NewBuilder(s.resolve)
	eb.Purpose, eb.Spread = randomPurpose(owner+" "+purpose), spread
	write(eb)
	p, err := eb.Program()
	if err != nil {
		b.fail(owner, "%v", err)
		return &equation.Program{}
	}
	return p
}

// side splits "pre.v" into "pre" and "v".
func side(name string) (string, string) {
	if before, after, ok := strings.Cut(name, "."); ok {
		return before, after
	}
	return "", name
}
