package ide

import (
	"fmt"
	"strings"

	"protoexp/interp"
	"protoexp/lang/ast"
	"protoexp/lang/check"
	"protoexp/lang/eval"
	"protoexp/lang/token"
)

// Signature is how an action, a function or a statement is written.
type Signature struct {
	Label, Doc string
	Params     []SignaturePart
	Active     int // the part at hand; -1 for none
}

// SignaturePart is a stretch of a signature's label, with what it means.
type SignaturePart struct {
	Start, End int // bytes of the label
	Name, Doc  string
}

// add writes a part at the end of the label.
func (s *Signature) add(name, text, doc string) {
	s.Params = append(s.Params, SignaturePart{len(s.Label), len(s.Label) + len(text), name, doc})
	s.Label += text
}

// Signature is that of what is being written at a byte offset: the innermost call, else the action, else the statement.
func (d *Document) Signature(offset int) (s Signature, found bool) {
	words := d.before(offset)
	if name, args, ok := call(words); ok {
		return d.called(name, args)
	}
	for k := len(words) - 1; k >= 0; k-- {
		for _, c := range d.facts().circuits {
			if st := c.Stimulus(words[k].Value); st != nil && words[k].Type == token.Name {
				s := presented(st)
				s.Active = s.at(words[k+1:], st.Site)
				return s, true
			}
		}
	}
	for len(words) > 1 && token.Is(&words[1], ":") {
		words = words[2:]
	}
	if len(words) == 0 {
		return s, false
	}
	form, text, found := interp.Form(words[0].Value)
	return Signature{Label: form, Doc: text, Active: -1}, found
}

// before are the words and signs of the statement at an offset that stand before it.
func (d *Document) before(offset int) (list []token.Token) {
	for i := token.At(d.tokens, offset) - 1; i >= 0; i-- {
		t := d.tokens[i]
		switch {
		case t.Type == token.Newline, token.Is(&t, "{"), token.Is(&t, "}"):
			i = 0
		case t.Type == token.Space, t.Type == token.Comment && d.span(i).End < offset:
		case t.Type == token.Comment, t.Type == token.BadText, t.Type == token.Text && d.span(i).End > offset:
			return nil
		default:
			list = append([]token.Token{t}, list...)
		}
	}
	return list
}

// call finds the innermost call that is still open, and what stands in its brackets.
func call(words []token.Token) (name string, args []token.Token, ok bool) {
	depth := 0
	for i := len(words) - 1; i > 0; i-- {
		switch t := &words[i]; {
		case token.Is(t, ")"), token.Is(t, "]"):
			depth++
		case depth > 0 && (token.Is(t, "(") || token.Is(t, "[")):
			depth--
		case t.Type == token.Glued && t.Value == "(" && words[i-1].Type == token.Name:
			return words[i-1].Value, words[i+1:], true
		}
	}
	return "", nil, false
}

// called is the signature of a function, a rule or a verb in a call.
func (d *Document) called(name string, args []token.Token) (s Signature, found bool) {
	given, depth, nth := "", 0, 0 // the argument at hand
	for i, t := range args {
		switch {
		case token.Is(&t, "("), token.Is(&t, "["):
			depth++
		case token.Is(&t, ")"), token.Is(&t, "]"):
			depth--
		case depth == 0 && token.Is(&t, ","):
			given, nth = "", nth+1
		case depth == 0 && token.Is(&t, "=") && i > 0:
			given = args[i-1].Value
		}
	}
	for _, c := range d.facts().circuits {
		if st := c.Stimulus(name); st != nil {
			s = Signature{Label: name + "(", Doc: st.Decl.Doc}
			s.list(st.Params)
		}
		for _, y := range c.Synapses {
			if r := y.Rule(name); r != nil && s.Label == "" {
				s = Signature{Label: name + "(", Doc: r.Model.Doc}
				s.list(r.Model.Params)
			}
		}
	}
	if f := eval.FunctionNamed(name); f != nil && s.Label == "" {
		s = Signature{Label: name + "(", Doc: f.Doc}
		for i, arg := range arguments(f) {
			if i > 0 {
				s.Label += ", "
			}
			s.add(arg, arg, "")
		}
		s.Label += ")"
		nth = min(nth, len(s.Params)-1)
	}
	if s.Label == "" {
		form, text, known := interp.Form(name)
		return Signature{Label: form, Doc: text, Active: -1}, known
	}
	s.Active = -1
	for i, p := range s.Params {
		if p.Name == given || given == "" && i == nth {
			s.Active = i
		}
	}
	return s, true
}

// list writes parameters with their values, and a bracket.
func (s *Signature) list(params []check.Symbol) {
	for i, p := range params {
		if i > 0 {
			s.Label += ", "
		}
		s.add(p.Name.Text, p.Name.Text+usual(p.Init, " = "), p.Doc)
	}
	s.Label += ")"
}

// arguments are the names of a function's arguments, as its documentation has them.
func arguments(f *eval.Function) []string {
	if head, _, ok := strings.Cut(f.Doc, ")"); ok && strings.HasPrefix(head, f.Name+"(") {
		return strings.Split(strings.TrimPrefix(head, f.Name+"("), ", ")
	}
	if f.Max < 0 {
		return []string{"x", "..."}
	}
	return []string{"x", "y", "z"}[:f.Min]
}

// presented is the signature of a stimulus: touch SITE [force 2g] [for 500ms] [xN] [every TIME].
func presented(st *check.Stimulus) Signature {
	s := Signature{Label: st.Name, Doc: st.Decl.Doc}
	if st.Site {
		s.Label += " "
		s.add("", "SITE", "where")
	}
	for _, p := range st.Params {
		s.Label += " "
		s.add(p.Name.Text, fmt.Sprintf("[%s%s]", p.Name.Text, usual(p.Init, " ")), p.Doc)
	}
	for _, m := range [][3]string{{"x", "[xN]", "how often"}, {"every", "[every TIME]", "from onset to onset"}} {
		s.Label += " "
		s.add(m[0], m[1], m[2])
	}
	return s
}

// at is the part that the last word behind the verb belongs to.
func (s *Signature) at(words []token.Token, site bool) int {
	for k := len(words) - 1; k >= 0; k-- {
		for i, p := range s.Params {
			if p.Name != "" && (p.Name == words[k].Value || p.Name == "x" && words[k].Type == token.Repeat) {
				return i
			}
		}
	}
	if site && len(words) < 2 {
		return 0
	}
	return -1
}

// usual is the value that a parameter has when it is not written.
func usual(x ast.Expr, sign string) string {
	if x == nil {
		return ""
	}
	return sign + x.Span().Text()
}
