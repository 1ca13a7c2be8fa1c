package token

import "strings"

// Statements are the words that begin a statement.
var Statements = strings.Fields(`agent allow apply assign batches checkpoint circuit clamp compartments connect cut diagnose drive each effector every
	expect experiment explore factor fire for group grow if inject learner let measure modulator neuron omit on pair param peek phases plan
	plot predict primary print prune record remove repeat report rest role rule scatter seed sham spike stimulus structure sweep
	synapse table use var variability wash when why within`)

// Properties are the words that say something of a definition.
var Properties = strings.Fields(`clearance compartment conductance delay interval into pairs part probability recovery releases senses step weight`)

// Modifiers are the words that go on with a statement.
var Modifiers = strings.Fields(`at else every for in over shuffled until with`)

// Details are the words inside a statement that say more of it. They are names elsewhere.
var Details = strings.Fields(`against alpha anova auto balanced batch between blind blocks bonferroni by cell correct current curve dose
	electrical exclude fdr fixed force from heatmap holm jonckheere latin level log mannwhitney margin max off order per permutation post
	power pre random rate receive reinforced reps smallest steps stop test unreinforced washout welch wilcoxon`)

// Operators are the words that join values.
var Operators = strings.Fields(`and is not of or`)

// Reserved are the words that no label, group, factor or let may be called, since statements with them would read otherwise.
// Parameters and variables of equations may: they stand where no statement begins.
var Reserved = func() map[string]bool {
	m := map[string]bool{}
	for _, words := range [][]string{Statements, Modifiers, Operators} {
		for _, w := range words {
			m[w] = true
		}
	}
	return m
}()

// Words are all words of the language, wherever they stand.
var Words = func() map[string]bool {
	m := map[string]bool{}
	for _, words := range [][]string{Statements, Properties, Modifiers, Details, Operators} {
		for _, w := range words {
			m[w] = true
		}
	}
	return m
}()
