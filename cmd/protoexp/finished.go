package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"protoexp/runtime/record"
)

// finishedName is the file of --out that holds the animals of a sweep that are finished: a line that says what they belong
// to, then a line for each animal.
const finishedName = "finished.jsonl"

// belonging is what finished animals belong to. Where any of it is another, they would have come out otherwise.
type belonging struct {
	Protoexp string   `json:"protoexp"` // version
	Program  string   `json:"program"`  // SHA-256 of the program itself
	Script   string   `json:"script"`   // SHA-256 of the script and of the files that it uses
	Seed     *uint64  `json:"seed"`     // of --seed; null is the script's
	Set      []string `json:"set"`
}

// belong describes a run.
func belong(text string, used *reading, seed *uint64, set []string) belonging {
	h := sha256.New()
	io.WriteString(h, text)
	for _, f := range used.files {
		io.WriteString(h, "\x00"+f)
	}
	return belonging{Protoexp: record.Version, Program: ownHash(), Script: hex.EncodeToString(h.Sum(nil)), Seed: seed, Set: append([]string{}, set...)}
}

// ownHash is that of the program's file, or "" where it cannot be read.
func ownHash() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

// differs says in words what of two runs is not the same; "" when everything is.
func (b belonging) differs(old belonging) string {
	var list []string
	if b.Script != old.Script {
		list = append(list, "the script has changed")
	}
	if (b.Seed == nil) != (old.Seed == nil) || b.Seed != nil && *b.Seed != *old.Seed {
		list = append(list, "--seed is another")
	}
	if !slices.Equal(b.Set, old.Set) {
		list = append(list, "--set is another")
	}
	if b.Protoexp != old.Protoexp || b.Program != old.Program {
		list = append(list, "they were computed by another protoexp")
	}
	return strings.Join(list, ", and ")
}

// finished is a store in a file. Each animal is one write, so that what was stopped half-way leaves at most one broken line,
// which is cut off.
type finished struct {
	lock  sync.Mutex
	file  *os.File
	lines map[string]json.RawMessage
	err   error
}

type finishedLine struct {
	Animal string          `json:"animal"`
	Data   json.RawMessage `json:"data"`
}

// openFinished opens the store of a folder. It fails where what is there belongs to another run, unless fresh, which drops it.
func openFinished(dir string, now belonging, fresh bool) (*finished, error) {
	path := filepath.Join(dir, finishedName)
	f := &finished{lines: map[string]json.RawMessage{}}
	head, err := json.Marshal(now)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fail(broken, "%s cannot be read: %v", path, plain(err))
	}
	text = text[:bytes.LastIndexByte(text, '\n')+1]
	begin := func() error { return os.Truncate(path, int64(len(text))) } // a broken line goes, nothing else
	if first, rest, ok := bytes.Cut(text, []byte("\n")); ok && !fresh {
		var old belonging
		if err := json.Unmarshal(first, &old); err != nil {
			return nil, fail(invalid, "%s is no file of finished animals; give another folder to --out, or --fresh to overwrite it", path)
		}
		if what := now.differs(old); what != "" {
			return nil, fail(invalid, "%s holds finished animals of another run: %s.\nGive another folder to --out, or --fresh to compute them anew.", dir, what)
		}
		for _, line := range bytes.Split(rest, []byte("\n")) {
			var x finishedLine
			if json.Unmarshal(line, &x) == nil && x.Animal != "" {
				f.lines[x.Animal] = x.Data
			}
		}
	} else {
		begin = func() error { return os.WriteFile(path, append(head, '\n'), 0o666) }
	}
	if err := begin(); err != nil {
		return nil, fail(broken, "%s cannot be written: %v", path, plain(err))
	}
	if f.file, err = os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0); err != nil {
		return nil, fail(broken, "%s cannot be written: %v", path, plain(err))
	}
	return f, nil
}

// Find gives an animal that is finished.
func (f *finished) Find(key string) ([]byte, bool) {
	f.lock.Lock()
	defer f.lock.Unlock()
	data, ok := f.lines[key]
	return data, ok
}

// Keep writes an animal down.
func (f *finished) Keep(key string, data []byte) {
	line, err := json.Marshal(finishedLine{key, data})
	f.lock.Lock()
	defer f.lock.Unlock()
	if err == nil {
		_, err = f.file.Write(append(line, '\n'))
	}
	if f.err == nil {
		f.err = err
	}
}

// close ends writing and says whether everything was written.
func (f *finished) close() error {
	if err := f.file.Close(); f.err == nil {
		f.err = err
	}
	if f.err != nil {
		return fail(broken, "%s cannot be written: %v", f.file.Name(), plain(f.err))
	}
	return nil
}

// reading is a folder of scripts that remembers what was read of it.
type reading struct {
	fs.FS
	files []string // paths and digests, in order
	seen  map[string]bool
}

// Open opens a file.
func (r *reading) Open(path string) (fs.File, error) {
	if !r.seen[path] {
		if f, err := r.FS.Open(path); err == nil {
			sum := sha256.New()
			if _, err := io.Copy(sum, f); err == nil {
				if r.seen == nil {
					r.seen = map[string]bool{}
				}
				r.seen[path] = true
				r.files = append(r.files, fmt.Sprintf("%s\x00%x", path, sum.Sum(nil)))
				slices.Sort(r.files)
			}
			f.Close()
		}
	}
	return r.FS.Open(path)
}
