package repl

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

const windows = runtime.GOOS == "windows"

// historyLimit is the number of entries that are kept from session to session.
const historyLimit = 2000

// opened makes the file of entries ready: there, readable by its owner alone, and not longer than is kept. Where that fails,
// entries are kept for this session only.
func opened(path string) string {
	if path == "" {
		return ""
	}
	old, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		return ""
	}
	list := strings.SplitAfter(string(old), "\n")
	if extra := len(list) - historyLimit; extra > 0 || os.IsNotExist(err) {
		if private(path, []byte(strings.Join(list[max(0, extra):], ""))) != nil {
			return ""
		}
	}
	if os.Chmod(path, 0o600) != nil {
		return ""
	}
	return path
}

// StateFolder is where the program keeps what outlives it: $XDG_STATE_HOME/protoexp, or a folder at home; "" where there is none.
func StateFolder() string {
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "protoexp")
	}
	if windows {
		if dir, err := os.UserCacheDir(); err == nil {
			return filepath.Join(dir, "protoexp")
		}
		return ""
	}
	if home, err := os.UserHomeDir(); err == nil {
		return filepath.Join(home, ".local", "state", "protoexp")
	}
	return ""
}
