package stat

// Equivalence is two one-sided tests (Schuirmann 1987, J Pharmacokinet Biopharm 15:657): p is the larger of those that the
// lower contrast is above its constant and that the upper one is below its own, so a small p says that the difference lies
// between (Berger 1982, Technometrics 24:295). The estimate, its interval and the effect are those of the difference.
//
// With a margin in the unit of the values, lower and upper are the difference with the constants -margin and +margin; see
// Margin. With a margin that is a share of the other side they are a - (1-share) b and a - (1+share) b, so that the margin
// is not taken for known when it was measured as well (Hauschke, Kieser and Hothorn 1999, Stat Med 18:93).
//
// The test is one of Contrast.Welch, Contrast.Student, Contrast.Wilcoxon, or Permutation with a key.
func Equivalence(difference, lower, upper Contrast, test func(Contrast, Side) Result) Result {
	r, below, above := test(difference, TwoSided), test(lower, Greater), test(upper, Less)
	if r.Plain == Still { // it is known without an interval, and the sides may vary
		r = Result{Name: r.Name, Estimate: r.Estimate, N: r.N, Still: true}
	}
	r.Name = "two one-sided " + r.Name
	for _, side := range []Result{r, below, above} {
		if side.Plain != "" {
			return none(r.Name, side.Plain, r.Estimate, r.N)
		}
	}
	worse := below
	if above.P > below.P {
		worse = above
	}
	r.P, r.Statistic, r.Value, r.DF, r.Method, r.Fewest = worse.P, worse.Statistic, worse.Value, worse.DF, worse.Method, worse.Fewest
	return r
}

// Margin is the contrasts that Equivalence needs for a margin in the unit of the values.
func (c Contrast) Margin(margin float64) (difference, lower, upper Contrast) {
	lower, upper = c, c
	lower.Constant -= margin
	upper.Constant += margin
	return c, lower, upper
}
