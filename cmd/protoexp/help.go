package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"protoexp/interp/manual"
)

// newHelp shows a command's help, or else a topic of the documentation.
func newHelp(root *cobra.Command) *cobra.Command {
	topics := sync.OnceValue(func() []string { return headings(manual.Topics(manual.Commands(""))) }) // not before they are asked for: it makes every page
	c := &cobra.Command{
		Use:     "help [COMMAND or TOPIC]",
		Short:   "help on a command, or on a topic of the documentation",
		Long:    "help shows what a command does, a page of the documentation, or what is explained of a name.",
		Example: "  protoexp help run\n  protoexp help statements\n  protoexp help error codes",
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			names := topics()
			for _, c := range root.Commands() {
				names = append(names[:len(names):len(names)], c.Name())
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if c, left, err := root.Find(args); err == nil && c != nil && len(left) == 0 {
				c.InitDefaultHelpFlag()
				var b bytes.Buffer
				c.SetOut(&b)
				if err := c.Help(); err != nil {
					return err
				}
				return write(func() error { _, err := os.Stdout.Write(b.Bytes()); return err })
			}
			name := strings.Join(args, " ")
			text, found, nearest := manual.Topic(name, commands(root), width())
			if !found {
				hint := "; protoexp help help lists the topics"
				if near := append(root.SuggestionsFor(name), nearest...); len(near) > 0 {
					hint = "; did you mean " + strings.Join(near, " or ") + "?"
				}
				return fail(invalid, "there is no command and no topic called %s%s", name, hint)
			}
			return write(func() error { _, err := fmt.Println(strings.TrimRight(text, "\n")); return err })
		},
	}
	c.SetHelpFunc(func(c *cobra.Command, args []string) {
		shown := *c
		shown.Long += "\n\nTopics: " + strings.Join(topics(), ", ") + "."
		root.HelpFunc()(&shown, args)
	})
	return c
}

// headings are the topics without the lessons, which `list` shows.
func headings(topics []string) (list []string) {
	for _, t := range topics {
		if !strings.HasPrefix(t, "lesson-") {
			list = append(list, t)
		}
	}
	return list
}

// commands is the page about all commands, made from what they say of themselves.
func commands(root *cobra.Command) manual.Page {
	var b strings.Builder
	b.WriteString(root.Long + "\n")
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			command(&b, c)
		}
	}
	return manual.Commands(b.String())
}

func command(b *strings.Builder, c *cobra.Command) {
	text := c.Long
	if text == "" {
		text = c.Short
	}
	fmt.Fprintf(b, "\n## protoexp %s {#%s}\n\n%s.\n\n```text\n%s\n```\n", c.Name(), c.Name(), strings.TrimSuffix(manual.Escape(text), "."), c.UseLine())
	var flags strings.Builder
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		kind, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		fmt.Fprintf(&flags, "| `%s` | %s |\n", strings.TrimSpace(name+" "+kind), strings.ReplaceAll(manual.Escape(usage), "\n", " "))
	})
	if flags.Len() > 0 {
		b.WriteString("\n| flag | does |\n|---|---|\n" + flags.String())
	}
	if c.Example != "" {
		fmt.Fprintf(b, "\n```text\n%s\n```\n", strings.ReplaceAll(strings.TrimPrefix(c.Example, "  "), "\n  ", "\n"))
	}
}
