package ide

import (
	"reflect"
	"sync"

	"protoexp/lang/ast"
	"protoexp/lang/token"
)

// places says what a name is by the field of the tree that it stands in. Plain is looked up.
var places = map[string]Colour{
	"Labelled.Label": {Kind: Label, Defines: true}, "Group.Name": {Kind: Group, Defines: true}, "Row.Name": {Kind: Group, Defines: true},
	"Factor.Name": {Kind: Factor, Defines: true}, "Axis.Name": {Kind: Factor, Defines: true}, "Let.Name": {Kind: Value, Defines: true},
	"For.Var": {Kind: Value, Defines: true}, "Report.Name": {Kind: Value, Defines: true}, "Define.Name": {Kind: Definition, Defines: true},
	"Effector.Name": {Kind: Effector, Defines: true}, "Stimulus.Name": {Kind: Verb, Defines: true}, "Population.Name": {Kind: Cell, Defines: true},
	"MeasureDef.Name": {Kind: Field, Defines: true}, "CablePart.Name": {Kind: Field, Defines: true}, "Deriv.Of": {Kind: Field},

	"Act.Verb": {Kind: Verb}, "Setting.Path": {Kind: Parameter}, "Arg.Name": {Kind: Parameter}, "Field.Name": {Kind: Field},
	"Role.Role": {Kind: Keyword}, "Role.Labels": {Kind: Label}, "Within.Factor": {Kind: Factor}, "Explore.By": {Kind: Factor},
	"Expect.By": {Kind: Keyword}, "Expect.Correct": {Kind: Keyword}, "Expect.On": {Kind: Label}, "Plan.Correct": {Kind: Keyword},
	"Factor.Order": {Kind: Keyword}, "On.Event": {Kind: Keyword}, "Drive.Input": {Kind: Parameter}, "Property.Name": {Kind: Keyword},
	"Define.From": {Kind: Definition}, "Population.Model": {Kind: Definition}, "RuleUse.Name": {Kind: Definition}, "Diagnose.Against": {Kind: Definition},
	"Effector.From": {Kind: Cell}, "Synapse.Pre": {Kind: Cell}, "Synapse.Post": {Kind: Cell}, "Connect.Pre": {Kind: Cell}, "Connect.Post": {Kind: Cell},
}

// naming is a name of a tree with the field that it stands in, such as "Group.Name". A name used as a value stands in "Ident".
type naming struct {
	name  ast.Name
	place string
}

// namings are the names of a tree in the order of the text, more or less.
func namings(b *ast.Block) (list []naming) {
	ast.Inspect(b, func(st ast.Stmt) bool {
		if x, ok := st.(*ast.Ident); ok {
			list = append(list, naming{ast.Name{Node: x.Node, Text: x.Name}, "Ident"})
			return true
		}
		list = fieldNames(list, reflect.ValueOf(st).Elem())
		return true
	})
	return list
}

// fieldNames adds the names in a node itself, and in what of it is no node: settings, arguments, axes, modifiers.
func fieldNames(list []naming, v reflect.Value) []naming {
	for _, f := range named(v.Type()) {
		switch x := v.Field(f.index).Interface().(type) {
		case ast.Name:
			list = append(list, naming{x, f.place})
		case *ast.Name:
			if x != nil {
				list = append(list, naming{*x, f.place})
			}
		case []ast.Name:
			for _, n := range x {
				list = append(list, naming{n, f.place})
			}
		case ast.Mods:
			list = fieldNames(list, v.Field(f.index))
		default:
			for k := range v.Field(f.index).Len() {
				list = fieldNames(list, v.Field(f.index).Index(k))
			}
		}
	}
	return list
}

// field is a field of a struct that holds names.
type field struct {
	index int
	place string
}

var fields sync.Map // by type

