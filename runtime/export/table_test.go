package export_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"

	"protoexp/runtime/export"
	"protoexp/runtime/internal/specimen"
	"protoexp/runtime/record"
)

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := "testdata/" + name
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s\n%s", name, diff)
	}
}

var tables = []struct {
	name string
	of   func(*record.Result) export.Table
}{{"trials", export.Trials}, {"design", export.Design}, {"animals", export.Animals}, {"assignment", export.Assignment}, {"expectations", export.Expectations}, {"sweep", export.Sweep}}

// TestTables: what every table looks like.
func TestTables(t *testing.T) {
	for name, r := range map[string]*record.Result{"groups": specimen.Groups(2), "within": specimen.Within(2), "sweep": specimen.Sweep(2, 2, 2)} {
		var b strings.Builder
		for _, table := range tables {
			data := table.of(r)
			if len(data.Rows) == 0 {
				continue
			}
			b.WriteString("-- " + table.name + ".csv --\n")
			if err := export.CSV(&b, data); err != nil {
				t.Fatal(err)
			}
		}
		golden(t, name+".txt", b.String())
	}
}

// TestParquet: the same names in the same order, the same values, null for an undefined number.
func TestParquet(t *testing.T) {
	for _, table := range tables {
		r := specimen.Groups(12)
		if table.name == "sweep" {
			r = specimen.Sweep(3, 2, 2)
		}
		want := table.of(r)
		var b, again bytes.Buffer
		if err := export.Parquet(&b, want); err != nil {
			t.Fatal(table.name, err)
		}
		if err := export.Parquet(&again, want); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Error("two files differ", err)
		}
		f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range f.Root().Columns() {
			if c.Name() != want.Columns[i].Name {
				t.Errorf("column %d is %s, not %s", i, c.Name(), want.Columns[i].Name)
			}
		}
		rows := parquet.NewReader(f)
		buffer := make([]parquet.Row, 1)
		for k, row := range want.Rows {
			if n, err := rows.ReadRows(buffer); n != 1 || err != nil && err != io.EOF {
				t.Fatal(k, n, err)
			}
			for i, v := range row {
				got := buffer[0][i]
				same := false
				switch v := v.(type) {
				case string:
					same = got.String() == v
				case float64:
					same = got.IsNull() && v != v || got.Double() == v
				case int64:
					same = got.Int64() == v
				case bool:
					same = got.Boolean() == v
				}
				if !same {
					t.Errorf("%s: row %d, %s: %v, wanted %v", table.name, k, want.Columns[i].Name, got, v)
				}
			}
		}
	}
}

// TestNames: no factor or outcome hides a column.
func TestNames(t *testing.T) {
	r := &record.Result{Trials: []record.Trial{{Factors: []record.Factor{{Name: "label", Level: "x"}}}}, Reports: []record.Report{{Name: "u", Cell: []record.Factor{{Name: "u", Level: "1"}}, Values: []float64{1}}}}
	for _, table := range []export.Table{export.Trials(r), export.Sweep(r)} {
		if err := export.Parquet(io.Discard, table); err != nil {
			t.Error(err)
		}
	}
}

// TestExpectationJSON: the names that other programs rely on.
func TestExpectationJSON(t *testing.T) {
	var b bytes.Buffer
	if err := export.JSON(&b, specimen.Groups(3), nil); err != nil {
		t.Fatal(err)
	}
	var d struct {
		Experiments  []map[string]any
		Expectations []map[string]any
	}
	if err := json.Unmarshal(b.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	first, second := d.Expectations[0], d.Expectations[1]
	for name, want := range map[string]any{"name": "dishabituation", "text": "hab_shock.test > hab_only.test", "primary": true, "pass": true, "line": 25.0, "test": "permutation",
		"estimate": 0.38, "ci": []any{0.31, 0.45}, "p": 0.0002, "effect": map[string]any{"hedges_g": 3.2}, "n": 6.0, "sentence": "After the shock the gill contracted more in hab_shock than in hab_only."} {
		if diff := cmp.Diff(want, first[name]); diff != "" {
			t.Error(name, diff)
		}
	}
	for _, name := range []string{"estimate", "ci", "p"} {
		if v, ok := second[name]; !ok || v != nil {
			t.Error(name, v)
		}
	}
	if len(d.Experiments) != 1 || len(d.Experiments[0]["cells"].([]any)) != 4 {
		t.Error(d.Experiments)
	}
	golden(t, "groups.json", b.String())
}
