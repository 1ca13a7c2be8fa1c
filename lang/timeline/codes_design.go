package timeline

import "protoexp/lang/diag"

var _ = diag.Register(
	diag.Entry{Code: "unknown-order", Title: "Sessions are to come in an order that is none.",
		Why:     "balanced is a Williams design: every level comes equally often in each place and behind each other level. latin balances places only, random draws an order for each animal, and fixed keeps the one that is written.",
		Wrong:   "experiment \"e\" {\n  factor site within [siphon, mantle] order mixed\n  each n=4 { within site { test: touch site } }\n}",
		Instead: "experiment \"e\" {\n  factor site within [siphon, mantle] order balanced\n  each n=4 { within site { test: touch site } }\n}"},
	diag.Entry{Code: "no-learner", Title: "A table of phases is done to an animal that knows more than trials.",
		Why:     "A table says which cues are present and what follows, and no times, sites or intensities. A learner needs no more; a nervous system does.",
		Wrong:   "phases \"blocking\" { use aplysia; exp | 10 A+ | 10 AB+ | test B }",
		Instead: "phases \"blocking\" { use rescorla_wagner; exp | 10 A+ | 10 AB+ | test B }"},
	diag.Entry{Code: "mixed-animals", Title: "Responses of different animals are mixed, as if one animal had both.",
		Why:     "A ratio or a product needs both numbers from one animal. Means of different groups can be added, subtracted and multiplied by a number.",
		Wrong:   "experiment \"e\" {\n  group a n=4 { test: touch siphon }\n  group b n=4 { test: touch mantle }\n  expect a.test / b.test < 0.5\n}",
		Instead: "experiment \"e\" {\n  group a n=4 { test: touch siphon }\n  group b n=4 { test: touch mantle }\n  expect a.test < 50% of b.test\n}"},
	diag.Entry{Code: "shared-animals", Title: "A comparison counts some animals on both sides.",
		Why:     "Two sides are either the same animals, which are then compared with themselves, or different ones. A mixture of both is neither.",
		Wrong:   "experiment \"e\" {\n  factor isi between [10s, 1min]\n  each n=4 { train: touch siphon x5 every isi }\n  expect train.last < train[isi=1min].last\n}",
		Instead: "experiment \"e\" {\n  factor isi between [10s, 1min]\n  each n=4 { train: touch siphon x5 every isi }\n  expect train[isi=10s].last < train[isi=1min].last\n}"},
	diag.Entry{Code: "no-direction", Title: "A hypothesis does not say which is more.",
		Why:     "That two means are exactly equal, or not, says nothing about animals. Say which is more, or that they are alike within a margin.",
		Wrong:   "experiment \"e\" {\n  group a n=4 { test: touch siphon }\n  group b n=4 { test: touch mantle }\n  expect a.test != b.test\n}",
		Instead: "experiment \"e\" {\n  group a n=4 { test: touch siphon }\n  group b n=4 { test: touch mantle }\n  expect a.test ~ b.test margin 15%\n}"},
)
