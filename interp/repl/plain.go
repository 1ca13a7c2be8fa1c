package repl

import (
	"bufio"
	"context"
	"io"
	"os"
)

// plain reads lines from what is no terminal.
type plain struct {
	out   io.Writer // where a prompt is shown; nil for no prompt
	in    *os.File
	lines chan string
	err   error // of the end; set before lines is closed
}

func newPlain(in *os.File) *plain {
	return &plain{in: in}
}

// listen begins to read.
func (p *plain) listen() {
	p.lines = make(chan string)
	go func() {
		s := bufio.NewScanner(p.in)
		s.Buffer(make([]byte, 0, 64<<10), 16<<20)
		for s.Scan() {
			p.lines <- s.Text()
		}
		if p.err = s.Err(); p.err == nil {
			p.err = io.EOF
		}
		close(p.lines)
	}()
}

func (p *plain) Read(ctx context.Context, prompt, _ string) (string, bool, error) {
	if p.lines == nil {
		p.listen()
	}
	if p.out != nil {
		io.WriteString(p.out, prompt)
	}
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
