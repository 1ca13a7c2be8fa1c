" What Vim and Neovim do with a script: comments, layout, mistakes, and in Neovim the language server.
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:##,:# commentstring=#\ %s formatoptions-=t formatoptions+=croql
setlocal expandtab shiftwidth=2 softtabstop=2
" :make shows the mistakes and what the critic finds; gq lays lines out.
setlocal makeprg=protoexp\ check\ %:S
setlocal errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m,%f:%l:%c:\ %tnfo:\ %m,%-G%.%#
setlocal formatprg=protoexp\ fmt\ -
let b:undo_ftplugin = 'setlocal comments< commentstring< formatoptions< expandtab< shiftwidth< softtabstop< makeprg< errorformat< formatprg<'

if has('nvim-0.7')
  lua require('protoexp').start()
endif
