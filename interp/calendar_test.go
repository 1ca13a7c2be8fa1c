package interp_test

import "testing"

const day = int64(86_400_000_000_000) // ns

// TestMonths: schedules of months keep exact times. A peer counts steps of 0.1 ms in 32 bits, which end after 59.65 h, and
// plays what comes later at once.
func TestMonths(t *testing.T) {
	if testing.Short() {
		t.Skip("long, and not about goroutines")
	}
	r := result(t, "train: touch siphon x200 every 1d; rest until 200d; late: touch siphon; rest until 1000d; last: touch siphon")
	for i, trial := range r.Trials[:200] {
		if trial.Onset != int64(i)*day {
			t.Fatalf("touch %d at %d ns, want day %d", i+1, trial.Onset, i)
		}
	}
	late, last := r.Trials[200], r.Trials[201]
	if late.Onset != 200*day || last.Onset != 1000*day {
		t.Errorf("touches at %d and %d ns", late.Onset, last.Onset)
	}
	if first := r.Trials[0].Responses[0]; last.Responses[0] < 0.999*first || last.Responses[0] > 1.001*first {
		t.Errorf("after 800 days the response is %v, and was %v", last.Responses[0], first)
	}
}

// TestTouchAfter200Days: cells fire at the times at which they fire on the first day.
func TestTouchAfter200Days(t *testing.T) {
	r := result(t, "rest 200d\nrecord LE.spikes\ntouch siphon\nrest 1s\nrecord off")
	fresh := result(t, "record LE.spikes\ntouch siphon\nrest 1s\nrecord off")
	if r.Trials[0].Onset != 200*day || r.Trials[0].Responses[0] != fresh.Trials[0].Responses[0] {
		t.Errorf("%+v, fresh %+v", r.Trials[0], fresh.Trials[0])
	}
	for i, times := range trace(t, r, "LE.spikes").Values {
		first := trace(t, fresh, "LE.spikes").Values[i]
		if len(times) != len(first) {
			t.Fatalf("cell %d fires %d times, fresh %d", i, len(times), len(first))
		}
		for k, s := range times {
			if late := s*1e9 - float64(200*day) - first[k]*1e9; late < -4 || late > 4 { // s is a float64, which knows 200 days to 4 ns
				t.Errorf("cell %d, spike %d: %g ns from where it is on the first day", i, k, late)
			}
		}
	}
}
