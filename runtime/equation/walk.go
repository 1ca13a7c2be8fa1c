package equation

// Names calls f for every name in e, in order, repeats included.
func (e *Expr) Names(f func(name string)) {
	if e == nil {
		return
	}
	if e.Op == Name {
		f(e.Name)
	}
	for _, a := range e.Args {
		a.Names(f)
	}
}

// Reads says whether any name in e passes the test.
func (e *Expr) Reads(test func(name string) bool) bool {
	found := false
	e.Names(func(n string) { found = found || test(n) })
	return found
}

// Draws says whether e holds a random number or noise.
func (e *Expr) Draws() bool {
	if e == nil {
		return false
	}
	if e.Op == Uniform || e.Op == Normal || e.Op == Noise {
		return true
	}
	for _, a := range e.Args {
		if a.Draws() {
			return true
		}
	}
	return false
}

// Placed says whether e reads when an animal came: its arrival or its batch.
func (e *Expr) Placed() bool {
	return e.Reads(func(name string) bool { return name == "arrival" || name == "batch" })
}

// Replace returns e with every node for which f returns something else replaced by that.
func (e *Expr) Replace(f func(*Expr) *Expr) *Expr {
	if e == nil {
		return nil
	}
	if r := f(e); r != e {
		return r
	}
	out := e
	for i, a := range e.Args {
		if b := a.Replace(f); b != a {
			if out == e {
				c := *e
				c.Args = append([]*Expr(nil), e.Args...)
				out = &c
			}
			out.Args[i] = b
		}
	}
	return out
}

// Rename returns e with every name changed by f.
func (e *Expr) Rename(f func(string) string) *Expr {
	return e.Replace(func(x *Expr) *Expr {
		if x.Op == Name {
			if n := f(x.Name); n != x.Name {
				return Ref(n)
			}
		}
		return x
	})
}

// Set returns e with a name replaced by a number.
func (e *Expr) Set(name string, v float64) *Expr {
	return e.Replace(func(x *Expr) *Expr {
		if x.Op == Name && x.Name == name {
			return Number(v)
		}
		return x
	})
}
