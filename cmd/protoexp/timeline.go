package main

import (
	"bufio"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"protoexp/interp"
	"protoexp/lang/diag"
	"protoexp/runtime/export"
	"protoexp/runtime/report"
)

const day = int64(86400e9)

type timelineEvent struct {
	Group   string            `json:"group"`
	Factors map[string]string `json:"factors"`
	Label   string            `json:"label"`
	N       int               `json:"n"`
	Time    float64           `json:"time_s"`
	Day     int64             `json:"day"`
	Action  string            `json:"action"`
	Omitted bool              `json:"omitted"`
	Note    string            `json:"note,omitempty"`
}

func newTimeline() *cobra.Command {
	var asJSON, asTable bool
	c := &cobra.Command{
		Use:               "timeline FILE",
		Short:             "say what happens when; run nothing",
		Example:           "  protoexp timeline examples/habituation.proto-exp",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: scripts,
		RunE: func(_ *cobra.Command, args []string) error {
			name, text, err := source("", args)
			if err != nil {
				return err
			}
			o, err := optionsFor(args[0], nil, nil)
			if err != nil {
				return err
			}
			script, ds := interp.Load(name, text, o)
			if complain(ds) || diag.Failed(ds) {
				return fail(invalid, "")
			}
			if asTable {
				table, err := script.Table()
				if err != nil {
					return fail(invalid, "this script cannot be written as a table of phases: %v", err)
				}
				return write(func() error { _, err := fmt.Print(table); return err })
			}
			events, simulated, animals, _ := script.Timeline()
			if asJSON {
				return write(func() error { return timelineJSON(events, simulated, animals) })
			}
			return write(func() error { return timelineText(events, simulated, animals) })
		},
	}
	c.Flags().BoolVar(&asTable, "phases", false, "as a table of phases, the notation of conditioning")
	c.Flags().BoolVar(&asJSON, "json", false, "one JSON document on stdout")
	return c
}

func timelineJSON(events []interp.Event, simulated int64, animals int) error {
	list := []timelineEvent{}
	for _, e := range events {
		f := map[string]string{}
		for _, x := range e.Factors {
			f[x.Name] = x.Level
		}
		list = append(list, timelineEvent{e.Group, f, e.Label, e.N, float64(e.Onset) / 1e9, e.Onset/day + 1, e.Action, e.Omitted, e.Note})
	}
	return export.Document(os.Stdout, map[string]any{"events": list, "simulated_s": float64(simulated) / 1e9, "animals": animals})
}

func timelineText(events []interp.Event, simulated int64, animals int) error {
	w := bufio.NewWriter(os.Stdout)
	cell := "\x00"
	for _, e := range events {
		now := e.Group
		for _, f := range e.Factors {
			now += fmt.Sprintf(" %s=%s", f.Name, f.Level)
		}
		if now != cell {
			cell = now
			if now != "" {
				fmt.Fprintf(w, "\n%s\n", now)
			}
			fmt.Fprintf(w, "%16s  %4s  %-12s %4s  %s\n", "onset", "day", "label", "n", "action")
		}
		action := e.Action
		if e.Omitted {
			action = "omit " + action
		}
		if e.Note != "" {
			action += "  (" + e.Note + ")"
		}
		fmt.Fprintf(w, "%16s  %4d  %-12s %4d  %s\n", report.Time(e.Onset), e.Onset/day+1, e.Label, e.N, action)
	}
	fmt.Fprintf(w, "\n%s, %s of the animal's time, %s\n", report.Count(int64(len(events)), "event"), report.Time(simulated), report.Count(int64(animals), "animal"))
	return w.Flush()
}
