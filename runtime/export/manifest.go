package export

import (
	"crypto/sha256"
	"fmt"
	"io"

	"protoexp/runtime/record"
)

// manifest says where a folder of results comes from.
type manifest struct {
	Protoexp string   `json:"protoexp"`
	Script   string   `json:"script"`
	SHA256   string   `json:"sha256"` // of the script's text
	Set      []string `json:"set"`
	Seed     uint64   `json:"seed"`
	Partial  bool     `json:"partial"`
	Animals  int      `json:"animals"`
	Trials   int      `json:"trials"`
	Files    []string `json:"files"`
}

// Manifest writes where a folder of results comes from: version, script, seed, and the files that are complete.
func Manifest(w io.Writer, r *record.Result, a *record.Account, files []string) error {
	return Document(w, manifest{record.Version, a.Script, fmt.Sprintf("%x", sha256.Sum256([]byte(a.Source))), append([]string{}, a.Set...), r.Seed, r.Partial, r.Animals, len(r.Trials), append([]string{}, files...)})
}
