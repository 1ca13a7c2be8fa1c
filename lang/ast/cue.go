package ast

import "regexp"

// A cue is written as the field writes it: AB is A and B. A capital letter begins a cue, and small letters, digits and _ go on
// with it: LightTone is Light and Tone, and noise is one cue.
var (
	cue  = regexp.MustCompile(`[A-Z][a-z0-9_]*|[a-z0-9_]+`)
	cues = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)
)

// Cues takes a compound apart into its elements; none where it is no name of cues.
func Cues(compound string) []string {
	if !cues.MatchString(compound) {
		return nil
	}
	return cue.FindAllString(compound, -1)
}