// named are the fields of a struct that hold names.
func named(t reflect.Type) (list []field) {
	if known, ok := fields.Load(t); ok {
		return known.([]field)
	}
	for i := range t.NumField() {
		switch t.Field(i).Type {
		case reflect.TypeFor[ast.Name](), reflect.TypeFor[*ast.Name](), reflect.TypeFor[[]ast.Name](), reflect.TypeFor[ast.Mods](),
			reflect.TypeFor[[]ast.Arg](), reflect.TypeFor[[]ast.Setting](), reflect.TypeFor[[]ast.Axis](), reflect.TypeFor[[]ast.CablePart]():
			list = append(list, field{i, t.Name() + "." + t.Field(i).Name})
		}
	}
	fields.Store(t, list)
	return list
}

// learn takes from the tree what each name is.
func (p *palette) learn(d *Document) {
	put := func(offset int, c Colour) { p.roles[d.tokens[max(0, token.At(d.tokens, offset+1)-1)].Pos.Offset] = c }
	for _, n := range d.named() {
		put(n.name.Span().Start, places[n.place])
	}
	for _, c := range d.facts().circuits {
		if c.Learner != nil { // which knows cues by any name
			p.unknown(d.tree.Body, Site, put)
		}
	}
	ast.Inspect(d.tree.Body, func(st ast.Stmt) bool {
		switch st := st.(type) {
		case *ast.Invalid:
			p.broken = append(p.broken, st.Span())
		case *ast.Param:
			defined(st.Items, put)
		case *ast.Var:
			defined(st.Items, put)
		case *ast.Define:
			p.unknown(st, Field, put)
		case *ast.Assign:
			if t, ok := st.Target.(ast.Stmt); ok {
				p.unknown(t, Field, put)
			}
		case *ast.Act: // at a site, or a cue
			if x, ok := st.Target.(*ast.Ident); ok && (p.sites[x.Name] || p.names[x.Name] == Plain) {
				put(x.Span().Start, Colour{Kind: Site})
			}
		case *ast.Field: // of a group: a label
			if x, ok := st.X.(*ast.Ident); ok && p.names[x.Name] == Group && p.names[st.Name.Text] == Label {
				put(st.Name.Span().Start, Colour{Kind: Label})
			}
		case *ast.Row: // names of cues
			for _, i := range d.words(st) {
				if t := d.tokens[i]; t.Value != "test" && t.Pos.Offset > st.Name.Span().Start {
					p.roles[t.Pos.Offset] = Colour{Kind: Site}
				}
			}
		case *ast.Allow: // no-control
			for _, i := range d.words(st)[1:] {
				p.roles[d.tokens[i].Pos.Offset] = Colour{Kind: Parameter}
			}
		case *ast.Expect: // dishabituation: a > b
			for _, i := range d.words(st) {
				if st.Named && d.tokens[i].Value == st.Title {
					p.roles[d.tokens[i].Pos.Offset] = Colour{Kind: Value, Defines: true}
					break
				}
			}
		}
		return true
	})
}

// defined places parameters and variables where they are given.
func defined(items []ast.Arg, put func(int, Colour)) {
	for _, a := range items {
		if a.Name != nil {
			put(a.Name.Span().Start, Colour{Kind: Field, Defines: true})
		}
	}
}

// unknown places the names inside a node that mean nothing elsewhere.
func (p *palette) unknown(n ast.Stmt, k Kind, put func(int, Colour)) {
	ast.Inspect(n, func(st ast.Stmt) bool {
		if x, ok := st.(*ast.Ident); ok && p.names[x.Name] == Plain {
			put(x.Span().Start, Colour{Kind: k})
		}
		return true
	})
}

// words are the numbers of the tokens in a statement that are names.
func (d *Document) words(st ast.Stmt) (list []int) {
	for i := token.At(d.tokens, st.Span().Start); i < len(d.tokens) && d.tokens[i].Pos.Offset < st.Span().End; i++ {
		if d.tokens[i].Type == token.Name {
			list = append(list, i)
		}
	}
	return list
}
