autocmd BufRead,BufNewFile *.proto-exp setfiletype protoexp
