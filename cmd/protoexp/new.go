package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"protoexp/interp"
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
	var from string
	c := &cobra.Command{
		Use:     "new NAME",
		Short:   "write a commented script to start from",
		Example: "  protoexp new my-experiment\n  protoexp new my-experiment --from 10-habituation",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			name := strings.TrimSuffix(args[0], ".proto-exp")
			if strings.Trim(filepath.Base(name), ". ") == "" || strings.HasSuffix(name, "/") {
				return fail(invalid, "new needs a name, such as my-experiment")
			}
			text := fmt.Sprintf(starter, name)
			if from != "" {
				i := slices.IndexFunc(interp.Lessons(), func(l interp.Lesson) bool { return l.Name == from })
				if i < 0 {
					return fail(invalid, "there is no lesson %s; there are %s", from, strings.Join(interp.Names("lesson"), ", "))
				}
				text = interp.Lessons()[i].Script
			}
			path := name + ".proto-exp"
			f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
			if errors.Is(err, fs.ErrExist) {
				return fail(invalid, "%s exists already; choose another name", path)
			}
			if err != nil {
				return fail(broken, "%v", plain(err))
			}
			_, err = f.WriteString(text)
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
	c.Flags().StringVar(&from, "from", "", "a lesson to start from; protoexp explain lessons lists them")
	return c
}

// quoted writes a path as a shell takes it.
func quoted(path string) string {
	if strings.ContainsAny(path, " \t\n'\"$&|;<>()*?[]#~`\\!{}") {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}
