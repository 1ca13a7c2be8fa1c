package interp

import "protoexp/lang/diag"

var _ = diag.Register(
	diag.Entry{Code: "not-here", Title: "The prompt has one animal, and the statement needs several.",
		Why:   "Experiments, groups, sweeps and phases run from a file: protoexp run FILE.",
		Wrong: "experiment \"e\" { group all n=12 { train: touch siphon x10 } }", Instead: "train: touch siphon x10"},
	diag.Entry{Code: "no-smallest-effect", Title: "n=auto has nothing to compute a number of animals from.",
		Why:     "How many animals are needed follows from the error rate, the power and the smallest difference that is worth finding. The last one only you can know.",
		Wrong:   "experiment \"e\" {\n  group a n=auto { test: touch siphon }\n  group b n=auto { test: touch mantle }\n  expect a.test < b.test\n}",
		Instead: "experiment \"e\" {\n  group a n=auto { test: touch siphon }\n  group b n=auto { test: touch mantle }\n  expect a.test < b.test\n  plan { alpha 0.05; power 80%; smallest d=0.8 }\n}"},
	diag.Entry{Code: "design-clash", Title: "Two demands on the assignment of animals cannot both be met.",
		Why:     "A share of animals is a whole number of animals. A balanced order of three levels, for instance, has six sequences, and each needs as many animals as the others.",
		Wrong:   "experiment \"e\" {\n  factor site within [siphon, mantle, gill] order balanced\n  each n=8 { within site { test: touch site } }\n}",
		Instead: "experiment \"e\" {\n  factor site within [siphon, mantle, gill] order balanced\n  each n=12 { within site { test: touch site } }\n}"},
	diag.Entry{Code: "too-many-animals", Title: "A design has more trials than can be kept.",
		Why:     "Every trial of every animal is kept with its responses, and so many would fill the memory. A power analysis says how many animals are needed.",
		Wrong:   "experiment \"e\" {\n  group a n=100000 { test: touch siphon x100 }\n  explore test.mean\n}",
		Instead: "experiment \"e\" {\n  group a n=100 { test: touch siphon x100 }\n  explore test.mean\n}"},
	diag.Entry{Code: "wrong-assignment", Title: "The assignment that was made is not the one that was declared.",
		Why: "Every assignment is counted after it was made. This is a mistake of the program and not of the script; nothing was run."},
	diag.Entry{Code: "no-power", Title: "There is no expectation whose power could be found, or no number of animals for it.",
		Why:     "Power is how often an expectation between animals comes out, if the experiment is done again and again. It needs groups or factors, and an expectation. Where the order of sessions is balanced, or animals come in blocks, only some numbers of animals can be divided as was declared.",
		Wrong:   "train: touch siphon x10\nexpect train.last < train.first",
		Instead: "group trained n=8 { train: touch siphon x10; test: touch siphon }\ngroup rested n=8 { train: omit touch siphon x10; test: touch siphon }\nexpect trained.test < rested.test"},
	diag.Entry{Code: "no-diagnosis", Title: "There is nothing that rivals could be asked, or there are no rivals.",
		Why:     "A diagnosis runs an experiment on rivals: animals in which the outcome has another cause. It needs an expectation over animals that differ. The library has rivals of aplysia only; of a preparation of your own, you know best what else could be behind the outcome.",
		Wrong:   "train: touch siphon x10\nexpect train.last < train.first",
		Instead: "group trained n=8 { train: touch siphon x10; test: touch siphon }\ngroup rested n=8 { train: omit touch siphon x10; test: touch siphon }\nexpect trained.test < rested.test"},
	diag.Entry{Code: "bad-set", Title: "--set gives a name no value.",
		Why: "--set NAME=VALUE puts another value into a let at the top of the script. The value is written as in a script: 30s, 2g, [1, 2]."},
)
