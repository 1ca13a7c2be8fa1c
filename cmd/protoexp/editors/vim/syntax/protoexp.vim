" Colours of protoexp. The lists of words are made from the tables of the language by: UPDATE=1 go test ./cmd/protoexp/editors
if exists('b:current_syntax')
  finish
endif
syn case match

syn match protoexpName /\<\h\w*\>/
syn match protoexpOperator /[-+*\/^<>=~!]\|→\|≤\|≥\|≠\|≈\|−/
" words: modifiers joined by blanks, syn keyword protoexpModifier %s
syn keyword protoexpModifier unreinforced mannwhitney permutation bonferroni electrical jonckheere reinforced balanced shuffled smallest wilcoxon against between correct current exclude heatmap receive washout blocks margin random alpha anova batch blind curve every fixed force latin level order power steps until welch auto cell dose else from holm over rate reps stop with fdr for off per at by in
" end
" words: operators joined by blanks, syn keyword protoexpWord %s
syn keyword protoexpWord and not is of or
" end
" words: functions joined by bars, syn match protoexpFunction /\v<(%s)\(@=/
syn match protoexpFunction /\v<(correlation|interaction|latency|uniform|normal|clamp|log10|noise|other|round|trend|area|epsp|main|mean|peak|sqrt|tanh|time|abs|cos|exp|log|max|min|sin|sum)\(@=/
" end
syn match protoexpField /\.\@1<=\h\w*/
" The numbers: 12, 0.5, 1e-3; with a unit 2h, 1h30min, 20%, 10 Hz; x10.
syn match protoexpBadUnit /\v<\d+(\.\d+)?(e[-+]?\d+)?[a-zA-Zµμ]\w*/
" words: units joined by bars, syn match protoexpNumber /\v<\d+%(\.\d+)?%(e[-+]?\d+)?%( ?\%|%(%(%s)%(\d+%(\.\d+)?%(%s))*)>| %(%s)>|>)/
syn match protoexpNumber /\v<\d+%(\.\d+)?%(e[-+]?\d+)?%( ?\%|%(%(Gohm|Mohm|kohm|kHz|kPa|min|ohm|Hz|Pa|cm|dB|mA|mM|mN|mS|mV|mm|ms|nA|nF|nM|nS|nm|ns|pA|pF|uA|uF|uM|uN|uS|uV|um|us|A|F|M|N|S|V|d|g|h|s|w)%(\d+%(\.\d+)?%(Gohm|Mohm|kohm|kHz|kPa|min|ohm|Hz|Pa|cm|dB|mA|mM|mN|mS|mV|mm|ms|nA|nF|nM|nS|nm|ns|pA|pF|uA|uF|uM|uN|uS|uV|um|us|A|F|M|N|S|V|d|g|h|s|w))*)>| %(Gohm|Mohm|kohm|kHz|kPa|min|ohm|Hz|Pa|cm|dB|mA|mM|mN|mS|mV|mm|ms|nA|nF|nM|nS|nm|ns|pA|pF|uA|uF|uM|uN|uS|uV|um|us|A|F|M|N|S|V|d|g|h|s|w)>|>)/
" end
syn match protoexpRepeat /\v<x\d+>|×\d+/
" What is done: the first word of an action, where it is none of the language.
syn match protoexpVerb /\v%(%(^|[;{|])\s*%(\h\w*\s*:\s*)?)@80<=\h\w*>(\s*%([-+*\/]?\=|[:|.]))@!/
syn match protoexpVerb /\v%(<%(omit|pair|peek|with)\s+)@40<=\h\w*>\.@!/
" Words that begin a statement.
syn keyword protoexpStatement omit pair peek scatter expect fire inject clamp spike when within
" words: statements joined by bars, syn match protoexpStatement /\v%(%(^|[;{|])\s*%(\h\w*\s*:\s*)?)@80<=%(%s)>/
syn match protoexpStatement /\v%(%(^|[;{|])\s*%(\h\w*\s*:\s*)?)@80<=%(compartments|variability|checkpoint|experiment|modulator|structure|diagnose|effector|stimulus|batches|circuit|connect|explore|learner|measure|predict|primary|scatter|synapse|assign|expect|factor|inject|neuron|phases|record|remove|repeat|report|within|agent|allow|apply|clamp|drive|every|group|param|print|prune|spike|sweep|table|each|fire|grow|omit|pair|peek|plan|plot|rest|role|rule|seed|sham|wash|when|cut|for|let|use|var|why|if|on)>/
" end
" words: properties joined by bars, syn match protoexpProperty /\v%(%(^|[;{])\s*)@80<=%(%s)>/
syn match protoexpProperty /\v%(%(^|[;{])\s*)@80<=%(compartment|conductance|probability|clearance|interval|recovery|releases|senses|weight|delay|pairs|into|part|step)>/
" end
syn match protoexpLabel /\v%(%(^|[;{])\s*)@80<=\h\w*(\s*:)@=/
syn region protoexpText start=/["“”„]/ end=/["“”„]/ oneline
syn match protoexpComment /#.*$/ contains=protoexpTodo,@Spell
syn match protoexpDoc /##.*$/ contains=@Spell
syn keyword protoexpTodo contained TODO FIXME

hi def link protoexpComment Comment
hi def link protoexpDoc SpecialComment
hi def link protoexpTodo Todo
hi def link protoexpText String
hi def link protoexpNumber Number
hi def link protoexpRepeat Number
hi def link protoexpBadUnit Error
hi def link protoexpStatement Statement
hi def link protoexpProperty Keyword
hi def link protoexpModifier Keyword
hi def link protoexpWord Operator
hi def link protoexpOperator Operator
hi def link protoexpVerb Function
hi def link protoexpFunction Function
hi def link protoexpLabel Label
hi def link protoexpField Identifier

let b:current_syntax = 'protoexp'
