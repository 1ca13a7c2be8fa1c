package lsp

// The part of the Language Server Protocol 3.17 that is served, as data.

type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

type stretch struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

type identifier struct {
	URI string `json:"uri"`
}

type place struct {
	Document identifier `json:"textDocument"`
	Position position   `json:"position"`
	NewName  string     `json:"newName"`
	Range    stretch    `json:"range"`
	Previous string     `json:"previousResultId"`
}

type initialize struct {
	Capabilities struct {
		Window struct {
			Progress bool `json:"workDoneProgress"`
		} `json:"window"`
	} `json:"capabilities"`
}

type opened struct {
	Document struct {
		URI     string `json:"uri"`
		Text    string `json:"text"`
		Version int    `json:"version"`
	} `json:"textDocument"`
}

type changed struct {
	Document struct {
		URI     string `json:"uri"`
		Version int    `json:"version"`
	} `json:"textDocument"`
	Changes []struct {
		Range *stretch `json:"range"`
		Text  string   `json:"text"`
	} `json:"contentChanges"`
}

type location struct {
	URI   string  `json:"uri"`
	Range stretch `json:"range"`
}

type related struct {
	Location location `json:"location"`
	Message  string   `json:"message"`
}

type diagnostic struct {
	Range    stretch   `json:"range"`
	Severity int       `json:"severity"`
	Code     string    `json:"code"`
	Source   string    `json:"source"`
	Message  string    `json:"message"`
	Related  []related `json:"relatedInformation,omitempty"`
}

type published struct {
	URI         string       `json:"uri"`
	Version     *int         `json:"version,omitempty"`
	Diagnostics []diagnostic `json:"diagnostics"`
}

type edit struct {
	Range stretch `json:"range"`
	Text  string  `json:"newText"`
}

type workspaceEdit struct {
	Changes map[string][]edit `json:"changes"`
}

type action struct {
	Title       string        `json:"title"`
	Kind        string        `json:"kind"`
	Diagnostics []diagnostic  `json:"diagnostics,omitempty"`
	Edit        workspaceEdit `json:"edit"`
}

type markup struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
}

type hover struct {
	Contents markup  `json:"contents"`
	Range    stretch `json:"range"`
}

type item struct {
	Label  string `json:"label"`
	Kind   int    `json:"kind"`
	Detail string `json:"detail,omitempty"`
}

type symbol struct {
	Name     string   `json:"name"`
	Detail   string   `json:"detail"`
	Kind     int      `json:"kind"`
	Range    stretch  `json:"range"`
	Chosen   stretch  `json:"selectionRange"`
	Children []symbol `json:"children"`
}

type fold struct {
	Start int `json:"startLine"`
	End   int `json:"endLine"`
}

type hint struct {
	Position position `json:"position"`
	Label    string   `json:"label"`
	Padding  bool     `json:"paddingLeft"`
}

type signatures struct {
	Signatures []signature `json:"signatures"`
	Active     int         `json:"activeSignature"`
}

type signature struct {
	Label  string          `json:"label"`
	Doc    string          `json:"documentation,omitempty"`
	Params []signaturePart `json:"parameters"`
	Active *int            `json:"activeParameter,omitempty"`
}

type signaturePart struct {
	Label [2]int `json:"label"`
	Doc   string `json:"documentation,omitempty"`
}

type highlight struct {
	Range stretch `json:"range"`
}

type lens struct {
	Range   stretch `json:"range"`
	Command command `json:"command"`
}

type command struct {
	Title     string   `json:"title"`
	Command   string   `json:"command"`
	Arguments []string `json:"arguments"`
}

type tokens struct {
	ID   string `json:"resultId,omitempty"`
	Data []int  `json:"data"`
}

type tokensDelta struct {
	ID    string       `json:"resultId"`
	Edits []tokensEdit `json:"edits"`
}

type tokensEdit struct {
	Start  int   `json:"start"`
	Delete int   `json:"deleteCount"`
	Data   []int `json:"data"`
}
