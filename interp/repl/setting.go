package repl

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// settings are how the prompt behaves.
type settings struct {
	hints bool // mistakes in one line, and their mend in the next
	plain bool // no colours
	width int  // of the page; 0 is the terminal's
}

// setting is one of them.
type setting struct {
	name, help, values string
	get                func(s *settings) string
	put                func(s *settings, value string) bool
}

var settingsTable = []setting{
	{"colour", "colours, where the terminal has them", "on, off", func(s *settings) string { return word(!s.plain) }, func(s *settings, v string) bool { s.plain = v == "off"; return isWord(v) }},
	{"hints", "mistakes in one line, and their mend in the next", "on, off", func(s *settings) string { return word(s.hints) }, func(s *settings, v string) bool { s.hints = v == "on"; return isWord(v) }},
	{"width", "of the page in characters", "auto, 40 to 500", func(s *settings) string {
		if s.width == 0 {
			return "auto"
		}
		return strconv.Itoa(s.width)
	}, func(s *settings, v string) bool {
		n, err := strconv.Atoi(v)
		if v == "auto" {
			n, err = 0, nil
		}
		s.width = n
		return err == nil && (n == 0 || n >= 40 && n <= 500)
	}},
}

func word(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

func isWord(v string) bool { return v == "on" || v == "off" }

// set lists the settings or changes one: :set width 60.
func (p *Prompt) set(_ context.Context, argument string) {
	name, value, _ := strings.Cut(strings.Replace(argument, "=", " ", 1), " ")
	value = strings.TrimSpace(value)
	for _, s := range settingsTable {
		changed := p.settings
		switch {
		case name == "" || s.name == name && value == "":
			fmt.Fprintf(p.Out, "%-8s %-6s %s (%s)\n", s.name, s.get(&p.settings), s.help, s.values)
		case s.name != name:
		case s.put(&changed, value):
			p.settings = changed
		default:
			p.wrong(":set %s takes %s", s.name, s.values)
		}
	}
	if name != "" {
		p.known("setting", "set", name, settingWords(p))
	}
}

func settingWords(*Prompt) (names []string) {
	for _, s := range settingsTable {
		names = append(names, s.name)
	}
	return names
}

// seed shows the seed, or sets it as the statement does.
func (p *Prompt) seed(ctx context.Context, value string) {
	if value == "" || p.statements(ctx, typed, "seed "+value) {
		fmt.Fprintf(p.Out, "seed %d\n", p.Session.Seed())
	}
}
