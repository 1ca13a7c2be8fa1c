package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"protoexp/interp"
	"protoexp/lang/diag"
	"protoexp/lang/token"
	"protoexp/runtime/checkpoint"
)

// maxScript is how much of a file is read; of what is shorter the scanner refuses what is too long with a diagnostic.
const maxScript = 2 * token.Limit

// readScript reads a script from a file or, for "-", from standard input.
func readScript(path string) (text string, err error) {
	var in io.Reader = os.Stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return "", fail(invalid, "%v%s", plain(err), near(path))
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, maxScript+1))
	if err != nil {
		return "", fail(invalid, "%s cannot be read: %v", path, plain(err))
	}
	if len(data) > maxScript {
		return "", fail(invalid, "%s: this file has more than %d MB, and a script has at most %d MB", path, maxScript>>20, token.Limit>>20)
	}
	return string(data), nil
}

// plain is an error of the file system in its own words.
func plain(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", p.Path, p.Err)
	}
	return err
}

// near names a script whose name is like one that is missing.
func near(path string) string {
	files, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*.proto-exp"))
	if slices.Contains(files, path+".proto-exp") {
		return fmt.Sprintf("; did you mean %s.proto-exp?", path)
	}
	if name := diag.Nearest(path, files); name != "" {
		return fmt.Sprintf("; did you mean %s?", name)
	}
	return ""
}

// options of a script: files that it uses and checkpoints that it writes are beside it.
func optionsFor(path string, seed *uint64, set []string) (interp.Options, error) {
	dir := beside{filepath.Dir(path)}
	o := interp.Options{Seed: seed, Files: dir, Save: dir.save}
	for _, s := range set {
		name, value, ok := strings.Cut(s, "=")
		if !ok || name == "" || value == "" {
			return o, fail(invalid, "--set needs name=value, such as --set isi=30s, and this is %q", s)
		}
		o.Set = append(o.Set, interp.Setting{Name: strings.TrimSpace(name), Value: value})
	}
	return o, nil
}

// beside reads files by their path from a folder, or from the root.
type beside struct{ folder string }

// Open opens a file. Unlike os.DirFS it follows .. and absolute paths: a script is the user's own. What is no ordinary file
// might never end, and is refused.
func (b beside) Open(path string) (fs.File, error) {
	if !filepath.IsAbs(path) {
		path = filepath.Join(b.folder, path)
	}
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: path, Err: errors.New("it is no ordinary file")}
	}
	if err != nil {
		return nil, err
	}
	return os.Open(path)
}

// save writes a checkpoint below the folder. It takes the place of an older checkpoint and of nothing else, and is there
// whole or not at all.
func (b beside) save(name string, state []byte) error {
	if !filepath.IsLocal(name) {
		return errors.New("it would not be below the folder")
	}
	path := filepath.Join(b.folder, filepath.FromSlash(name))
	if err := replaceable(path); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return plain(err)
	}
	part := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".part")
	err := os.WriteFile(part, state, 0o666)
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		os.Remove(part)
		return plain(err)
	}
	return nil
}

// replaceable says why a file must stay: it is there, and no checkpoint.
func replaceable(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return plain(err)
	}
	begin := make([]byte, 64)
	if info.Mode().IsRegular() {
		old, err := os.Open(path)
		if err != nil {
			return plain(err)
		}
		defer old.Close()
		if n, _ := io.ReadFull(old, begin); checkpoint.Is(begin[:n]) {
			return nil
		}
	}
	return errors.New("there is something of this name that is no checkpoint")
}

// complain prints diagnostics and says whether one is an error.
func complain(ds []diag.Diagnostic) bool {
	if len(ds) > 0 {
		diag.Write(os.Stderr, ds, diag.Style{Colour: colour(os.Stderr)})
	}
	return diag.Failed(ds)
}

func asAny(ds []diag.Diagnostic) []any {
	out := make([]any, len(ds))
	for i, d := range ds {
		out[i] = d
	}
	return out
}
