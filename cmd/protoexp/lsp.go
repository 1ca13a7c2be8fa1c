package main

import (
	"errors"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"protoexp/interp/lsp"
	"protoexp/runtime/record"
)

func newLSP() *cobra.Command {
	return &cobra.Command{
		Use:   "lsp",
		Short: "answer an editor: the Language Server Protocol on standard input and output",
		Long: "Editors start this command themselves. It answers what is wrong with a script, what a name is, what may come next, when a line\n" +
			"happens, and offers each fix. In Neovim:\n\n" +
			"  vim.filetype.add({ extension = { ['proto-exp'] = 'protoexp' } })\n" +
			"  vim.api.nvim_create_autocmd('FileType', { pattern = 'protoexp', callback = function(e)\n" +
			"    vim.lsp.start({ name = 'protoexp', cmd = { 'protoexp', 'lsp' }, root_dir = vim.fs.dirname(e.file) })\n  end })",
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			err := lsp.Serve(c.Context(), standard{}, lsp.Options{Version: record.Version, Folder: func(path string) fs.FS { return os.DirFS(path) }})
			if errors.Is(err, lsp.ErrNoShutdown) {
				return fail(failed, "")
			}
			return err
		},
	}
}

// standard is standard input and output as one stream.
type standard struct{}

func (standard) Read(p []byte) (int, error)  { return os.Stdin.Read(p) }
func (standard) Write(p []byte) (int, error) { return os.Stdout.Write(p) }
func (standard) Close() error                { return os.Stdin.Close() }
