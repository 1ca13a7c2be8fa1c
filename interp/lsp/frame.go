package lsp

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/sourcegraph/jsonrpc2"
)

// frame cuts a stream into messages: headers, an empty line and so many bytes of JSON. What is no message is told and left
// out, and the next one is looked for; only the end of the stream ends the conversation.
type frame struct {
	jsonrpc2.VSCodeObjectCodec              // writes
	broken                     func(string) // what could not be read
}

// longest is the size of the largest message that is read; a longer one is skipped.
const longest = 64 << 20

// ReadObject reads the next message that can be read.
func (f frame) ReadObject(stream *bufio.Reader, v any) error {
	for {
		size, err := f.head(stream)
		if err != nil {
			return err
		}
		if size > longest {
			f.broken(fmt.Sprintf("a message of %d MB was skipped: it is too long", size>>20))
			if _, err := io.CopyN(io.Discard, stream, size); err != nil {
				return err
			}
			continue
		}
		body, err := io.ReadAll(io.LimitReader(stream, size))
		if err == nil && int64(len(body)) < size {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		if err := json.Unmarshal(body, v); err != nil {
			f.broken("a message could not be read: " + err.Error())
			continue
		}
		return nil
	}
}

// head reads headers up to the empty line behind a Content-Length.
func (f frame) head(stream *bufio.Reader) (size int64, err error) {
	size = -1
	for {
		line, long, err := stream.ReadLine()
		for long && err == nil { // no header is so long
			_, long, err = stream.ReadLine()
			line = nil
		}
		if err != nil {
			return 0, err
		}
		name, value, _ := strings.Cut(string(line), ":")
		switch {
		case len(line) == 0 && size >= 0:
			return size, nil
		case strings.EqualFold(strings.TrimSpace(name), "Content-Length"):
			n, err := strconv.ParseInt(strings.TrimSpace(value), 10, 64)
			if err != nil || n < 0 {
				f.broken("a header could not be read: " + strconv.Quote(string(line)))
				continue
			}
			size = n
		}
	}
}
