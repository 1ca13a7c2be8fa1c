// Package unit knows dimensions and the units that scripts may write. Values are in SI.
package unit

// Dimension holds twice the exponents of metre, kilogram, second, ampere, mole and decibel, so that square roots of
// units (white noise has one) stay whole.
type Dimension [6]int8

// Quantity is a number in SI with its dimension.
type Quantity struct {
	Value float64
	Dim   Dimension
}
