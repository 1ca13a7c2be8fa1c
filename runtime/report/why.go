package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"protoexp/runtime/record"
)

// writeWhy says what a difference between two responses is due to: a sentence, a row with a bar for each mechanism that
// accounts for some of it, and what was found beside.
func writeWhy(b *strings.Builder, y record.Why, o Options) {
	for _, line := range Why(y) {
		b.WriteString(Wrap(line, o.page()) + "\n")
	}
	b.WriteString("\n")
}

// seen is the least share of a response that is told.
const seen = 0.005

// Why is what a difference between two responses is due to, in lines.
func Why(y record.Why) (lines []string) {
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	say("why: the response %s, from %s (%s) to %s (%s).", went(y, y.Change), value(y, y.First.Value), place(y.First), value(y, y.Last.Value), place(y.Last))
	least := seen
	if !y.Relative {
		least = seen * math.Max(math.Abs(y.First.Value), math.Abs(y.Last.Value))
	}
	var idle []record.Cause
	width := 0
	for _, c := range y.Causes {
		if math.Abs(c.Share) >= least {
			width = max(width, len([]rune(c.Name)))
		}
	}
	most := math.Abs(y.Change)
	for _, c := range y.Causes {
		most = math.Max(most, math.Abs(c.Share))
	}
	for _, c := range y.Causes {
		if math.Abs(c.Share) < least {
			idle = append(idle, c)
			continue
		}
		say("  %-*s %s %s", width, c.Name, bar(c.Share*sign(y.Change), most), amount(y, c.Share))
	}
	for _, c := range y.Causes {
		switch {
		case math.Abs(c.Share) < least:
		case c.Share*sign(y.Change) > 0:
			say("%s accounts for %s of it; with it held still the response %s.", upper(c.Name), size(y, c.Share), goes(y, c.Alone))
		default:
			say("%s works against it by %s; with it held still the response %s.", upper(c.Name), size(y, c.Share), goes(y, c.Alone))
		}
	}
	for _, s := range sums(y, least) {
		say("In all, %s accounts for %s.", s.name, size(y, s.share))
	}
	told := 0
	for _, p := range y.Pairs {
		if told == 3 || math.Abs(p.Share) < math.Max(least, 0.05*math.Abs(y.Change)) {
			break
		}
		if math.Abs(y.Causes[p.A].Share) < least || math.Abs(y.Causes[p.B].Share) < least {
			continue
		}
		told++
		more := "more"
		if p.Share*sign(y.Change) < 0 {
			more = "less"
		}
		say("%s and %s interact: together they account for %s %s than both alone.", upper(y.Causes[p.A].Name), y.Causes[p.B].Name, size(y, p.Share), more)
	}
	if math.Abs(y.AllStill) >= least {
		say("With everything held still the response still %s: none of these mechanisms accounts for that.", goes(y, y.AllStill))
	}
	if len(idle) > 0 {
		say("Held still, these made no difference: %s.", listed(idle))
	}
	switch {
	case len(y.Causes) == 0:
		say("There is nothing in this animal that could be held still: its synapses have no rules that keep anything, and it has no modulator.")
	case y.Combined == 0 && len(y.Causes) > 1:
		say("Each mechanism was held still alone, so that what several do together is counted for each of them (%s).", Count(int64(y.Runs), "run"))
	case y.Combined < len(y.Causes) && y.Thrifty:
		say("The %d that matter most were held still in every combination; a run of this animal costs much, so the others were held still alone (%s).", y.Combined, Count(int64(y.Runs), "run"))
	case y.Combined < len(y.Causes) && y.Combined > 0:
		say("The %d that matter most were held still in every combination, the others alone (%s).", y.Combined, Count(int64(y.Runs), "run"))
	default:
		say("They were held still in every combination (%s).", Count(int64(y.Runs), "run"))
	}
	return lines
}

// place says which response it was and when.
func place(r record.Response) string {
	at := "at " + Time(r.Onset)
	switch {
	case r.Label == "":
		return r.Action + " " + at
	case r.Of == 1:
		return r.Label + " " + at
	}
	return fmt.Sprintf("%s[%d] %s", r.Label, r.N, at)
}

func value(y record.Why, v float64) string {
	if y.Unit == "1" || y.Unit == "" {
		return Number(v)
	}
	return Number(v) + " " + y.Unit
}

func sign(x float64) float64 {
	if x < 0 {
		return -1
	}
	return 1
}

// went and goes say how a response changed.
func went(y record.Why, change float64) string {
	return verb(y, change, "fell", "rose", "did not change")
}
func goes(y record.Why, change float64) string {
	return verb(y, change, "falls", "rises", "does not change")
}

func verb(y record.Why, change float64, down, up, not string) string {
	switch least := seen; {
	case y.Relative && math.Abs(change) < least, change == 0:
		return not
	case change < 0:
		return down + " by " + plainly(y, change)
	}
	return up + " by " + plainly(y, change)
}

// plainly is the size of a change of the response; size is that of a share of it.
func plainly(y record.Why, x float64) string {
	if !y.Relative {
		return value(y, math.Abs(x))
	}
	return percent(x) + " %"
}

func size(y record.Why, x float64) string {
	if !y.Relative {
		return value(y, math.Abs(x))
	}
	if percent(x) == "1" {
		return "1 point"
	}
	return percent(x) + " points"
}

// amount is a share with its sign.
func amount(y record.Why, x float64) string {
	mark := "+"
	if x < 0 {
		mark = "−"
	}
	if !y.Relative {
		return mark + value(y, math.Abs(x))
	}
	return mark + percent(x) + " %"
}

func percent(x float64) string {
	if x = math.Abs(x) * 100; x < 9.95 {
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.0f", x)
}

// bar draws a share, in eighths of a character; one that works against the change is hatched.
func bar(share, most float64) string {
	const width = 24
	eighths := int(math.Round(math.Abs(share) / most * width * 8))
	full := "█"
	parts := []string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"}
	text := strings.Repeat(full, eighths/8) + parts[eighths%8]
	if share < 0 {
		text = strings.Repeat("░", max(1, (eighths+4)/8))
	}
	return text + strings.Repeat(" ", width-len([]rune(text)))
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// total is what a rule accounts for at all its synapses.
type total struct {
	name  string
	share float64
	n     int
}

// sums are the totals of rules that do something at several synapses.
func sums(y record.Why, least float64) (list []total) {
	for _, c := range y.Causes {
		if c.Kind != "rule" || math.Abs(c.Share) < least {
			continue
		}
		name, _, _ := strings.Cut(c.Name, " at ")
		k := slices.IndexFunc(list, func(t total) bool { return t.name == name })
		if k < 0 {
			k, list = len(list), append(list, total{name: name})
		}
		list[k].share += c.Share
		list[k].n++
	}
	return slices.DeleteFunc(list, func(t total) bool { return t.n < 2 || t.share*sign(y.Change) < least })
}

// listed names causes, each rule once with its synapses, or with their number.
func listed(causes []record.Cause) string {
	var heads []string
	places := map[string][]string{}
	for _, c := range causes {
		head, at, _ := strings.Cut(c.Name, " at ")
		if _, known := places[head]; !known {
			heads = append(heads, head)
			places[head] = nil
		}
		if at != "" {
			places[head] = append(places[head], at)
		}
	}
	for i, h := range heads {
		switch p := places[h]; {
		case len(p) > 3:
			heads[i] += fmt.Sprintf(" at %d synapses", len(p))
		case len(p) > 0:
			heads[i] += " at " + strings.Join(p, ", ")
		}
	}
	return strings.Join(heads, "; ")
}
