package repl

import (
	"bufio"
	"context"
	"io"
	"os"
)

// plain reads lines from what is no terminal.
type plain struct {
	lines chan string
	err   error // of the end; set before lines is closed
}

func newPlain(in *os.File) *plain {
	p := &plain{lines: make(chan string)}
	go func() {
		s := bufio.NewScanner(in)
		s.Buffer(make([]byte, 0, 64<<10), 16<<20)
		for s.Scan() {
			p.lines <- s.Text()
		}
		if p.err = s.Err(); p.err == nil {
			p.err = io.EOF
		}
		close(p.lines)
	}()
	return p
}

func (p *plain) Read(ctx context.Context, _, _ string) (string, bool, error) {
	select {
	case line, ok := <-p.lines:
		if !ok {
			return "", false, p.err
		}
		return line, false, nil
	case <-ctx.Done():
		return "", false, ctx.Err()
	}
}

// Pause has nothing to do.
func (*plain) Pause() {}

// Remember keeps nothing.
func (*plain) Remember(string) {}

// Close leaves the input to who opened it.
func (*plain) Close() error { return nil }
