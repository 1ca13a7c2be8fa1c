package study

// Sequences are the orders of k levels that an order uses equally often; nil where it draws or keeps one.
func (o Order) Sequences(k int) [][]int {
	switch o {
	case Balanced:
		return williams(k)
	case Latin:
		return latin(k)
	}
	return nil
}

// latin is the cyclic square: row i begins with level i.
func latin(k int) (rows [][]int) {
	for i := range k {
		row := make([]int, k)
		for j := range row {
			row[j] = (i + j) % k
		}
		rows = append(rows, row)
	}
	return rows
}

// williams is the square of Williams (1949): k rows for an even k. An odd k needs its mirror image as well, 2k rows.
func williams(k int) (rows [][]int) {
	if k == 1 {
		return [][]int{{0}}
	}
	first := make([]int, k) // 0, 1, k-1, 2, k-2, ...
	for j := 1; j < k; j++ {
		if j%2 == 1 {
			first[j] = (j + 1) / 2
		} else {
			first[j] = k - j/2
		}
	}
	for i := range k {
		row := make([]int, k)
		for j, level := range first {
			row[j] = (level + i) % k
		}
		rows = append(rows, row)
	}
	if k%2 == 1 {
		for _, row := range rows[:k:k] {
			mirror := make([]int, k)
			for j, level := range row {
				mirror[k-1-j] = level
			}
			rows = append(rows, mirror)
		}
	}
	return rows
}
