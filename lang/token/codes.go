package token

import "protoexp/lang/diag"

var _ = diag.Register(
	diag.Entry{Code: "invalid-character", Title: "A character or byte has no meaning in the language.",
		Why:   "A script is plain text in UTF-8. Signs that other languages use, such as && or !, have words here: and, or, not. In texts and comments any character may stand.",
		Wrong: "expect train.last < 1 && train.first > 1", Instead: "expect train.last < 1 and train.first > 1"},
	diag.Entry{Code: "single-quotes", Title: "A text stands in single quotes.",
		Why: `Texts stand in double quotes. The curly quotes of word processors are read as plain ones.`, Wrong: "print 'the end'", Instead: `print "the end"`},
	diag.Entry{Code: "bare-point", Title: "A number begins or ends with its point.",
		Why: "A number needs a digit on both sides of its point, so that 1..5 is a range and a lone point is never overlooked.", Wrong: "print .5", Instead: "print 0.5"},
	diag.Entry{Code: "detached-unit", Title: "A number and its unit stand apart.",
		Why:   "A number and its unit are one word: 2h, 20%, 1h30min. Only a unit of two or more letters may stand one blank behind its number: 10 Hz.",
		Wrong: "rest 2 h", Instead: "rest 2h"},
	diag.Entry{Code: "file-too-large", Title: "The file is larger than any script.",
		Why: "A script of more than 8 MB is most likely a table of data that was named by mistake. Nothing in it is read."},
)
