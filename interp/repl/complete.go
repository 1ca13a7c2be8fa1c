package repl

import "strings"

// completer offers what may stand at the cursor.
type completer struct {
	p *Prompt
	t *terminal
}

// Do returns the rest of each candidate and the length of what is there of it already.
func (c *completer) Do(line []rune, pos int) (rests [][]rune, length int) {
	defer func() {
		if recover() != nil { // here a mistake of ours would end the program
			rests, length = nil, 0
		}
	}()
	before := string(line[:pos])
	if strings.TrimSpace(before) == "" {
		return [][]rune{[]rune("    ")}, 0 // a pasted tab
	}
	word, list := c.p.complete(before)
	return c.fitting(word, list)
}

// fitting are the rests of candidates that readline can show. It cannot show one that is wider than the screen, nor count
// the columns of wide characters in the word before it.
func (c *completer) fitting(word string, list []string) (rests [][]rune, length int) {
	if length = len([]rune(word)); columns(word) != length {
		length = 0
	}
	room, widest := int(c.t.told.Load())-3, 0
	for _, full := range list {
		rest := strings.TrimPrefix(full, word)
		wide := length + columns(rest)
		if len(list) > 1 && wide > room {
			continue
		}
		widest = max(widest, wide)
		rests = append(rests, []rune(rest))
	}
	c.t.offered.Store(int64(widest))
	return rests, length
}

// columns is how wide a text is at most: where it is in doubt, a character has two columns.
func columns(text string) (n int) {
	for _, r := range text {
		if n++; r >= 0x1100 {
			n++
		}
	}
	return n
}

// complete returns the word at the end of a text, and what it may be: whole words, each with what follows it.
func (p *Prompt) complete(before string) (word string, list []string) {
	text := strings.TrimLeft(before, " ")
	if !strings.HasPrefix(text, ":") {
		return p.statement(before)
	}
	name, argument, behind := strings.Cut(text[1:], " ")
	if !behind {
		for _, c := range commands {
			if strings.HasPrefix(c.name, name) {
				list = append(list, ":"+c.name+" ")
			}
		}
		return text, list
	}
	c, _ := find(name)
	if c == nil || c.words == nil {
		return "", nil
	}
	argument = strings.TrimLeft(argument, " ")
	switch c.name {
	case "record", "plot", "table", "seed":
		return p.statement(c.name + " " + argument)
	}
	var words []string
	if words = c.words(p); c.argument != "" && strings.Contains(c.argument, "FILE") {
		words = paths(argument)
	}
	for _, w := range words {
		if strings.HasPrefix(w, argument) && w != argument {
			list = append(list, ended(w))
		}
	}
	return argument, list
}

// statement completes the word at the end of a statement; in a text, the path of a file.
func (p *Prompt) statement(before string) (word string, list []string) {
	if quote := strings.LastIndexByte(before, '"'); strings.Count(before, `"`)%2 == 1 {
		word = before[quote+1:]
		switch words := strings.Fields(before[:quote]); {
		case len(words) > 0 && (words[len(words)-1] == "use" || words[len(words)-1] == "from" || words[len(words)-1] == "checkpoint"):
			for _, path := range paths(word) {
				if strings.HasSuffix(path, "/") {
					list = append(list, path)
				} else {
					list = append(list, path+`"`)
				}
			}
		}
		return word, kept(list, word)
	}
	word, words := p.Session.Complete(before)
	for _, w := range words {
		list = append(list, ended(w))
	}
	return word, list
}

// ended puts a blank behind a word, but for a folder.
func ended(word string) string {
	if strings.HasSuffix(word, "/") {
		return word
	}
	return word + " "
}

// kept are the candidates that go on with a word.
func kept(list []string, word string) (out []string) {
	for _, w := range list {
		if strings.HasPrefix(w, word) {
			out = append(out, w)
		}
	}
	return out
}
