// Command fit holds the parameters of the preparation aplysia against the rows that they were fitted to. It runs the rows
// as scripts, so what is fitted is what users run.
//
//	go run ./stdlib/fit synapse            each row with the parameters as they are (B1-B3, B5)
//	go run ./stdlib/fit reflex             the same for touch, muscle and serotonin (S1-S4)
//	go run ./stdlib/fit -refit 400 reflex  searches for better parameters, and prints them
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	evaluations := flag.Int("refit", 0, "search with so many evaluations")
	flag.Parse()
	f, ok := map[string]*fit{"synapse": &synapse, "reflex": &reflex}[flag.Arg(0)]
	if !ok {
		fmt.Fprintln(os.Stderr, "fit: write go run ./stdlib/fit synapse, or reflex")
		os.Exit(2)
	}
	x := make([]float64, len(f.parameters))
	if *evaluations > 0 {
		found, err := f.search(*evaluations)
		if err != nil {
			fmt.Fprintln(os.Stderr, "fit:", err)
			os.Exit(3)
		}
		x = found
	}
	good, err := f.print(x)
	if err != nil {
		fmt.Fprintln(os.Stderr, "fit:", err)
		os.Exit(3)
	}
	if !good {
		os.Exit(1)
	}
}
