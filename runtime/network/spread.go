package network

import (
	"math"

	"protoexp/runtime/equation/elementary"
	"protoexp/runtime/random"
)

// spread is how a parameter differs between animals.
type spread struct {
	purpose   uint64
	sigma     float64 // of the logarithm
	potential bool    // what is multiplied is the distance from the cell's initial v
}

func (b *builder) spreadsOf(owner, path string) []spread {
	var list []spread
	for _, s := range b.net.Circuit.Spreads {
		if s.Owner != owner || s.Path != path {
			continue
		}
		b.used[owner+"."+path] = true
		if !(s.CV >= 0) || math.IsInf(s.CV, 0) {
			b.fail(owner, "the variability of %s is not a number from 0", path)
			continue
		}
		list = append(list, spread{randomPurpose("spread " + owner + "." + path), math.Sqrt(elementary.Log(1 + float64(s.CV*s.CV))), s.Potential})
	}
	return list
}

// spreads are those of a parameter; the owner of a rule's is its synapse.
func (b *builder) spreads(o *Owner, path string) []spread {
	name := o.Name
	for i := range name {
		if name[i] == ' ' {
			name = name[:i]
			break
		}
	}
	return b.spreadsOf(name, path)
}

// BatchShare is how much batches of animals differ: the standard deviation between the batches' means, as a share of that
// between the animals of one batch (assumed).
const BatchShare = 0.25

// apply multiplies a value by the animal's factors, and by those of its batch; v is the cell's initial potential.
func (q *Quantity) apply(key random.Key, x, v float64) float64 {
	for _, s := range q.spreads {
		z := key.Normal(s.purpose, 0, 0)
		if key.Batch != 0 {
			z += float64(BatchShare * key.Shared().Normal(s.purpose, 0, 0))
		}
		f := elementary.Exp(s.sigma * z)
		if s.potential {
			x = v + float64((x-v)*f)
		} else {
			x *= f
		}
	}
	return x
}

func randomPurpose(name string) uint64 { return random.Purpose(name) }
