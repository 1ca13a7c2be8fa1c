package stat

import "testing"

func TestCorrections(t *testing.T) {
	readOracle(t, "correct.csv").each(t, "", func(t *testing.T, c map[string][]float64) {
		agree(t, "Bonferroni", Bonferroni(c["p"]), c["bonferroni"])
		agree(t, "Holm", Holm(c["p"]), c["holm"])
		agree(t, "Benjamini-Hochberg", BenjaminiHochberg(c["p"]), c["bh"])
	})
}
