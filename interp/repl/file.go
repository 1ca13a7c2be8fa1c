package repl

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"protoexp/runtime/report"
)

// checked is how long a script that was saved may take to be run again.
const checked = 10 * time.Second

// script gives the name of a file the ending of scripts, where it has none.
func script(file string) string {
	if filepath.Ext(file) == "" {
		return file + ".proto-exp"
	}
	return file
}

// save writes the session as a script, and runs it to see that it gives the same numbers.
func (p *Prompt) save(ctx context.Context, file string) {
	text := p.Session.Script()
	ctx, stop := context.WithTimeout(ctx, checked)
	defer stop()
	n, err := p.Session.Agrees(ctx, text)
	said := ""
	switch {
	case ctx.Err() != nil:
	case err != nil:
		said = fmt.Sprintf("; but it does not give the same numbers: %v", err)
	case n > 0:
		said = ", which was run and gives the same " + report.Count(int64(n), "response")
	}
	if p.write(script(file), []byte(text), said, "# Saved from the prompt") {
		p.saved = true
	}
}

// write writes a file and says so. What stands there already is replaced where it holds mark, as all that is written so does:
// anything else is somebody's own.
func (p *Prompt) write(file string, data []byte, more, mark string) bool {
	if old, err := p.Load(file); err == nil && strings.TrimSpace(old) != "" && !strings.Contains(old, mark) {
		p.wrong("%s is there already, and was not written by this command; choose another name", file)
		return false
	}
	if err := p.Save(file, data); err != nil {
		p.wrong("%s was not written: %s", file, strings.TrimPrefix(err.Error(), file+": "))
		return false
	}
	fmt.Fprintf(p.Out, "wrote %s%s\n", file, more)
	return true
}

// load does what a script says.
func (p *Prompt) load(ctx context.Context, file string) {
	text, err := p.Load(file)
	if named := script(file); err != nil && named != file {
		if t, e := p.Load(named); e == nil {
			file, text, err = named, t, nil
		}
	}
	if err != nil {
		p.wrong("%v", err)
		return
	}
	if strings.TrimSpace(text) == "" {
		p.wrong("%s is empty", file)
		return
	}
	p.late = false
	if p.statements(ctx, file, text) {
		fmt.Fprintf(p.Out, "it is %s\n", p.at())
	} else if p.late {
		fmt.Fprintf(p.Out, "This animal has begun; to begin with what the script says: protoexp repl %s\n", file)
	}
	p.offer = "" // the mend of a file is not for this line
}

// files are the scripts and folders here.
func files(*Prompt) []string { return paths("") }

// paths are the scripts, checkpoints and folders whose path begins so.
func paths(begin string) (names []string) {
	dir, _ := filepath.Split(begin)
	list, _ := os.ReadDir(filepath.Join(".", filepath.FromSlash(dir)))
	if filepath.IsAbs(dir) {
		list, _ = os.ReadDir(dir)
	}
	for _, e := range list {
		name := dir + e.Name()
		switch ext := filepath.Ext(name); {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			names = append(names, name+"/")
		case ext == ".proto-exp" || ext == ".state" || ext == ".svg":
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}
