package main

import (
	"os"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"protoexp": main, "started": started})
}

// TestScripts runs the command as a user sees it. `status N command` checks the exit status.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: os.Getenv("UPDATE") != "",
		Setup: func(e *testscript.Env) error {
			e.Setenv("NO_COLOR", "1")
			e.Setenv("HOME", e.WorkDir)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status": status1,
			"big":    big,
			"damage": damage,
			"cut":    cut,
		},
	})
}

// status1 runs a command and checks its exit status: status 2 protoexp run x.
func status1(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if err != nil {
		exit, ok := err.(interface{ ExitCode() int })
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, and %d was expected", got, want)
	}
}

// big writes a file of so many megabytes: big FILE 100 TEXT.
func big(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	block := make([]byte, 0, 1<<20)
	for len(block)+len(args[2]) <= cap(block) {
		block = append(block, args[2]...)
	}
	for range n {
		_, err = f.Write(block)
		ts.Check(err)
	}
}

// damage changes a bit of a file: damage FILE AT.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	change(ts, args, func(data []byte, at int) []byte { data[at] ^= 4; return data })
}

// cut cuts a file off: cut FILE AT.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	change(ts, args, func(data []byte, at int) []byte { return data[:at] })
}

func change(ts *testscript.TestScript, args []string, f func(data []byte, at int) []byte) {
	at, err := strconv.Atoi(args[1])
	ts.Check(err)
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), f(data, at), 0o666))
}
