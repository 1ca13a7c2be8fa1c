package plot

import "sort"

// thin keeps at most n points of a curve: of each stretch its first, lowest, highest and last, so that no spike is lost.
func thin(c Curve, n int) Curve {
	if len(c.X) <= n || n < 8 {
		return c
	}
	out := c
	out.X, out.Y = nil, nil
	size := (len(c.X) + n/4 - 1) / (n / 4)
	for a := 0; a < len(c.X); a += size {
		b := min(a+size, len(c.X))
		low, high := a, a
		for i := a; i < b; i++ {
			if c.Y[i] < c.Y[low] {
				low = i
			}
			if c.Y[i] > c.Y[high] {
				high = i
			}
		}
		keep := []int{a, low, high, b - 1}
		sort.Ints(keep)
		for k, i := range keep {
			if k == 0 || i != keep[k-1] {
				out.X, out.Y = append(out.X, c.X[i]), append(out.Y, c.Y[i])
			}
		}
	}
	return out
}

// apart keeps of events those that can be told apart: one for each row and each of n places along the axis.
func apart(c Curve, x span, n int) Curve {
	out := c
	out.X, out.Y = nil, nil
	type spot struct {
		at  int
		row float64
	}
	seen := map[spot]bool{}
	for i := range c.X {
		s := spot{x.place(c.X[i], n), c.Y[i]}
		if !seen[s] {
			seen[s] = true
			out.X, out.Y = append(out.X, c.X[i]), append(out.Y, c.Y[i])
		}
	}
	return out
}
