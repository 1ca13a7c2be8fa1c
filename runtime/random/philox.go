// Package random draws random numbers that depend on nothing but their name: the seed, the animal, the purpose and an
// index. There is no generator with a state, so copies of an animal, other workers or a new group change nothing.
//
// The words are those of Philox4x64-10 (Salmon et al. 2011, SC '11, doi 10.1145/2063384.2063405), as in numpy.
//
//	u := random.Key{Seed: 42, Animal: 1}.Uniform(random.Purpose("LE v"), 0, 7)
package random

import "math/bits"

// Philox returns the four words of a counter under a key.
func Philox(key [2]uint64, c [4]uint64) [4]uint64 {
	const (
		m0, m1 = 0xD2E7470EE14C6C93, 0xCA5A826395121157
		w0, w1 = 0x9E3779B97F4A7C15, 0xBB67AE8584CAA73B
	)
	k0, k1 := key[0], key[1]
	for range 10 {
		h0, l0 := bits.Mul64(m0, c[0])
		h1, l1 := bits.Mul64(m1, c[2])
		c[0], c[1], c[2], c[3] = h1^c[1]^k0, l1, h0^c[3]^k1, l0
		k0 += w0
		k1 += w1
	}
	return c
}
