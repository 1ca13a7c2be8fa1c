package token

// join finds the line ends that do not separate statements: inside a bracket that is closed again, and after an operator,
// a comma, `=` or `{`. They become Space. A bracket that is still open at a brace, a `;` or the end of the file joins
// nothing, so that one forgotten `)` never swallows the rest of a script. A row of phases ends with its line: the + of
// 10 A+ waits for nothing.
func (s *scanner) join() {
	closer := s.pairs()
	inside := 0 // number of closed brackets around
	joins, row := false, false
	for i := range s.tokens {
		t := &s.tokens[i]
		switch {
		case t.Type == Space || t.Type == Comment:
			continue
		case t.Type == Newline && t.Value == "\n":
			if !row && (inside > 0 || joins) {
				t.Type = Space
				continue
			}
			row = false
		case closer[i] > 0:
			inside++
		case closer[i] < 0:
			inside--
		case t.Type == Punct && t.Value == "|":
			row = true
		}
		joins = t.Type == Op || t.Type == Punct && (t.Value == "," || t.Value == "{")
	}
}

// pairs marks the brackets that belong to each other: +1 at the opening one, -1 at its partner.
func (s *scanner) pairs() map[int]int {
	marks := map[int]int{}
	var open []int
	waiting := map[string]int{} // open brackets by sign
	for i := range s.tokens {
		t := &s.tokens[i]
		switch {
		case t.Type == Newline && t.Value == ";", t.Type == Punct && (t.Value == "{" || t.Value == "}"):
			open = open[:0]
			clear(waiting)
		case t.Type != Punct && t.Type != Glued:
		case t.Value == "(" || t.Value == "[":
			open = append(open, i)
			waiting[t.Value]++
		case t.Value == ")" && waiting["("] > 0, t.Value == "]" && waiting["["] > 0:
			want := opening[t.Value]
			for {
				j := open[len(open)-1]
				open = open[:len(open)-1]
				waiting[s.tokens[j].Value]--
				if s.tokens[j].Value == want {
					marks[j], marks[i] = 1, -1
					break
				}
			}
		}
	}
	return marks
}

var opening = map[string]string{")": "(", "]": "["}
