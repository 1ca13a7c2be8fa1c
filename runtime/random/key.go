package random

// Key says whose random numbers these are. Animals of one seed differ in Animal; those that arrived together have one
// Batch, and 0 is none.
//
// Arrival and Lot say when the animal came, and draw nothing: its place among the animals of its experiment and that of its
// batch among the batches, from 0, the first, to 1, the last.
type Key struct {
	Seed, Animal, Batch uint64
	Arrival, Lot        float64
}

// Came finds what equations may read of when an animal came, by name: arrival and batch.
func (k Key) Came(name string) (share float64, known bool) {
	switch name {
	case "arrival":
		return k.Arrival, true
	case "batch":
		return k.Lot, true
	}
	return 0, false
}

// Shared is the key of what an animal has in common with its batch.
func (k Key) Shared() Key { return Key{Seed: k.Seed, Animal: k.Batch} }

// Purpose turns a name into a number (FNV-1a, 64 bits): what the random numbers are for.
func Purpose(name string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 1099511628211
	}
	return h
}

// Word is the random word of a purpose at two indices, such as a time and a cell.
func (k Key) Word(purpose, i, j uint64) uint64 {
	w := Philox([2]uint64{k.Seed, k.Animal}, [4]uint64{j >> 2, i, purpose, 0})
	return w[j&3]
}

// Uniform is a number strictly between 0 and 1 in steps of 2^-53.
func (k Key) Uniform(purpose, i, j uint64) float64 { return unit(k.Word(purpose, i, j)) }

// Normal is a standard normal deviate.
func (k Key) Normal(purpose, i, j uint64) float64 { return Quantile(k.Uniform(purpose, i, j)) }

// Uniforms fills out with the numbers at indices j, j+1, ... of Uniform.
func (k Key) Uniforms(out []float64, purpose, i, j uint64) {
	key := [2]uint64{k.Seed, k.Animal}
	for n := 0; n < len(out); {
		w := Philox(key, [4]uint64{j >> 2, i, purpose, 0})
		for l := j & 3; l < 4 && n < len(out); l++ {
			out[n] = unit(w[l])
			n++
			j++
		}
	}
}

// Normals fills out with the numbers at indices j, j+1, ... of Normal.
func (k Key) Normals(out []float64, purpose, i, j uint64) {
	k.Uniforms(out, purpose, i, j)
	for n, u := range out {
		out[n] = Quantile(u)
	}
}

func unit(word uint64) float64 { return (float64(word>>12) + 0.5) * (1.0 / (1 << 52)) }
