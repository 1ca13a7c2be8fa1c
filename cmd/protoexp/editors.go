package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"protoexp/cmd/protoexp/editors"
)

func newEditors() *cobra.Command {
	return &cobra.Command{
		Use:   "editors DIR",
		Short: "write the files that editors need",
		Long:  "Writes what Visual Studio Code, Vim, Neovim and Emacs need into a folder. Its README.md says where each belongs.",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := editors.Write(args[0]); err != nil {
				return fail(broken, "%v", plain(err))
			}
			return write(func() error { _, err := fmt.Printf("%s/README.md says how to install each\n", args[0]); return err })
		},
	}
}
