package main

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// patience is the longest that a program may take.
const patience = 30 * time.Minute

// execute runs a program in a folder: its time and peak memory, and what it printed. The error of a program that fails is
// the last line that it wrote on stderr.
func execute(folder, name string, args ...string) (sample, []byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, name, args...)
	c.Dir = folder
	var out, complaint bytes.Buffer
	c.Stdout, c.Stderr = &out, &complaint
	began := time.Now()
	err := c.Run()
	s := sample{whole: time.Since(began).Seconds()}
	if ctx.Err() != nil {
		return s, nil, fmt.Errorf("it took more than %v", patience)
	}
	if err != nil {
		if lines := strings.Split(strings.TrimSpace(complaint.String()), "\n"); lines[0] != "" {
			err = fmt.Errorf("%v: %s", err, sentence(lines))
		}
		return s, nil, err
	}
	s.memory = peak(c.ProcessState)
	s.cpu = (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds()
	return s, out.Bytes(), nil
}

// sentence is the line of a complaint that says most: the first that speaks of an error, or the last.
func sentence(lines []string) string {
	for _, l := range lines {
		if strings.HasPrefix(l, "error") {
			return l
		}
	}
	return lines[len(lines)-1]
}
