package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"protoexp/interp/lsp"
	"protoexp/runtime/record"
)

func newLSP() *cobra.Command {
	return &cobra.Command{
		Use:   "lsp",
		Short: "answer an editor: the Language Server Protocol on standard input and output",
		Long: "Editors start this command themselves. It answers what is wrong with a script, what a name is, what may come next and when a line\n" +
			"happens, offers each fix, and runs the script. `protoexp editors DIR` writes what Visual Studio Code, Vim, Neovim and Emacs need.",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			share.Store(400) // each key leaves a whole reading of the script behind, and little is kept
			err := lsp.Serve(c.Context(), standard{}, lsp.Options{Version: record.Version, Run: outside,
				Folder: func(path string) fs.FS { return beside{filepath.FromSlash(path)} }})
			if errors.Is(err, lsp.ErrNoShutdown) {
				return fail(failed, "")
			}
			return err
		},
	}
}

// outside does a command of this program with a script in a process of its own, so that nothing that is run can take the
// editor's server down, and returns what it prints. A text that is not the file's is run without a ledger.
func outside(ctx context.Context, command, path, text string) (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	path = filepath.FromSlash(path)
	name := "-"
	if saved, err := os.ReadFile(path); err == nil && string(saved) == text {
		name = filepath.Base(path)
	}
	c := exec.CommandContext(ctx, self, command, "--", name)
	if path != "" {
		c.Dir = filepath.Dir(path)
	}
	if name == "-" {
		c.Stdin = strings.NewReader(text)
	}
	c.Env = append(os.Environ(), "NO_COLOR=1")
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	c.WaitDelay = 5 * time.Second
	output, err := c.CombinedOutput()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		err = nil // what it printed says why
	}
	return string(output), err
}

// standard is standard input and output as one stream.
type standard struct{}

func (standard) Read(p []byte) (int, error)  { return os.Stdin.Read(p) }
func (standard) Write(p []byte) (int, error) { return os.Stdout.Write(p) }
func (standard) Close() error                { return os.Stdin.Close() }
