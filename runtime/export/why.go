package export

import "protoexp/runtime/record"

type why struct {
	Measure      string        `json:"measure"`
	Unit         string        `json:"unit"` // of the responses
	First        response      `json:"first"`
	Last         response      `json:"last"`
	Of           string        `json:"of"` // of what changes are given: share (of the first response) or unit
	Change       *float64      `json:"change"`
	Causes       []cause       `json:"causes"`
	Combined     int           `json:"combined"` // the first causes, held still in every combination
	Interactions []interaction `json:"interactions"`
	AllStill     *float64      `json:"change_with_all_still"`
	Runs         int           `json:"runs"`
}

type response struct {
	Label  string   `json:"label"`
	N      int      `json:"n"`
	Time   float64  `json:"time_s"`
	Action string   `json:"action"`
	Value  *float64 `json:"value"`
}

type cause struct {
	Name      string   `json:"name"`
	Kind      string   `json:"kind"` // rule, modulator, effector, cells
	Owner     string   `json:"owner"`
	Rule      string   `json:"rule,omitempty"`
	Variables []string `json:"variables"`
	About     string   `json:"about"`
	Share     *float64 `json:"share"` // of the change; Shapley's among those that were combined
	Alone     *float64 `json:"change_with_it_still"`
	First     *float64 `json:"first_with_it_still"`
	Last      *float64 `json:"last_with_it_still"`
}

type interaction struct {
	Between [2]string `json:"between"`
	Share   *float64  `json:"share"`
}

func whys(r *record.Result) []why {
	out := []why{}
	for _, y := range r.Whys {
		x := why{Measure: y.Measure, Unit: y.Unit, First: responseOf(y.First), Last: responseOf(y.Last), Of: "unit", Change: number(y.Change), Combined: y.Combined,
			Causes: []cause{}, Interactions: []interaction{}, AllStill: number(y.AllStill), Runs: y.Runs}
		if y.Relative {
			x.Of = "share"
		}
		for _, c := range y.Causes {
			x.Causes = append(x.Causes, cause{c.Name, c.Kind, c.Owner, c.Model, c.Variables, c.About, number(c.Share), number(c.Alone), number(c.First), number(c.Last)})
		}
		for _, p := range y.Pairs {
			x.Interactions = append(x.Interactions, interaction{[2]string{y.Causes[p.A].Name, y.Causes[p.B].Name}, number(p.Share)})
		}
		out = append(out, x)
	}
	return out
}

func responseOf(r record.Response) response {
	return response{r.Label, r.N, float64(r.Onset) / 1e9, r.Action, number(r.Value)}
}
