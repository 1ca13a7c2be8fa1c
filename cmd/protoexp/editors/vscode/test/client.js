// The packaged client against the real server, with a stand-in for the module vscode: enough of it that the client starts, opens a
// document, hears its diagnostics and runs a command. PROTOEXP is the program.
const assert = require('assert')
const Module = require('module')
class Position { constructor(l, c) { this.line = l; this.character = c } }
class Range { constructor(a, b, c, d) { if (typeof a === 'number') { this.start = new Position(a, b); this.end = new Position(c, d) } else { this.start = a; this.end = b } } }
class Uri { constructor(s) { this.s = s } static parse(s) { return new Uri(s) } static file(p) { return new Uri('file://' + p) } toString() { return this.s } get fsPath() { return this.s.slice(7) } get scheme() { return 'file' } }
class Emitter { constructor() { this.l = []; this.event = (f, t) => { this.l.push(f.bind(t)); return { dispose() {} } } } fire(x) { this.l.forEach(f => f(x)) } dispose() {} }
class Disposable { constructor(f) { this.dispose = f || (() => {}) } static from() { return new Disposable() } }
const never = () => new Disposable()
const text = 'touch sifon x 10\n'
const doc = { uri: Uri.file('/tmp/a.proto-exp'), languageId: 'protoexp', version: 1, fileName: '/tmp/a.proto-exp', getText: () => text, isDirty: false, lineCount: 2 }
const logged = [], found = {}
const commands = {}
function any(name) {
  return new Proxy(function () { return new.target ? this : any(name + '()') }, { get: (t, k) => k in t || typeof k === 'symbol' ? t[k] : k === 'event' ? never : any(name + '.' + String(k)) })
}
class Kind { constructor(v) { this.value = v } append(p) { return new Kind(this.value ? this.value + '.' + p : p) } contains() { return true } }
for (const k of ['Empty','QuickFix','Refactor','RefactorExtract','RefactorInline','RefactorMove','RefactorRewrite','Source','SourceOrganizeImports','SourceFixAll','Notebook']) Kind[k] = new Kind({Empty:'',QuickFix:'quickfix'}[k] ?? k.toLowerCase())
const base = { CodeActionKind: Kind, DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 }, Diagnostic: class { constructor(r, m, s) { Object.assign(this, { range: r, message: m, severity: s }) } },
  version: '1.95.0', Position, Range, Uri, EventEmitter: Emitter, Disposable,
  CancellationTokenSource: class { constructor() { this.token = { isCancellationRequested: false, onCancellationRequested: never } } cancel() {} dispose() {} },
  env: { appName: 'test', language: 'en', uriScheme: 'x', clipboard: {} },
  window: {
    createOutputChannel: () => ({ append: t => logged.push(t), appendLine: t => logged.push(t), info: t => logged.push(t), error: t => logged.push(t), warn: t => logged.push(t), debug() {}, trace() {}, show() {}, dispose() {}, clear() {}, replace() {}, onDidChangeLogLevel: never, logLevel: 3 }),
    onDidChangeActiveTextEditor: never, onDidChangeVisibleTextEditors: never, visibleTextEditors: [], activeTextEditor: { document: doc }, showErrorMessage: async (m) => { console.log('ERR', m) }, showInformationMessage: async () => {}, showWarningMessage: async () => {},
    tabGroups: { all: [], onDidChangeTabs: never, onDidChangeTabGroups: never }, withProgress: (o, f) => f({ report() {} }, { onCancellationRequested: never }),
  },
  workspace: {
    textDocuments: [doc], workspaceFolders: undefined, notebookDocuments: [], getConfiguration: () => ({ get: (k, d) => k === 'path' ? process.env.PROTOEXP || 'protoexp' : d, inspect() {} , has: () => false }),
    onDidOpenTextDocument: never, onDidChangeTextDocument: never, onDidCloseTextDocument: never, onDidSaveTextDocument: never, onWillSaveTextDocument: never, onDidChangeConfiguration: never, onDidChangeWorkspaceFolders: never,
    onDidCreateFiles: never, onDidRenameFiles: never, onDidDeleteFiles: never, onWillCreateFiles: never, onWillRenameFiles: never, onWillDeleteFiles: never, onDidOpenNotebookDocument: never, onDidCloseNotebookDocument: never, onDidChangeNotebookDocument: never, onDidSaveNotebookDocument: never,
    createFileSystemWatcher: () => ({ onDidCreate: never, onDidChange: never, onDidDelete: never, dispose() {} }), registerTextDocumentContentProvider: never, isTrusted: true, fs: {},
  },
  languages: new Proxy({ match: () => 10, createDiagnosticCollection: () => ({ set: (u, d) => { if (d.length) found.d = d }, delete() {}, clear() {}, dispose() {} }) }, { get: (t, k) => k in t ? t[k] : (...a) => { (found.providers ||= new Set()).add(String(k)); return new Disposable() } }),
  commands: { registerCommand: (n, f) => { commands[n] = f; return new Disposable() }, executeCommand: async () => {} },
  extensions: { all: [], getExtension() {}, onDidChange: never },
}
const vscode = new Proxy(base, { get: (t, k) => k in t ? t[k] : typeof k === 'symbol' ? undefined : any(String(k)) })
const load = Module._load
Module._load = (n, ...rest) => n === 'vscode' ? vscode : load(n, ...rest)
const extension = require('../dist/extension.js')

const test = async () => {
  await extension.activate({ subscriptions: [], extensionPath: __dirname })
  for (let i = 0; i < 200 && !found.d; i++) await new Promise(done => setTimeout(done, 100))
  assert.deepStrictEqual(found.d.map(d => d.message.split('\n')[0]), ['there is no site called sifon', 'the number of repeats is one word'])
  for (const what of ['CodeActions', 'CodeLens', 'CompletionItem', 'Definition', 'DocumentFormattingEdit', 'DocumentHighlight', 'DocumentRangeFormattingEdit',
    'DocumentRangeSemanticTokens', 'DocumentSemanticTokens', 'DocumentSymbol', 'FoldingRange', 'Hover', 'InlayHints', 'Reference', 'Rename', 'SignatureHelp']) {
    assert(found.providers.has(`register${what}Provider`), what)
  }
  const output = await commands['protoexp.timeline']() // of the document at hand
  assert.match(output, /there is no site called sifon/)
  assert.match(logged.join(''), /there is no site called sifon/)
  await extension.deactivate()
}
test().then(() => { console.log('the client and the server understand each other'); process.exit(0) }, error => { console.error(error); process.exit(1) })
