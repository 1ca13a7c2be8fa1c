package interp

import "protoexp/lang/diag"

var _ = diag.Register(
	diag.Entry{Code: "not-yet", Title: "The script needs several animals, and this version runs one.",
		Why:   "Experiments, sweeps and phases are read, checked and dated. `protoexp check` and `protoexp timeline` show what they say.",
		Wrong: "experiment \"e\" { group all n=12 { train: touch siphon x10 } }", Instead: "train: touch siphon x10"},
	diag.Entry{Code: "bad-set", Title: "--set gives a name no value.",
		Why: "--set NAME=VALUE puts another value into a let at the top of the script. The value is written as in a script: 30s, 2g, [1, 2]."},
)
