package study

import (
	"strconv"

	"protoexp/runtime/random"
)

// Stream names the random numbers of an animal by where it belongs and by nothing else: a new group, a new level or
// another number of animals leaves the streams of all others as they are.
func Stream(seed uint64, experiment, cell string, index int) random.Key {
	return random.Key{Seed: seed, Animal: random.Purpose(experiment + "\x00" + cell + "\x00" + strconv.Itoa(index))}
}

// stream is that of what is decided about a design as a whole.
func (d Design) stream(seed uint64) random.Key {
	return random.Key{Seed: seed, Animal: random.Purpose(d.Name + "\x00assignment")}
}

// shuffle permutes n things at random (Fisher-Yates); part tells one shuffle from another.
func shuffle(key random.Key, purpose string, part uint64, n int, swap func(i, j int)) {
	p := random.Purpose(purpose)
	for i := n - 1; i > 0; i-- {
		swap(i, int(key.Uniform(p, part, uint64(i))*float64(i+1)))
	}
}
