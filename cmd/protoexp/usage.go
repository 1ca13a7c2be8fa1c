package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"protoexp/lang/diag"
)

// inform has the commands below root say in words what is wrong with a command line, and how it is written.
func inform(root *cobra.Command) {
	root.SetFlagErrorFunc(flagError)
	root.Args = func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		hint := "; protoexp help lists them"
		if near := root.SuggestionsFor(args[0]); len(near) > 0 {
			hint = "; did you mean " + strings.Join(near, " or ") + "?"
		} else if strings.HasSuffix(args[0], ".proto-exp") {
			hint = "; did you mean protoexp run " + quoted(args[0]) + "?"
		}
		return fail(invalid, "there is no command %s%s", args[0], hint)
	}
	var below func(c *cobra.Command)
	below = func(c *cobra.Command) {
		for _, c := range c.Commands() {
			if valid := c.Args; valid != nil {
				c.Args = func(c *cobra.Command, args []string) error { return counted(c, args, valid) }
			}
			below(c)
		}
	}
	below(root)
}

// counted says of a command line with too few or too many names which one it is.
func counted(c *cobra.Command, args []string, valid cobra.PositionalArgs) error {
	if valid(c, args) == nil {
		return nil
	}
	usage := strings.TrimSuffix(c.UseLine(), " [flags]")
	for n := range args {
		if valid(c, args[:n]) == nil && valid(c, args[:n+1]) != nil {
			return fail(invalid, "%q is too much; write %s", args[n], usage)
		}
	}
	return fail(invalid, "something is missing behind %s; write %s", strings.Join(append([]string{c.Name()}, args...), " "), usage)
}

// wanted is what flags of a kind take.
var wanted = map[string]string{"uint64": "a whole number from 0", "int": "a whole number", "float64": "a number", "bool": "true or false", "duration": "a time such as 30s or 5m"}

// flagError says what is wrong with a flag.
func flagError(c *cobra.Command, err error) error {
	var value *pflag.InvalidValueError
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	switch {
	case errors.As(err, &value) && wanted[value.GetFlag().Value.Type()] != "":
		return fail(invalid, "--%s is %s, and not %q", value.GetFlag().Name, wanted[value.GetFlag().Value.Type()], value.GetValue())
	case errors.As(err, &missing):
		return fail(invalid, "--%s needs a value", missing.GetFlag().Name)
	case errors.As(err, &unknown):
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		slices.Sort(names)
		more := "; " + strings.Replace(c.CommandPath(), " ", " help ", 1) + " lists the flags"
		if !c.HasParent() {
			more = ": flags stand behind the command, as in protoexp run --" + unknown.GetSpecifiedName() + " ..."
		}
		if n := diag.Nearest(unknown.GetSpecifiedName(), names); n != "" {
			more = fmt.Sprintf("; did you mean --%s?", n)
		}
		dashes := "--"
		if unknown.GetSpecifiedShortnames() != "" {
			dashes = "-"
		}
		return fail(invalid, "%s has no flag %s%s%s", c.Name(), dashes, unknown.GetSpecifiedName(), more)
	}
	return err
}

// completions are the scripts that have a shell complete the command.
func completions(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		var shells []string
		for _, shell := range c.Commands() {
			shells = append(shells, shell.Name())
			do := shell.RunE
			shell.RunE = func(c *cobra.Command, args []string) error { return write(func() error { return do(c, args) }) }
		}
		c.Short = "write what has a shell complete commands: " + strings.Join(shells, ", ")
		c.Long, c.Args = c.Short, nil
		c.RunE = func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fail(invalid, "completion needs a shell: %s", strings.Join(shells, ", "))
			}
			return fail(invalid, "there is no completion for %s; there is %s", args[0], strings.Join(shells, ", "))
		}
	}
}
