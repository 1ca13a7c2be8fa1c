package interp_test

import (
	"context"
	"testing"

	"protoexp/interp"
)

// TestReplications runs every published experiment of the library. One that fails says why in its head.
func TestReplications(t *testing.T) {
	if testing.Short() {
		t.Skip("animals over days show no race that others do not")
	}
	list, err := interp.Replications()
	if err != nil || len(list) == 0 {
		t.Fatal(err, len(list))
	}
	for _, r := range list {
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			done, err := r.Run(context.Background(), interp.Options{Jobs: 1})
			if err != nil {
				t.Fatal(err)
			}
			if len(done.Failures) > 0 && r.Missing == "" {
				t.Errorf("fails, and its head does not say why: %v, obtained %v", done.Failures, done.Obtained)
			}
			if r.Missing == "" && len(done.Obtained) == 0 {
				t.Error("it passes, and shows nothing that was obtained")
			}
			if _, lost := done.Pairs(); len(lost) > 0 && r.Missing == "" {
				t.Errorf("nothing that it shows stands against the points %v", lost)
			}
		})
	}
}

// TestReplicationHead: what a head lacks or has too much is refused when the library is read.
func TestReplicationHead(t *testing.T) {
	head := "# what: a\n# source: b\n# published: c\n# accept: d\n"
	for _, c := range []struct {
		text string
		good bool
	}{
		{head + "# mark: soft\n# status: fitted\n", true},
		{head + "# mark: soft\n# status: fitted\n# axes: interval [s]; share of the first\n# points: tenth @ 10 = 0.5; tenth @ 100 = 65 %\n", true},
		{head + "# mark: soft\n# status: fitted\n# points: tenth = 0.5\n", false},
		{head + "# mark: soft\n# status: fitted\n# points: tenth @ 10 = half\n", false},
		{head + "# mark: soft\n", false},
		{head + "# mark: certain\n# status: fitted\n", false},
		{head + "# mark: soft\n# status: fitted\n# colour: red\n", false},
		{head + "# mark: soft\n# mark: order\n# status: fitted\n", false},
	} {
		if _, err := interp.ReadReplication("X1", c.text); (err == nil) != c.good {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}
