package ide

import "protoexp/interp"

// Complete lists the words that may stand where the word at a byte offset begins, and continue it.
func (d *Document) Complete(offset int) []string {
	return interp.CompleteAt(d.Name, d.Text, offset, d.options)
}
