// Command protoexp runs, checks and explains learning experiments on simulated animals.
//
//	protoexp run -e 'touch siphon x10; rest 2h; shock head'
//
// It is thin: flags, exit status and files. What scripts mean and do stands in lang, interp and runtime.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"runtime/debug"
	"strings"
)

// The exit statuses.
const (
	good        = 0
	failed      = 1   // it ran, and an expectation failed
	invalid     = 2   // the script or the command line is not valid
	broken      = 3   // something outside the script failed
	interrupted = 130 // Ctrl-C
)

// status is an error that ends the program with an exit status; its text, if any, is for stderr.
type status struct {
	code int
	text string
}

func (s status) Error() string { return s.text }

func fail(code int, format string, args ...any) error {
	return status{code, fmt.Sprintf(format, args...)}
}

// innards are names of functions in messages about flags.
var innards = regexp.MustCompile(`(strconv\.\w+: parsing "[^"]*"|time): `)

func main() {
	collectLate()
	os.Exit(run(os.Args[1:]))
}

func run(args []string) (code int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(os.Stderr, "protoexp: this is a mistake of ours and not of your script: %v\n", r)
			fmt.Fprintf(os.Stderr, "please report it with the script and its seed; the command was: protoexp %s\n", strings.Join(args, " "))
			if os.Getenv("PROTOEXP_TRACE") != "" {
				os.Stderr.Write(debug.Stack())
			}
			code = broken
		}
	}()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	root := newRoot()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return good
	}
	var s status
	if !errors.As(err, &s) { // cobra's own: the command line
		s = status{invalid, innards.ReplaceAllString(err.Error(), "") + "\nrun protoexp help to see what there is"}
	}
	if s.text != "" {
		fmt.Fprintln(os.Stderr, "protoexp: "+s.text)
	}
	return s.code
}
