package overlap_test

import (
	"testing"

	"protoexp/runtime/internal/overlap"
)

func TestTexts(t *testing.T) {
	for svg, want := range map[string]int{
		`<svg><text x="0" y="10" style="font-size:10px">aaaa</text><text x="15" y="12" style="font-size:10px">bbbb</text></svg>`:                                                1,
		`<svg><text x="0" y="10" style="font-size:10px">aaaa</text><text x="25" y="12" style="font-size:10px">bbbb</text></svg>`:                                                0,
		`<svg><text x="0" y="10" class="t">aaaa</text><text x="25" y="10" class="t middle">bbbb</text></svg>`:                                                                   1,
		`<svg><text x="0" y="10" class="t">aaaa</text><g transform="rotate(90)"><g><text x="0" y="10" class="t">bbbb</text></g></g><text x="0" y="30" class="t">c</text></svg>`: 0,
	} {
		pairs, err := overlap.Texts(svg, map[string]float64{"t": 10})
		if err != nil || len(pairs) != want {
			t.Errorf("%s: %v, %v", svg, pairs, err)
		}
	}
	if _, err := overlap.Texts("<svg/>", nil); err == nil {
		t.Error("a graphic without a text")
	}
}
