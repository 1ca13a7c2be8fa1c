package animal_test

import (
	"errors"
	"reflect"
	"runtime"
	"testing"

	"protoexp/runtime/animal"
	"protoexp/runtime/circuit"
	"protoexp/runtime/network"
	"protoexp/runtime/random"
)

// What an animal will need is known before it is built, to a few per cent.
func TestMemory(t *testing.T) {
	dense := func(m ...circuit.Rule) *circuit.Circuit {
		c := learning(stdp(), 1500, 1)
		c.Synapses[0].Pairing, c.Synapses[0].Probability, c.Synapses[0].Rules = circuit.All, nil, m
		return c
	}
	late := learning(stdp(), 1500, 0.8)
	now := learning(atOnce(stdp()), 1500, 0.8)
	some := learning(stdp(), 1500, 0.8)
	some.Synapses[0].Rules = []circuit.Rule{{Model: depletion(0.1, 10)}}
	for i, c := range []*circuit.Circuit{dense(), dense(circuit.Rule{Model: atOnce(stdp())}), late, now, some} {
		net, err := network.Build(c)
		must(t, err)
		need, most, part := net.Memory()
		if i > 0 && (most != "A_A" || part > need) {
			t.Errorf("circuit %d: %s needs %d of %d", i, most, part, need)
		}
		net = nil
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		net, err = network.Build(c)
		must(t, err)
		a, err := animal.New(net, random.Key{Seed: 1, Animal: 1})
		must(t, err)
		runtime.GC()
		runtime.ReadMemStats(&after)
		got := int64(after.HeapAlloc - before.HeapAlloc)
		if share := float64(got) / float64(need); share > 1.05 || share < 0.8 {
			t.Errorf("circuit %d: %d bytes were foreseen, and there are %d", i, need, got)
		}
		runtime.KeepAlive(a)
		var l *network.Limit
		if _, err := network.BuildWithin(c, need-1); !errors.As(err, &l) || l.Need != need || l.Have != need-1 || l.Owner != most {
			t.Errorf("circuit %d: %v", i, err)
		}
		if _, err := network.BuildWithin(c, need); err != nil {
			t.Error(err)
		}
	}
}

// What all trials read together is what each of them reads alone, to the last bit.
func TestOutlook(t *testing.T) {
	for _, c := range []*circuit.Circuit{menagerie(), reflex()} {
		a := grow(t, c)
		var trials []animal.Trial
		for k := range 12 {
			site := a.Network().Populations[0].Senses[0]
			affects := a.Reach("touch", site)
			trials = append(trials, a.Begin(affects[:k%(len(affects)+1)]))
			must(t, a.Present("touch", site, nil, 100*ms))
			rest(t, a, 700*ms+int64(k)*ms/3)
		}
		rows, err := a.Outlook()
		must(t, err)
		for k, tr := range trials {
			if v, err := a.Responses(tr); err != nil || !reflect.DeepEqual(v, rows[k]) {
				t.Errorf("trial %d: %v alone, %v together (%v)", k, v, rows[k], err)
			}
		}
	}
}

// An animal that was stopped goes on as if it had not been, and one that is being built is not built.
func TestStopAndGoOn(t *testing.T) {
	run := func(a *animal.Animal, stops bool) any {
		asked := 0
		if stops {
			a.Stop = func() bool { asked++; return asked%3 == 0 }
		}
		var trials []animal.Trial
		for range 3 {
			trials = append(trials, a.Begin(a.Reach("touch", "skin")))
			must(t, a.Present("touch", "skin", nil, 200*ms))
			to := a.Now() + 20*s
			for a.Now() < to {
				last := a.Now()
				if err := a.Advance(to); err != nil && (!errors.Is(err, animal.ErrStopped) || a.Now() < last) {
					t.Fatal(err)
				}
			}
		}
		if a.Complete(trials[2]) || !a.Complete(trials[0]) {
			t.Error("the windows of 60 s of the last trial are over, or those of the first are not")
		}
		if stops && asked < 30 {
			t.Errorf("asked %d times", asked)
		}
		a.Stop = nil
		var out []any
		for _, tr := range trials {
			v, err := a.Responses(tr)
			must(t, err)
			out = append(out, v)
		}
		for _, p := range everywhere {
			out = append(out, read(t, a, p))
		}
		return append(out, a.Counters())
	}
	if want, got := run(grow(t, menagerie()), false), run(grow(t, menagerie()), true); !reflect.DeepEqual(want, got) {
		t.Errorf("stopping changes\n%v\ninto\n%v", want, got)
	}
	net, err := network.Build(learning(stdp(), 100, 0.5))
	must(t, err)
	if _, err := animal.NewUntil(net, random.Key{}, func() bool { return true }); !errors.Is(err, animal.ErrStopped) {
		t.Error(err)
	}
}
