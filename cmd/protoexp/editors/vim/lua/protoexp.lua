-- The language server in Neovim 0.7 and newer. The command can be changed before the first script is opened:
--   require('protoexp').command = { '/path/to/protoexp', 'lsp' }
local M = { command = { 'protoexp', 'lsp' } }

-- show puts what a command has printed into a window of its own.
local function show(title, text)
  vim.cmd('botright new')
  local buffer = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(vim.trim(text), '\n'))
  vim.bo[buffer].buftype = 'nofile'
  vim.bo[buffer].bufhidden = 'wipe'
  vim.bo[buffer].modifiable = false
  pcall(vim.api.nvim_buf_set_name, buffer, title)
end

-- execute has the server run or date the script of a buffer, and shows what comes out.
function M.execute(name, buffer)
  buffer = buffer or vim.api.nvim_get_current_buf()
  local uri = vim.uri_from_bufnr(buffer)
  vim.lsp.buf_request(buffer, 'workspace/executeCommand', { command = name, arguments = { uri } }, function(err, result)
    if err then
      vim.notify(err.message, vim.log.levels.ERROR)
    elseif result then
      show(name .. ' ' .. vim.fn.fnamemodify(vim.uri_to_fname(uri), ':t'), result)
    end
  end)
end

-- Code lenses run these.
for _, name in ipairs({ 'protoexp.run', 'protoexp.timeline' }) do
  vim.lsp.commands[name] = function(_, context)
    M.execute(name, context.bufnr)
  end
end

local function attached(_, buffer)
  vim.bo[buffer].omnifunc = 'v:lua.vim.lsp.omnifunc'
  vim.api.nvim_buf_create_user_command(buffer, 'ProtoexpRun', function() M.execute('protoexp.run', buffer) end, { desc = 'run this script' })
  vim.api.nvim_buf_create_user_command(buffer, 'ProtoexpTimeline', function() M.execute('protoexp.timeline', buffer) end, { desc = 'what happens when' })
  if vim.fn.maparg('K', 'n') == '' then
    vim.keymap.set('n', 'K', vim.lsp.buf.hover, { buffer = buffer, desc = 'what this is' })
  end
end

-- start gives the current buffer a server, one for each folder.
local clients = {}
function M.start()
  local buffer = vim.api.nvim_get_current_buf()
  if vim.fn.executable(M.command[1]) == 0 then
    vim.notify_once('protoexp is not installed, so there is no language server: ' .. M.command[1], vim.log.levels.WARN)
    return
  end
  local folder = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':p:h')
  local config = { name = 'protoexp', cmd = M.command, root_dir = folder, on_attach = attached }
  if vim.lsp.start then
    return vim.lsp.start(config)
  end
  local id = clients[folder]
  if not id or vim.lsp.client_is_stopped(id) then
    id = vim.lsp.start_client(config)
    clients[folder] = id
  end
  vim.lsp.buf_attach_client(buffer, id)
  return id
end

return M
