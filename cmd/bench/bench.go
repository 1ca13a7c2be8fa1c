package main

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

//go:embed scripts peers
var files embed.FS

// bench is one run of the command: what it was asked, and where it works.
type bench struct {
	program    string
	repeats    int
	all, quick bool
	peers      []string
	stop       <-chan os.Signal

	folder     string            // of its own, removed at the end
	pythons    map[string]string // the python that has a peer
	absent     map[string]error  // why a peer cannot run
	mechanisms error             // of compiling NEURON's cells
	versions   []string
	load       string // of the machine, before the first run
}

// open writes scripts and peers to a folder, builds protoexp, and finds the peers.
func (b *bench) open() error {
	var err error
	if b.folder, err = os.MkdirTemp("", "protoexp-bench-"); err != nil {
		return err
	}
	err = fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := files.ReadFile(path)
		if err != nil {
			return err
		}
		to := filepath.Join(b.folder, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.WriteFile(to, text, 0o644)
	})
	if err != nil {
		return err
	}
	if b.program == "" {
		b.say("building protoexp")
		b.program = filepath.Join(b.folder, "protoexp")
		if runtime.GOOS == "windows" {
			b.program += ".exe"
		}
		out, err := exec.Command("go", "build", "-o", b.program, "protoexp/cmd/protoexp").CombinedOutput()
		if err != nil {
			return fmt.Errorf("building protoexp: %v\n%s", err, out)
		}
	} else if b.program, err = filepath.Abs(b.program); err != nil {
		return err
	}
	b.load = load() // before building and compiling
	b.findPeers()
	return nil
}

func (b *bench) close() { os.RemoveAll(b.folder) }

// script is a run of protoexp on one of the scripts.
func (b *bench) script(name, script string, args ...string) *program {
	args = append([]string{"run", filepath.Join(b.folder, "scripts", script), "--json", "--progress", "never", "--no-critic"}, args...)
	return &program{name: name, run: func() (sample, error) {
		s, out, err := execute(b.folder, b.program, args...)
		if err != nil {
			return s, err
		}
		var d struct {
			Performance struct {
				Simulate float64 `json:"simulate_s"`
				Spikes   int64   `json:"spikes"`
				Synapses int64   `json:"synapses"`
			} `json:"performance"`
		}
		if err := json.Unmarshal(out, &d); err != nil {
			return s, fmt.Errorf("its document cannot be read: %v", err)
		}
		s.simulation, s.spikes, s.synapses = d.Performance.Simulate, d.Performance.Spikes, d.Performance.Synapses
		return s, nil
	}}
}

// command is a run of protoexp as such.
func (b *bench) command(name string, args ...string) *program {
	return &program{name: name, run: func() (sample, error) {
		s, _, err := execute(b.folder, b.program, args...)
		return s, err
	}}
}
