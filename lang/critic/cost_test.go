package critic_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"protoexp/lang/internal/spent"
)

// long is a script of about 200 lines: eight acceptance scripts behind each other.
func long(t testing.TB) string {
	var b strings.Builder
	for _, name := range []string{"06-force-by-spacing", "07-two-pathways", "08-long-term", "09-lesion", "10-serotonin", "11-differential-conditioning", "12-sensitization", "05-dishabituation"} {
		text, err := os.ReadFile("../parse/testdata/scripts/" + name + ".proto-exp")
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
	}
	return b.String()
}

// BenchmarkReview checks and criticises a script of 200 lines.
func BenchmarkReview(b *testing.B) {
	text := long(b)
	b.ReportMetric(float64(strings.Count(text, "\n")), "lines")
	for b.Loop() {
		review("long", text)
	}
}

// TestCost: 200 lines are checked and criticised in less than 50 ms; the best of five.
func TestCost(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector is slow")
	}
	text := long(t)
	if n := strings.Count(text, "\n"); n < 180 {
		t.Fatalf("only %d lines", n)
	}
	best := time.Hour
	for range 5 {
		began := spent.Time()
		if _, mistakes := review("long", text); len(mistakes) > 0 {
			t.Fatal(mistakes)
		}
		best = min(best, spent.Time()-began)
	}
	if best > 50*time.Millisecond {
		t.Error(fmt.Sprint("it took ", best))
	}
}
