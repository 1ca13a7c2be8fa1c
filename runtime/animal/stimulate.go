package animal

import (
	"maps"
	"math"
	"slices"

	"protoexp/runtime/circuit"
	"protoexp/runtime/engine"
	"protoexp/runtime/equation"
	"protoexp/runtime/network"
)

// Present starts a stimulus now, for duration ns; several may overlap. Parameters that are not given have their
// defaults; `for` is the duration in s. site may be "" for a stimulus without one.
func (a *Animal) Present(stimulus, site string, params map[string]float64, duration int64) error {
	s := a.stimulus(stimulus)
	if s == nil {
		return a.mistake(stimulus, "there is no such stimulus")
	}
	if duration <= 0 {
		return a.mistake(stimulus, "a stimulus must be longer than nothing")
	}
	env := &driveEnv{params: map[string]float64{}}
	known := map[string]bool{"for": true}
	for _, p := range s.Params {
		known[p.Name] = true
		v, given := params[p.Name]
		if p.Name == "for" {
			v, given = float64(duration)/1e9, true
		}
		if !given {
			var err error
			if v, err = p.Value.Evaluate(env); err != nil {
				return a.mistake(stimulus, "%s: %v", p.Name, err)
			}
		}
		env.params[p.Name] = v
	}
	env.params["for"] = float64(duration) / 1e9
	for _, name := range slices.Sorted(maps.Keys(params)) {
		if !known[name] {
			return a.mistake(stimulus, "there is no parameter %s", name)
		}
	}
	var drives []*engine.Drive
	for _, d := range s.Drives {
		for _, p := range a.driven(d, site) {
			amps, err := a.current(stimulus, p, d.Current, env)
			if err != nil {
				return err
			}
			drives = append(drives, &engine.Drive{Population: p.Index, Amps: amps})
		}
	}
	for _, d := range drives {
		a.drive(d, duration)
	}
	return nil
}

func (a *Animal) stimulus(name string) *circuit.Stimulus {
	list := a.net.Circuit.Stimuli
	for i := range list {
		if list[i].Name == name {
			return &list[i]
		}
	}
	return nil
}

// driven lists the populations that a drive reaches when its stimulus is at a site.
func (a *Animal) driven(d circuit.Drive, site string) []*network.Population {
	if d.Population != "" {
		return []*network.Population{a.net.Population(d.Population)}
	}
	if d.Site != "" {
		site = d.Site
	}
	var list []*network.Population
	for _, p := range a.net.Populations {
		if slices.Contains(p.Senses, site) {
			list = append(list, p)
		}
	}
	return list
}

func (a *Animal) current(owner string, p *network.Population, e *equation.Expr, env *driveEnv) ([]float64, error) {
	env.cell = &a.engine.Body.Param
	env.p = p
	amps := make([]float64, p.Count)
	for cell := range p.Members() {
		i := p.Entry(cell)
		env.lane = i
		v, err := e.Evaluate(env)
		if err != nil {
			return nil, a.mistake(owner, "%v", err)
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, a.mistake(owner, "the current into %s is not a finite number", p.Name)
		}
		amps[i] = v
	}
	return amps, nil
}

// drive schedules both ends of a current; they act from the first grid point at or after them.
func (a *Animal) drive(d *engine.Drive, duration int64) {
	e := a.engine
	a.serial++
	d.ID = a.serial
	e.Schedule(engine.Edge{At: e.Grid(a.Now()), Kind: engine.DriveOn, Drive: d})
	e.Schedule(engine.Edge{At: e.Grid(a.Now() + duration), Kind: engine.DriveOff, Population: d.Population, ID: d.ID})
}

// driveEnv gives a drive's current its names: parameters of the stimulus, then of the cell.
type driveEnv struct {
	params map[string]float64
	cell   *[]float64
	p      *network.Population
	lane   int
}

// Lookup finds a name.
func (d *driveEnv) Lookup(name string) (float64, bool) {
	if v, ok := d.params[name]; ok {
		return v, true
	}
	if d.p == nil {
		return 0, false
	}
	if v, ok := d.p.Place(name, d.lane, d.param); ok {
		return v, true
	}
	return d.param(name, d.lane)
}

