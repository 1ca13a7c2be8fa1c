package main

import "fmt"

// figure is one median of a program.
type figure struct {
	name string
	of   func(*program) (float64, bool)
}

var (
	wholeProcess = figure{"whole process", (*program).whole}
	simulation   = figure{"simulation", (*program).simulation}
)

// against wants a figure of ours to be at most limit times that of a peer.
func against(f figure, peer string, limit float64, text string) target {
	return target{
		text: fmt.Sprintf("%s ≤ %s x %s", f.name, text, peer), limit: limit, shown: "%.3g x",
		value: func(r *row) (float64, bool) { return ratio(f, r.find(ours), r.find(peer)) },
	}
}

// faster wants one program to be at least limit times as fast as another.
func faster(than, program string, limit float64) target {
	return target{
		text: fmt.Sprintf("%s ≥ %g x faster than %s", program, limit, than), limit: limit, least: true, shown: "%.2f x",
		value: func(r *row) (float64, bool) { return ratio(wholeProcess, r.find(than), r.find(program)) },
	}
}

// within wants a whole process to end in so many seconds.
func within(program string, limit float64) target {
	return target{
		text: fmt.Sprintf("%s ≤ %g ms", program, limit*1e3), limit: limit * 1e3, shown: "%.1f ms",
		value: func(r *row) (float64, bool) { x, ok := r.find(program).whole(); return x * 1e3, ok },
	}
}

// small wants the peak memory of a program to stay under so many MB.
func small(program string, limit float64) target {
	return target{
		text: fmt.Sprintf("%s < %g MB", program, limit), limit: limit, shown: "%.0f MB",
		value: func(r *row) (float64, bool) { x, ok := r.find(program).memory(); return x / 1e6, ok },
	}
}

// bytesEach wants the peak memory of the whole process to be at most so many bytes for each synapse.
func bytesEach(limit float64) target {
	return target{
		text: fmt.Sprintf("peak memory ≤ %g bytes a synapse", limit), limit: limit, shown: "%.1f bytes",
		value: func(r *row) (float64, bool) {
			p := r.find(ours)
			x, ok := p.memory()
			if !ok || p.samples[0].synapses == 0 {
				return 0, false
			}
			return x / float64(p.samples[0].synapses), true
		},
	}
}

// proportional wants twice the animals to take no more than limit times as long.
func proportional(half, whole string, limit float64) target {
	return target{
		text: fmt.Sprintf("%s ≤ %g x %s", whole, limit, half), limit: limit, shown: "%.2f x",
		value: func(r *row) (float64, bool) { return ratio(wholeProcess, r.find(whole), r.find(half)) },
	}
}

func ratio(f figure, a, b *program) (float64, bool) {
	x, ok := f.of(a)
	y, okay := f.of(b)
	if !ok || !okay {
		return 0, false
	}
	return x / y, true
}
