package random

// Key says whose random numbers these are. Animals of one seed differ in Animal.
type Key struct{ Seed, Animal uint64 }
