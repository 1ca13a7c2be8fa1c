package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"protoexp/runtime/export"
	"protoexp/runtime/plot"
	"protoexp/runtime/record"
	"protoexp/runtime/report"
)

// prepareFolder makes the folder of --out and checks that it can be written, before anything is run.
func prepareFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fail(broken, "the folder of --out cannot be made: %v", plain(err))
	}
	probe, err := os.CreateTemp(dir, ".protoexp-*")
	if err != nil {
		return fail(broken, "the folder of --out cannot be written: %v", plain(err))
	}
	probe.Close()
	os.Remove(probe.Name())
	return nil
}

// save writes everything of a result into a folder.
func save(dir string, r *record.Result, diagnostics []any) error {
	put := func(name string, f func(w *bytes.Buffer) error) error {
		var b bytes.Buffer
		if err := f(&b); err != nil {
			return fail(broken, "%s: %v", name, err)
		}
		path := filepath.Join(dir, name)
		err := os.MkdirAll(filepath.Dir(path), 0o777)
		if err == nil {
			err = os.WriteFile(path, b.Bytes(), 0o666)
		}
		if err != nil {
			return fail(broken, "%s cannot be written: %v", name, plain(err))
		}
		return nil
	}
	if err := put("trials.csv", func(w *bytes.Buffer) error { return export.CSV(w, export.Trials(r)) }); err != nil {
		return err
	}
	for _, t := range r.Traces {
		if err := put(filepath.Join("traces", fileName(t.Name)+".csv"), func(w *bytes.Buffer) error { return export.Trace(w, t) }); err != nil {
			return err
		}
	}
	for i, f := range figures(r) {
		name := filepath.Join("figures", fmt.Sprintf("%02d-%s.svg", i+1, fileName(f.Title)))
		if err := put(name, func(w *bytes.Buffer) error { return plot.SVG(w, f) }); err != nil {
			return err
		}
	}
	if err := put("report.txt", func(w *bytes.Buffer) error { return report.Text(w, r, report.Options{}) }); err != nil {
		return err
	}
	return put("result.json", func(w *bytes.Buffer) error { return export.JSON(w, r, diagnostics) })
}

// figures are those of the script's plot statements; a script without one gets the responses of its labels and its traces.
func figures(r *record.Result) (out []plot.Figure) {
	drawn := map[int]bool{}
	for _, s := range r.Shown {
		if s.Verb == "plot" {
			out = append(out, plot.Figures(r, s)...)
			for _, k := range s.Traces {
				drawn[k] = true
			}
		}
	}
	if out == nil {
		if s := report.Labels(r); len(s) > 0 {
			out = append(out, plot.Figures(r, record.Shown{Verb: "plot", Series: s})...)
		}
	}
	for k := range r.Traces {
		if !drawn[k] {
			out = append(out, plot.Figures(r, record.Shown{Verb: "plot", Traces: []int{k}})...)
		}
	}
	return out
}

// fileName makes a name fit for a file: (LE -> L7).depression.vesicles becomes LE_L7.depression.vesicles.
func fileName(name string) string {
	name = strings.NewReplacer(" -> ", "_", "->", "_", ", ", "+", " ", "_").Replace(name)
	var b strings.Builder
	for _, c := range name {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '_', c == '.', c == '-', c == '+':
			b.WriteRune(c)
		}
	}
	if b.Len() > 80 {
		return b.String()[:80]
	}
	return b.String()
}
