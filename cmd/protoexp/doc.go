package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"protoexp/interp/manual"
)

func newDoc(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "doc [DIR]",
		Short: "write the documentation: a site of plain HTML, and Markdown",
		Long: "doc writes the language reference, the library, the rules of the critic, the messages, the course and the commands into DIR\n" +
			"(protoexp-doc without one): pages of plain HTML with search, which open as files and need no network, and the same as Markdown\n" +
			"below DIR/markdown. Files of the same name are replaced.",
		Example: "  protoexp doc\n  protoexp doc /tmp/manual",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "protoexp-doc"
			if len(args) > 0 {
				dir = args[0]
			}
			n := 0
			err := manual.Write(commands(root), func(name string, data []byte) error {
				path := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
					return err
				}
				n++
				return os.WriteFile(path, data, 0o666)
			})
			if err != nil {
				return fail(broken, "the documentation is not written: %v", err)
			}
			return write(func() error {
				_, err := fmt.Printf("%d files; open %s\n", n, filepath.Join(dir, "index.html"))
				return err
			})
		},
	}
}
