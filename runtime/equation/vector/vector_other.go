//go:build !amd64

package vector

func scaleFours(d, x []float64, s float64) int { return 0 }

func offsetFours(d, x []float64, s float64) int { return 0 }

func restFours(d, x []float64, s float64) int { return 0 }

func addFours(d, x, y []float64) int { return 0 }

func subFours(d, x, y []float64) int { return 0 }

func mulFours(d, x, y []float64) int { return 0 }

func mulAddFours(d, x, y, z []float64) int { return 0 }

func scaleAddFours(d, x, z []float64, a float64) int { return 0 }

func affine1Fours(d, x []float64, a, base float64) int { return 0 }

func affine2Fours(d, x, y []float64, a, b, base float64) int { return 0 }

func affine3Fours(d, x, y, z []float64, a, b, c, base float64) int { return 0 }

func atMostFours(d, x []float64, s float64) int { return 0 }

func atLeastFours(d, x []float64, s float64) int { return 0 }

func aboveWords(mask []uint64, x []float64, s float64) int { return 0 }

func finiteSixteens(x []float64) (int, bool) { return 0, true }

// Prefetch says that x will be needed soon. It changes nothing but the time that reading takes.
func Prefetch(x []float64) {}

// Prefetch16 is Prefetch of narrow numbers.
func Prefetch16(x []uint16) {}

func expFours(d, x []float64) int { return 0 }

func phi1Fours(d, x []float64) int { return 0 }

func divFours(d, x, y []float64) int { return 0 }

func overFours(d, x []float64, s float64) int { return 0 }

func perFours(d, x []float64, s float64) int { return 0 }
