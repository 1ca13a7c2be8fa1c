" Two blanks for each block.
if exists('b:did_indent')
  finish
endif
let b:did_indent = 1
setlocal indentexpr=ProtoexpIndent(v:lnum) indentkeys=0},o,O
let b:undo_indent = 'setlocal indentexpr< indentkeys<'

if exists('*ProtoexpIndent')
  finish
endif
function ProtoexpIndent(line) abort
  let above = prevnonblank(a:line - 1)
  let depth = above ? indent(above) : 0
  let text = substitute(getline(above), '#.*$', '', '')
  if text =~# '[{(\[]\s*$'
    let depth += shiftwidth()
  endif
  if getline(a:line) =~# '^\s*[})\]]'
    let depth -= shiftwidth()
  endif
  return max([depth, 0])
endfunction
