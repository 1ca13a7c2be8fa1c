// Package spent is the time that a program has spent on the cores: on a busy machine, unlike that on the wall, it is the
// program's own. It is for tests only.
//
//	began := spent.Time()
//	took := spent.Time() - began
package spent
