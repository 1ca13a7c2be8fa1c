package export

import (
	"fmt"
	"io"
	"math"
	"sort"

	"github.com/parquet-go/parquet-go"

	"protoexp/runtime/record"
)

// Parquet writes a table as an Apache Parquet file, with the same names as CSV has. An undefined number is null there.
func Parquet(w io.Writer, t Table) error {
	root := fields{parquet.Group{}, map[string]int{}}
	for i, c := range t.Columns {
		if _, twice := root.at[c.Name]; twice {
			return fmt.Errorf("two columns are called %q", c.Name)
		}
		root.at[c.Name] = i
		root.Group[c.Name] = node(c.Kind)
	}
	out := parquet.NewWriter(w, parquet.NewSchema("table", root), parquet.Compression(&parquet.Snappy), parquet.CreatedBy("protoexp", record.Version, ""))
	row := make(parquet.Row, len(t.Columns))
	for _, values := range t.Rows {
		for i, v := range values {
			row[i] = value(v, i)
		}
		if _, err := out.WriteRows([]parquet.Row{row}); err != nil {
			return err
		}
	}
	return out.Close()
}

// fields is a group that keeps the order of its columns; the library's own sorts them by name.
type fields struct {
	parquet.Group
	at map[string]int
}

// Fields are the columns in their order.
func (f fields) Fields() []parquet.Field {
	list := f.Group.Fields()
	sort.Slice(list, func(i, j int) bool { return f.at[list[i].Name()] < f.at[list[j].Name()] })
	return list
}

func node(k Kind) parquet.Node {
	switch k {
	case Number:
		return parquet.Optional(parquet.Leaf(parquet.DoubleType))
	case Count:
		return parquet.Int(64)
	case Truth:
		return parquet.Leaf(parquet.BooleanType)
	}
	return parquet.String()
}

func value(v any, column int) parquet.Value {
	switch v := v.(type) {
	case float64:
		if math.IsNaN(v) {
			return parquet.NullValue().Level(0, 0, column)
		}
		return parquet.DoubleValue(v).Level(0, 1, column)
	case int64:
		return parquet.Int64Value(v).Level(0, 0, column)
	case bool:
		return parquet.BooleanValue(v).Level(0, 0, column)
	}
	return parquet.ByteArrayValue([]byte(v.(string))).Level(0, 0, column)
}
