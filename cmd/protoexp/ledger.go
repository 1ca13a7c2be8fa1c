package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"protoexp/interp"
)

// ledger is the file that remembers which experiments were run: .protoexp/ledger beside the script. Lines are added to it and
// never changed. It holds hashes and whether expectations came true, and neither data nor dates.
type ledger struct{ path string }

// ledgerOf is the ledger of a script in a file; a script of the command line or of standard input has none.
func ledgerOf(name string) ledger {
	if name == "-e" || name == "stdin" {
		return ledger{}
	}
	return ledger{filepath.Join(filepath.Dir(name), ".protoexp", "ledger")}
}

// read is what was run before. Lines that cannot be read, such as a last one that was cut off, are left out.
func (l ledger) read() (list []interp.Entry) {
	text, err := os.ReadFile(l.path)
	if l.path == "" || err != nil {
		return nil
	}
	for line := range bytes.Lines(text) {
		var e interp.Entry
		if json.Unmarshal(line, &e) == nil {
			list = append(list, e)
		}
	}
	return list
}

// add writes entries that the ledger does not hold yet.
func (l ledger) add(entries, known []interp.Entry) error {
	seen := map[string]bool{}
	line := func(e interp.Entry) string {
		text, _ := json.Marshal(e)
		return string(text) + "\n"
	}
	for _, e := range known {
		seen[line(e)] = true
	}
	var fresh bytes.Buffer
	for _, e := range entries {
		if text := line(e); !seen[text] {
			fresh.WriteString(text)
		}
	}
	if l.path == "" || fresh.Len() == 0 {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(l.path), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(l.path, os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o666)
	if err != nil {
		return err
	}
	if n, err := f.Seek(0, 2); err == nil && n > 0 {
		last := make([]byte, 1)
		if _, err := f.ReadAt(last, n-1); err == nil && last[0] != '\n' { // a line that was cut off ends here
			fresh = *bytes.NewBuffer(append([]byte("\n"), fresh.Bytes()...))
		}
	}
	_, err = f.Write(fresh.Bytes())
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// remember marks what is post hoc in a run, says so, and notes the run.
func (k *work) remember(d *done, name string) {
	l := ledgerOf(name)
	if k.forget || l.path == "" {
		return
	}
	known := l.read()
	found := d.script.Recall(d.result, known)
	if !k.noCritic {
		complain(found)
		d.diagnostics = append(d.diagnostics, found...)
	}
	if err := l.add(d.script.Entries(d.result), known); err != nil {
		fmt.Fprintf(os.Stderr, "protoexp: warning: the ledger was not written: %v\n", plain(err))
	}
}
