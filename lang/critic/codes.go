package critic

import "protoexp/lang/diag"

var _ = diag.Register(
	diag.Entry{Code: "unused-allow", Title: "An allow silences a rule of the critic that has nothing to say.",
		Why:     "The reason behind it is printed in the report. A reason for something that is not there misleads the reader.",
		Wrong:   "experiment \"e\" {\n  allow trend-from-two \"a pilot\"\n  group a n=12 { test: touch siphon }\n  group b n=12 { test: touch siphon force 4g }\n  expect a.test < b.test\n}",
		Instead: "experiment \"e\" {\n  group a n=12 { test: touch siphon }\n  group b n=12 { test: touch siphon force 4g }\n  expect a.test < b.test\n}"},
	diag.Entry{Code: "unknown-critic-rule", Title: "An allow names a rule that the critic does not have.",
		Why:     "Nothing would be silenced by it.",
		Wrong:   "experiment \"e\" {\n  allow trend-of-two \"a pilot\"\n  factor isi between [10s, 3min]\n  each n=12 { train: touch siphon x10 every isi }\n  expect trend(train.drop, isi) < 0\n}",
		Instead: "experiment \"e\" {\n  allow trend-from-two \"a pilot\"\n  factor isi between [10s, 3min]\n  each n=12 { train: touch siphon x10 every isi }\n  expect trend(train.drop, isi) < 0\n}"},
)
