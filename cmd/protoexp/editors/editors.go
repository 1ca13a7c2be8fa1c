// Package editors holds what editors need to know the language: an extension for Visual Studio Code, files for Vim and Neovim,
// a mode for Emacs. They colour by themselves, and for all else ask `protoexp lsp`. The lists of words in them are made from
// the tables of the language by the tests (UPDATE=1 writes them).
//
//	editors.Write("/home/me/protoexp-editors")
package editors

import (
	"embed"
	"io/fs"
	"os"
	"path/filepath"
)

//go:embed README.md vim emacs vscode/README.md vscode/LICENSE vscode/package.json vscode/package-lock.json vscode/language-configuration.json vscode/extension.js vscode/.vscodeignore vscode/syntaxes vscode/test
var files embed.FS

// Write puts the files into a folder, which need not be there, in place of older ones.
func Write(folder string) error {
	return fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		to := filepath.Join(folder, filepath.FromSlash(path))
		if err != nil || d.IsDir() {
			if err == nil {
				err = os.MkdirAll(to, 0o777)
			}
			return err
		}
		text, err := files.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(to, text, 0o666)
	})
}
