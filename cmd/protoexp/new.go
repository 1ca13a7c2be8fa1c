package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

// starter is a script to start from. It runs as it is.
const starter = `# %s: what is your question? Write it here in one sentence.
use aplysia; seed 1

base: touch siphon                       # how the animal answers before anything is done to it
rest 10min

train: touch siphon x10 every 30s        # ten touches, 30 s from onset to onset
rest 15min

test: touch siphon                       # the same touch as before
rest 2h
recovery: touch siphon

plot train
print base, train.drop, test / base, recovery / base
expect "training weakens the reflex": train.last < 60%% of train.first
expect "two hours of rest restore it": recovery > 85%% of base
`

func newNew() *cobra.Command {
	return &cobra.Command{
		Use:     "new NAME",
		Short:   "write a commented script to start from",
		Example: "  protoexp new my-experiment",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			name := strings.TrimSuffix(args[0], ".proto-exp")
			if strings.Trim(filepath.Base(name), ". ") == "" || strings.HasSuffix(name, "/") {
				return fail(invalid, "new needs a name, such as my-experiment")
			}
			path := name + ".proto-exp"
			f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
			if errors.Is(err, fs.ErrExist) {
				return fail(invalid, "%s exists already; choose another name", path)
			}
			if err != nil {
				return fail(broken, "%v", plain(err))
			}
			_, err = fmt.Fprintf(f, starter, name)
			if cerr := f.Close(); err == nil {
				err = cerr
			}
			if err != nil {
				return fail(broken, "%v", plain(err))
			}
			return write(func() error {
				_, err := fmt.Printf("wrote %s; run it with: protoexp run %s\n", path, quoted(path))
				return err
			})
		},
	}
}

// quoted writes a path as a shell takes it.
func quoted(path string) string {
	if strings.ContainsAny(path, " \t\n'\"$&|;<>()*?[]#~`\\!{}") {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}
