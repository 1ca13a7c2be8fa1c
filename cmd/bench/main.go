// Command bench runs the same work here and in the simulators of the field, and says who is how fast.
//
//	go run ./cmd/bench                      the table, in a few minutes
//	go run ./cmd/bench --only cuba          rows whose name begins so
//	go run ./cmd/bench --all --repeats 5    everything, also what takes a peer minutes
//
// It measures whole processes from outside: protoexp is built and run like any program. Peers that are not installed are
// left out by a plain word. The programs of one row run in turn, so a machine that is busy for a while is busy for all of
// them; medians are printed as Markdown.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	b := &bench{}
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	only := f.String("only", "", "rows whose names begin with one of these: cuba,stdp,protocol,animals,cable,days,start")
	peers := f.String("peers", "brian,neuron", "which simulators to run beside: brian,neuron or none")
	f.StringVar(&b.program, "program", "", "a protoexp that is there already; without it, this module's is built")
	f.IntVar(&b.repeats, "repeats", 3, "runs of each program; what takes a peer minutes runs once")
	f.BoolVar(&b.all, "all", false, "also what takes minutes: slow peers, 10,000 animals")
	f.BoolVar(&b.quick, "quick", false, "a tenth of the work, to see that everything runs")
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return fmt.Errorf("what is %q? see --help", f.Arg(0))
	}
	if b.repeats < 1 {
		return fmt.Errorf("--repeats is at least 1")
	}
	if *peers != "none" {
		for _, p := range strings.Split(*peers, ",") {
			if p != brian && p != neuron {
				return fmt.Errorf("--peers knows brian, neuron and none, not %q", p)
			}
			b.peers = append(b.peers, p)
		}
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	b.stop = stop
	if err := b.open(); err != nil {
		return err
	}
	defer b.close()
	var done []*row
	for _, r := range rows(b) {
		if !chosen(r.name, *only) {
			continue
		}
		if err := b.measure(r); err != nil {
			return err
		}
		done = append(done, r)
	}
	if len(done) == 0 {
		return fmt.Errorf("no row is called %q", *only)
	}
	return write(os.Stdout, b.machine(), done)
}

// chosen says whether a row's name begins with one of the words of --only.
func chosen(name, only string) bool {
	for _, w := range strings.Split(only, ",") {
		if strings.HasPrefix(name, strings.TrimSpace(w)) {
			return true
		}
	}
	return false
}
