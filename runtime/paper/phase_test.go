package paper_test

import (
	"strings"
	"testing"

	"protoexp/runtime/paper"
	"protoexp/runtime/record"
)

const s = int64(1e9)

// every makes n events at equal distances.
func every(label, action string, n int, from, distance int64) (out []record.Event) {
	for i := range n {
		out = append(out, record.Event{Trial: true, Label: label, Action: action, Onset: (from + int64(i)*distance) * s, For: s / 2})
	}
	return out
}

func join(parts ...[]record.Event) (out []record.Event) {
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func TestPhases(t *testing.T) {
	days := func(n int) (out []record.Event) {
		for k := range n {
			out = append(out, every("train", "touch", 10, int64(k)*86400, 30)...)
		}
		return out
	}
	var alternating []record.Event
	for k := range 15 {
		alternating = append(alternating, every("train", "pair", 1, int64(k)*300, 1)...)
		alternating = append(alternating, every("", "touch mantle", 1, int64(k)*300+150, 1)...)
	}
	mixed := join(every("a", "touch", 1, 0, 1), every("b", "shock", 1, 60, 1), every("a", "touch", 1, 120, 1))
	for i := range mixed {
		mixed[i].Note, mixed[i].Block = "drawn for each animal", 1
	}
	again := join(every("c", "touch", 1, 180, 1), every("d", "touch", 1, 240, 1))
	for i := range again {
		again[i].Note, again[i].Block = "drawn for each animal", 2
	}
	omitted := every("train", "touch", 10, 600, 30)
	for i := range omitted {
		omitted[i].Omitted = true
	}
	for _, c := range []struct {
		events []record.Event
		want   string
	}{
		{every("base", "touch", 1, 0, 1), "touch (base)"},
		{join(every("base", "touch", 1, 0, 1), omitted), "touch (base) | nothing in place of touch ×10, one every 30 s (train)"},
		{days(5), "[touch ×10, one every 30 s (train)] ×5, one every 1 d"},
		{alternating, "[pair (train); after 2 min 29.5 s touch mantle] ×15, one every 5 min"},
		{join(every("x", "touch", 1, 0, 1), every("x", "touch", 1, 10, 1), every("x", "touch", 1, 100, 1)), "touch ×3 (x)"},
		{join(mixed, again), "touch ×2 (a), shock (b), in an order or at times drawn for each animal | touch (c), touch (d), in an order or at times drawn for each animal"},
	} {
		var got []string
		for _, p := range paper.Phases(c.events) {
			got = append(got, p.String())
		}
		if text := strings.Join(got, " | "); text != c.want {
			t.Errorf("%q, wanted %q", text, c.want)
		}
	}
}

func TestSpan(t *testing.T) {
	for ns, want := range map[int64]string{0: "0 s", s / 2: "500 ms", 90 * s: "1 min 30 s", 98 * 86400 * s: "14 weeks", 26*86400*s + 3600*s: "26 d 1 h", 1500: "0.0000015 s"} {
		if got := paper.Span(ns); got != want {
			t.Errorf("%d: %s, wanted %s", ns, got, want)
		}
	}
}
