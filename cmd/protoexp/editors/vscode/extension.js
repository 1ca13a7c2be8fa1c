// The client of `protoexp lsp`. Everything that it shows comes from there.
const vscode = require('vscode')
const { LanguageClient } = require('vscode-languageclient/node')

let client

exports.activate = async () => {
  const output = vscode.window.createOutputChannel('protoexp')
  const path = vscode.workspace.getConfiguration('protoexp').get('path')
  client = new LanguageClient('protoexp', 'protoexp', { command: path, args: ['lsp'] }, {
    documentSelector: [{ language: 'protoexp' }],
    outputChannel: output,
    middleware: {
      // Lenses and the palette run these. The server logs what they print; here it is brought into sight.
      executeCommand: async (command, args, next) => {
        const document = vscode.window.activeTextEditor?.document
        const given = args?.length ? args : document ? [document.uri.toString()] : []
        output.show(true)
        return next(command, given)
      }
    }
  })
  try {
    await client.start()
  } catch (error) {
    vscode.window.showErrorMessage(`protoexp cannot be started: ${error.message}. Install it, or set protoexp.path.`)
  }
}

exports.deactivate = () => client?.stop()
