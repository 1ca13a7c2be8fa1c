package main

import (
	"os"
	"path/filepath"

	"protoexp/interp"
	"protoexp/runtime/export"
	"protoexp/runtime/record"
)

// streaming writes the trials of a run to a file while it runs, so that what was computed is there whatever happens.
type streaming struct {
	file *os.File
	err  error // the first one
}

// stream has a script's experiments written to trials.csv as their animals are complete. When the run is over, the whole
// table takes its place.
func stream(dir string, script *interp.Script) (*streaming, error) {
	file, err := os.Create(filepath.Join(dir, "trials.csv"))
	if err != nil {
		return nil, fail(broken, "trials.csv cannot be written: %v", plain(err))
	}
	s := &streaming{file: file}
	var rows *export.TrialStream
	outline := script.Stream(func(trials []record.Trial) {
		if s.err == nil {
			s.err = rows.Add(trials)
		}
	})
	rows = export.NewTrialStream(file, outline)
	return s, nil
}

func (s *streaming) close() error {
	if err := s.file.Close(); s.err == nil {
		s.err = err
	}
	if s.err != nil {
		return fail(broken, "trials.csv cannot be written: %v", plain(s.err))
	}
	return nil
}