func (d *driveEnv) param(name string, lane int) (float64, bool) {
	q := d.p.Param(name)
	if q == nil {
		return 0, false
	}
	if q.Many {
		return (*d.cell)[q.Off+lane], true
	}
	return (*d.cell)[q.Off], true
}

// Uniform is the middle: a stimulus is the same for every animal.
func (d *driveEnv) Uniform() float64 { return 0.5 }

// Normal is the mean.
func (d *driveEnv) Normal() float64 { return 0 }

// Inject passes a current (A) into each cell of a population for duration ns; into a cable at its beginning.
func (a *Animal) Inject(population string, amps float64, duration int64) error {
	return a.InjectOne(population, 0, amps, duration)
}

// InjectOne passes a current into one cell, or one compartment, counted from 1; 0 is Inject.
func (a *Animal) InjectOne(population string, lane int, amps float64, duration int64) error {
	p, err := a.electrode(population, amps, duration)
	if err != nil {
		return err
	}
	if lane < 0 || lane > p.Count {
		return a.mistake(population, "there are %d, and this is number %d", p.Count, lane)
	}
	list := make([]float64, p.Count)
	if lane > 0 {
		list[lane-1] = amps
	}
	for cell := range p.Members() {
		if lane == 0 {
			list[p.Entry(cell)] = amps
		}
	}
	a.drive(&engine.Drive{Population: p.Index, Amps: list}, duration)
	return nil
}

func (a *Animal) electrode(population string, value float64, duration int64) (*network.Population, error) {
	p := a.net.Population(population)
	switch {
	case p == nil:
		return nil, a.mistake(population, "there are no such cells")
	case math.IsNaN(value) || math.IsInf(value, 0):
		return nil, a.mistake(population, "the value is not a finite number")
	case duration <= 0:
		return nil, a.mistake(population, "the duration must be longer than nothing")
	}
	return p, nil
}

// Clamp holds v of each cell of a population at volts for duration ns; these cells do not fire, unless by Fire. A clamp
// that begins while another lasts takes its place.
func (a *Animal) Clamp(population string, volts float64, duration int64) error {
	p, err := a.electrode(population, volts, duration)
	if err != nil {
		return err
	}
	if p.V < 0 {
		return a.mistake(population, "it has no potential v to hold")
	}
	e := a.engine
	a.serial++
	e.Schedule(engine.Edge{At: e.Grid(a.Now()), Kind: engine.ClampOn, Population: p.Index, Value: volts, ID: a.serial})
	e.Schedule(engine.Edge{At: e.Grid(a.Now() + duration), Kind: engine.ClampOff, Population: p.Index, ID: a.serial})
	return nil
}

// Fire makes each cell of a population emit exactly one action potential, whatever its threshold, at the end of the step
// that starts now. Removed cells stay silent.
func (a *Animal) Fire(population string) error {
	p, err := a.electrode(population, 0, 1)
	if err != nil {
		return err
	}
	a.engine.Schedule(engine.Edge{At: a.engine.Grid(a.Now()), Kind: engine.Fire, Population: p.Index})
	return nil
}

// Apply brings an agent to a concentration (mol/m³) in the bath, for duration ns (0: until Wash). A new application takes
// the place of the one before.
func (a *Animal) Apply(agent string, dose float64, duration int64) error {
	k := a.net.Humour.Agent(agent)
	switch {
	case k < 0:
		return a.mistake(agent, "there is no such agent")
	case !(dose >= 0) || math.IsInf(dose, 0):
		return a.mistake(agent, "a dose is a number from 0")
	case duration < 0:
		return a.mistake(agent, "the duration is negative")
	}
	e := a.engine
	a.serial++
	e.Schedule(engine.Edge{At: e.Grid(a.Now()), Kind: engine.Apply, Index: k, Value: dose, ID: a.serial})
	if duration > 0 {
		e.Schedule(engine.Edge{At: e.Grid(a.Now() + duration), Kind: engine.EndApply, Index: k, ID: a.serial})
	}
	return nil
}

// Wash takes every agent out of the bath: what is there falls with the agent's clearance.
func (a *Animal) Wash() error {
	a.engine.Schedule(engine.Edge{At: a.engine.Grid(a.Now()), Kind: engine.Wash})
	return nil
}
