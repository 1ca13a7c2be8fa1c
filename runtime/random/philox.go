// Package random draws random numbers that depend on nothing but their name: the seed, the animal, the purpose and an
// index. There is no generator with a state, so copies of an animal, other workers or a new group change nothing.
//
// The words are those of Philox4x64-10 (Salmon et al. 2011, SC '11, doi 10.1145/2063384.2063405), as in numpy.
//
//	u := random.Key{Seed: 42, Animal: 1}.Uniform(random.Purpose("LE v"), 0, 7)
package random
