package editors_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var bin string // the folder with protoexp in it, once a test has needed it

// program builds protoexp, once, and returns its folder.
func program(t *testing.T) string {
	t.Helper()
	if bin != "" {
		return bin
	}
	folder, err := os.MkdirTemp("", "protoexp")
	if err != nil {
		t.Fatal(err)
	}
	bin = folder
	if out, err := exec.Command("go", "build", "-o", bin, "protoexp/cmd/protoexp").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

func TestMain(m *testing.M) {
	code := m.Run()
	if bin != "" {
		os.RemoveAll(bin)
	}
	os.Exit(code)
}

// installed skips a test where an editor is not there.
func installed(t *testing.T, editor string) {
	t.Helper()
	if testing.Short() {
		t.Skip("short")
	}
	if _, err := exec.LookPath(editor); err != nil {
		t.Skip(editor + " is not installed")
	}
}

// run runs an editor with protoexp in its path, and nothing of the user's own.
func run(t *testing.T, bin, editor string, args ...string) string {
	t.Helper()
	c := exec.Command(editor, args...)
	home := t.TempDir()
	c.Dir = home
	c.Env = append(os.Environ(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"), "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home,
		"XDG_STATE_HOME="+home, "XDG_CACHE_HOME="+home, "NVIM_LOG_FILE="+filepath.Join(home, "log"), "TERM=dumb")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", editor, err, out)
	}
	return string(out)
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// write puts a text into a file of its own.
func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestNeovim: a broken script is opened, its mistakes are shown, each is mended by the action that is offered, the text is laid
// out, a name is looked up and completed, and the script is run: by Neovim, with the files that we ship.
func TestNeovim(t *testing.T) {
	installed(t, "nvim")
	script := write(t, "broken.proto-exp", "train:   touch sifon x 10\nrest 2 h\ntest: touch siphon\nprint train.frist\n")
	result := write(t, "result", "")
	drive := write(t, "drive.lua", neovim)
	t.Setenv("RESULT", result)
	run(t, program(t), "nvim", "--headless", "-u", "NONE", "-i", "NONE", "--cmd", "set rtp^="+absolute(t, "vim"), "--cmd", "filetype plugin indent on | syntax on",
		script, "-c", "luafile "+drive)
	got, err := os.ReadFile(result)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"filetype: protoexp\n",
		"diagnostic: 1:", "diagnostic: 2:", "diagnostic: 4:", // of each broken line
		"mended: train: touch siphon x10|rest 2h|test: touch siphon|print train.first|\n",
		"diagnostics left: 0\n",
		"hover: touch siphon", "onset 0s … 4min30s, 10 times",
		"completion: siphon\n",
		"omitted: train: omit touch siphon x10\n",
		"lens: run, timeline\n",
		"run: ", "train.first = 0.",
		"saved: train: touch siphon x10|",
	} {
		if !strings.Contains(string(got), want) {
			t.Errorf("Neovim has not %q:\n%s", want, got)
		}
	}
}

// neovim is what a user does, written for Neovim 0.7 and newer.
const neovim = `
local out = io.open(vim.env.RESULT, 'w')
local function say(...) out:write(string.format(...), '\n') out:flush() end
local function finish() out:close() vim.cmd('qall!') end
local function try()
  local buffer = vim.api.nvim_get_current_buf()
  local uri = vim.uri_from_bufnr(buffer)
  say('filetype: %s', vim.bo.filetype)
  local function text() return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '|') .. '|' end
  local function wait(what, f) if not vim.wait(60000, f, 20) then error('waited in vain for ' .. what) end end
  wait('diagnostics', function() return #vim.diagnostic.get(buffer) > 0 end)
  for _, d in ipairs(vim.diagnostic.get(buffer)) do say('diagnostic: %d: %s', d.lnum + 1, vim.split(d.message, '\n')[1]) end
  local function ask(method, params)
    local answers, err = vim.lsp.buf_request_sync(buffer, method, params, 60000)
    if err then error(method .. ': ' .. err) end
    for _, a in pairs(answers) do
      if a.err or a.error then error(method .. ': ' .. (a.err or a.error).message) end
      return a.result
    end
  end
  local function at(line, column) return { textDocument = { uri = uri }, position = { line = line, character = column } } end
  local function actions(line)
    local p = at(line, 0)
    p.range = { start = { line = line, character = 0 }, ['end'] = { line = line, character = 99 } }
    p.context = { diagnostics = {} }
    return ask('textDocument/codeAction', p)
  end
  local function apply(action) vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16') end
  for _ = 1, 9 do -- each mistake by its first action
    local open = vim.diagnostic.get(buffer)
    if #open == 0 then break end
    local tick = vim.api.nvim_buf_get_changedtick(buffer)
    apply(actions(open[1].lnum)[1])
    if vim.api.nvim_buf_get_changedtick(buffer) == tick then error('the action changed nothing') end
    vim.wait(200)
    wait('new diagnostics', function() return vim.inspect(vim.diagnostic.get(buffer)) ~= vim.inspect(open) end)
  end
  vim.lsp.util.apply_text_edits(ask('textDocument/formatting', { textDocument = { uri = uri }, options = { tabSize = 2, insertSpaces = true } }), buffer, 'utf-16')
  say('mended: %s', text())
  vim.wait(300)
  say('diagnostics left: %d', #vim.diagnostic.get(buffer))
  say('hover: %s', ask('textDocument/hover', at(0, 8)).contents.value)
  for _, item in ipairs(ask('textDocument/completion', at(2, 14))) do
    if item.label == 'siphon' then say('completion: siphon') end
  end
  local titles = {}
  for _, l in ipairs(ask('textDocument/codeLens', { textDocument = { uri = uri } })) do table.insert(titles, l.command.title) end
  say('lens: %s', table.concat(titles, ', '))
  vim.cmd('silent write')
  vim.cmd('ProtoexpRun')
  wait('the run', function() return vim.api.nvim_get_current_buf() ~= buffer end)
  say('run: %s', table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n'))
  say('saved: %s', table.concat(vim.fn.readfile(vim.uri_to_fname(uri)), '|'))
  vim.api.nvim_set_current_buf(buffer)
  for _, a in ipairs(actions(0)) do
    if a.title:match('^omit') then
      apply(a)
      say('omitted: %s', vim.api.nvim_buf_get_lines(buffer, 0, 1, false)[1])
    end
  end
end
local ok, err = pcall(try)
if not ok then say('error: %s', err) end
finish()
`

// TestVim: Vim colours a script, and :make finds its mistakes.
func TestVim(t *testing.T) {
	installed(t, "vim")
	script := write(t, "a.proto-exp", "train: touch siphon x10 every 30s # a\nrest 5m\nprint train.first, exp(2), \"a # b\"\n  { rest 1h30min; test: shock tail }\n")
	result := write(t, "result", "")
	drive := write(t, "drive.vim", `
let lines = []
for [line, word] in [[1, 'train'], [1, 'touch'], [1, 'x10'], [1, 'every'], [1, '30s'], [1, '# a'], [2, 'rest'], [2, '5m'], [3, 'print'], [3, 'first'], [3, 'exp'], [3, '# b'], [4, 'rest'], [4, '1h30min'], [4, 'test'], [4, 'shock']]
  let column = stridx(getline(line), word) + 1
  call add(lines, word . ' ' . synIDattr(synID(line, column, 1), 'name'))
endfor
silent make!
for q in getqflist()
  call add(lines, printf('%d:%d %s %s', q.lnum, q.col, q.type, q.text))
endfor
call append(line('$'), ['experiment "e" {', 'seed 1', '}'])
normal! G=2k
call add(lines, getline(line('$') - 1))
call writefile(lines, $RESULT)
qall!
`)
	t.Setenv("RESULT", result)
	run(t, program(t), "vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "--cmd", "set rtp^="+absolute(t, "vim"), "--cmd", "filetype plugin indent on", "--cmd", "syntax on",
		script, "-c", "source "+drive)
	got, err := os.ReadFile(result)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range strings.Split("train Label,touch Verb,x10 Repeat,every Modifier,30s Number,# a Comment,rest Statement,5m BadUnit,print Statement,first Field,exp Function,# b Text,1h30min Number,test Label,shock Verb", ",") {
		i := strings.LastIndexByte(want, ' ') + 1
		if want = want[:i] + "protoexp" + want[i:] + "\n"; !strings.Contains(string(got), want) {
			t.Errorf("Vim has not %q", want)
		}
	}
	if !strings.Contains(string(got), "2:6 e ") || !strings.Contains(string(got), "\n    seed 1\n") { // one deeper than the line above
		t.Error("no mistake of line 2, or no indentation")
	}
	if t.Failed() {
		t.Logf("%s", got)
	}
}

// TestEmacs: the mode compiles without a warning, colours a script and lays its lines out.
func TestEmacs(t *testing.T) {
	installed(t, "emacs")
	mode, err := os.ReadFile("emacs/protoexp-mode.el")
	if err != nil {
		t.Fatal(err)
	}
	path := write(t, "protoexp-mode.el", string(mode))
	run(t, "", "emacs", "--batch", "-Q", "--eval", "(setq byte-compile-error-on-warn t)", "-f", "batch-byte-compile", path)
	out := run(t, "", "emacs", "--batch", "-Q", "-l", path, "-l", write(t, "drive.el", `
(with-temp-buffer
  (insert "train: touch siphon x10 every 30s # c\nexperiment \"e\" {\ngroup a n=4 { # {\ntest: shock tail\n}\n}\n")
  (protoexp-mode) (font-lock-ensure) (indent-region (point-min) (point-max))
  (princ (buffer-string))
  (goto-char (point-min))
  (dolist (w '("train" "touch" "siphon" "x10" "every" "30s" "# c" "experiment" "e\"" "group"))
    (search-forward w)
    (princ (format "%s=%s\n" w (get-text-property (match-beginning 0) 'face)))))
`))
	for _, want := range []string{"\n  group a n=4 { # {\n    test: shock tail\n  }\n}\n", "train=font-lock-variable-name-face", "touch=font-lock-function-name-face", "x10=font-lock-constant-face",
		"# c=font-lock-comment", "experiment=font-lock-keyword-face", "e\"=font-lock-string-face"} {
		if !strings.Contains(out, want) {
			t.Errorf("Emacs has not %q:\n%s", want, out)
		}
	}
}
