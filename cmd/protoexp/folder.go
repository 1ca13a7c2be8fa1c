package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"protoexp/runtime/export"
	"protoexp/runtime/page"
	"protoexp/runtime/plot"
	"protoexp/runtime/record"
	"protoexp/runtime/report"
)

// manifestName is the file that says where a folder comes from.
const manifestName = "manifest.json"

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

// former are the files that an earlier run left in a folder. Its manifest goes: what it lists is no longer true.
func former(dir string) ([]string, error) {
	manifest := filepath.Join(dir, manifestName)
	var list struct {
		Protoexp string
		Files    []string
	}
	if text, err := os.ReadFile(manifest); err != nil || json.Unmarshal(text, &list) != nil || list.Protoexp == "" {
		return nil, nil
	}
	if err := os.Remove(manifest); err != nil {
		return nil, fail(broken, "%s of another run cannot be removed: %v", manifest, plain(err))
	}
	return list.Files, nil
}

// clear takes away what an earlier run left and this one has not written, so that nobody takes it for a result of this one.
func (f *folder) clear(former []string) {
	if f.err != nil {
		return
	}
	for _, name := range former {
		if path := filepath.FromSlash(name); filepath.IsLocal(path) && !slices.Contains(f.files, name) {
			os.Remove(filepath.Join(f.dir, path))
		}
	}
	for _, sub := range []string{"traces", "figures"} {
		os.Remove(filepath.Join(f.dir, sub)) // where it is empty
	}
}

// save writes everything of a run into a folder. The manifest is last: where it stands, everything it lists is complete.
func save(dir string, d *done) error {
	f := folder{dir: dir}
	r, account := d.result, d.script.Account(d.criticised)
	trials := export.Trials(r)
	f.put("trials.csv", func(w io.Writer) error { return export.CSV(w, trials) })
	f.put("trials.parquet", func(w io.Writer) error { return export.Parquet(w, trials) })
	for _, t := range []struct {
		name  string
		table export.Table
	}{{"design.csv", export.Design(r)}, {"animals.csv", export.Animals(r)}, {"assignment.csv", export.Assignment(r)}, {"expectations.csv", export.Expectations(r)}, {"sweep.csv", export.Sweep(r)}} {
		if len(t.table.Rows) > 0 {
			f.put(t.name, func(w io.Writer) error { return export.CSV(w, t.table) })
		}
	}
	for _, t := range r.Traces {
		f.put(f.free("traces/"+fileName(t.Name), ".csv"), func(w io.Writer) error { return export.Trace(w, t) })
	}
	for i, x := range page.Figures(r) {
		name := fmt.Sprintf("figures/%02d-%s", i+1, fileName(x.Title))
		f.put(name+".svg", func(w io.Writer) error { return plot.SVG(w, x) })
		f.put(name+".png", func(w io.Writer) error { return plot.PNG(w, x) })
	}
	f.put("report.txt", func(w io.Writer) error { return report.Text(w, r, report.Options{}) })
	f.put("report.html", func(w io.Writer) error { return page.HTML(w, r, account, record.Version) })
	f.put("result.json", func(w io.Writer) error { return export.JSON(w, r, asAny(d.diagnostics)) })
	files := f.files
	f.clear(d.former)
	f.put(manifestName, func(w io.Writer) error { return export.Manifest(w, r, account, files) })
	return f.err
}

// folder writes files one after the other, until one cannot be written.
type folder struct {
	dir   string
	files []string
	err   error
}

// free is a name that none of the files has yet, also where capitals do not count.
func (f *folder) free(name, ending string) string {
	for k, path := 2, name+ending; ; k++ {
		if !slices.ContainsFunc(f.files, func(o string) bool { return strings.EqualFold(o, path) }) {
			return path
		}
		path = fmt.Sprintf("%s-%d%s", name, k, ending)
	}
}

func (f *folder) put(name string, form func(w io.Writer) error) {
	if f.err != nil {
		return
	}
	var b bytes.Buffer
	if err := form(&b); err != nil {
		f.err = fail(broken, "%s: %v", name, err)
		return
	}
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	err := os.MkdirAll(filepath.Dir(path), 0o777)
	if err == nil { // never half a file
		err = os.WriteFile(path+".part", b.Bytes(), 0o666)
	}
	if err == nil {
		err = os.Rename(path+".part", path)
	}
	if err != nil {
		f.err = fail(broken, "%s cannot be written: %v", name, plain(err))
		return
	}
	f.files = append(f.files, name)
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
