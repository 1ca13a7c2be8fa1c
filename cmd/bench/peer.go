package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The peers, as --peers names them.
const (
	brian  = "brian"
	neuron = "neuron"
)

// findPeers looks for a python that has each peer.
func (b *bench) findPeers() {
	b.pythons, b.absent = map[string]string{}, map[string]error{}
	for _, peer := range []struct{ name, module, title string }{{brian, "brian2", "Brian2"}, {neuron, "neuron", "NEURON"}} {
		if !slices.Contains(b.peers, peer.name) {
			b.absent[peer.name] = errors.New("not asked for")
			continue
		}
		b.absent[peer.name] = fmt.Errorf("%s is not installed (Debian: apt-get install python3-%s)", peer.title, peer.name)
		for _, python := range []string{os.Getenv("PYTHON"), "python3", "/usr/bin/python3"} {
			if python == "" {
				continue
			}
			out, err := exec.Command(python, "-c", fmt.Sprintf("import %s as m; print(m.__version__)", peer.module)).Output()
			if err != nil {
				continue
			}
			b.pythons[peer.name] = python
			delete(b.absent, peer.name)
			b.versions = append(b.versions, peer.title+" "+strings.TrimSpace(string(out)))
			break
		}
	}
	if b.absent[neuron] != nil {
		return
	}
	b.say("compiling the cells for NEURON")
	c := exec.Command("bash", "mechanisms.sh")
	c.Dir = filepath.Join(b.folder, "peers")
	if out, err := c.CombinedOutput(); err != nil {
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		b.mechanisms = fmt.Errorf("its cells cannot be compiled (Debian: apt-get install neuron-dev g++): %s", lines[len(lines)-1])
	}
}

// available is the beginning of each peer's program: nil, or why there is none.
func (b *bench) available(peer string) error {
	if peer == neuron && b.absent[neuron] == nil {
		return b.mechanisms
	}
	return b.absent[peer]
}

// python is a run of a peer's script that prints its own figures in its last line.
func (b *bench) python(peer string, name string, slow bool, script string, args ...string) *program {
	return &program{
		name: name, slow: slow,
		prepare: func() (float64, error) { return 0, b.available(peer) },
		run: func() (sample, error) {
			s, out, err := execute(filepath.Join(b.folder, "peers"), b.pythons[peer], append([]string{script}, args...)...)
			if err != nil {
				return s, err
			}
			lines := strings.Split(strings.TrimSpace(string(out)), "\n")
			var own struct {
				Simulation float64
				Spikes     int64
			}
			if err := json.Unmarshal([]byte(lines[len(lines)-1]), &own); err != nil {
				return s, fmt.Errorf("its last line cannot be read: %v", err)
			}
			s.simulation, s.spikes = own.Simulation, own.Spikes
			return s, nil
		},
	}
}

func (b *bench) neuron(name string, slow bool, script string, args ...string) *program {
	return b.python(neuron, name, slow, script, args...)
}

// runtime is Brian2 with code that is compiled function by function when it is first needed.
func (b *bench) runtime(name string, slow bool, script string, args ...string) *program {
	return b.python(brian, name, slow, script, append([]string{"-"}, args...)...)
}

// compiled is Brian2's standalone program. It is written and compiled once; the time of that belongs to every whole process.
func (b *bench) compiled(name string, slow bool, script string, args ...string) *program {
	folder := filepath.Join(b.folder, "built", strings.ReplaceAll(strings.Join(append([]string{script}, args...), "-"), ".", "_"))
	return &program{
		name: name, slow: slow,
		prepare: func() (float64, error) {
			if err := b.available(brian); err != nil {
				return 0, err
			}
			began := time.Now()
			_, _, err := execute(filepath.Join(b.folder, "peers"), b.pythons[brian], append([]string{script, folder}, args...)...)
			return time.Since(began).Seconds(), err
		},
		run: func() (sample, error) {
			s, _, err := execute(folder, filepath.Join(folder, "main"))
			if err != nil {
				return s, err
			}
			text, err := os.ReadFile(filepath.Join(folder, "results", "last_run_info.txt"))
			if err != nil {
				return s, err
			}
			if _, err := fmt.Sscan(string(text), &s.simulation); err != nil {
				return s, fmt.Errorf("last_run_info.txt: %v", err)
			}
			times, err := filepath.Glob(filepath.Join(folder, "results", "_dynamic_array_spikemonitor*_t_*"))
			for _, path := range times {
				if info, err := os.Stat(path); err == nil {
					s.spikes += info.Size() / 8
				}
			}
			return s, err
		},
	}
}
