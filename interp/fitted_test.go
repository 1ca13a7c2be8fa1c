package interp_test

import (
	"os"
	"testing"

	"protoexp/interp"
)

// TestFitted: the parameters of aplysia give what they were fitted to, and the scripts that fit them still read.
func TestFitted(t *testing.T) {
	for _, name := range []string{"synapse", "reflex"} {
		path := "../stdlib/fit/" + name
		bands, err := os.ReadFile(path + "-bands.proto-exp")
		if err != nil {
			t.Fatal(err)
		}
		runs(t, path+"-bands.proto-exp", string(bands))
		sweep, err := os.ReadFile(path + ".proto-exp")
		if err != nil {
			t.Fatal(err)
		}
		wanted, err := os.ReadFile(path + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		script, ds := interp.Load(path+".proto-exp", string(sweep), interp.Options{})
		targets, more := script.Targets(path+".csv", string(wanted))
		for _, d := range append(ds, more...) {
			t.Errorf("%s: %s", d.Span.File.Name, d.Message)
		}
		if len(targets) < 9 {
			t.Errorf("%s is fitted to %d numbers", name, len(targets))
		}
	}
}
