package export

import "protoexp/runtime/record"

// The parts of the document that only a design has.
type (
	test struct {
		Test       string                `json:"test"`
		Method     string                `json:"method"`
		Statistic  map[string]*float64   `json:"statistic"` // t, U, F, ... by name
		DF         []*float64            `json:"df"`
		Estimate   *float64              `json:"estimate"`
		CI         []*float64            `json:"ci"`               // 95 %
		CIMethod   string                `json:"ci_method"`        // t, permutation, ranks
		BCa        []*float64            `json:"ci_bca,omitempty"` // 95 %, by the bootstrap
		P          *float64              `json:"p"`
		Correction string                `json:"correction"`
		Adjusted   *float64              `json:"p_adjusted"`
		Alpha      *float64              `json:"alpha"`
		Least      *float64              `json:"p_least,omitempty"`   // by permutation: the smallest p that so few animals allow
		NoSpread   bool                  `json:"no_spread,omitempty"` // all animals of a sample have one value: no interval, no effect size
		Effect     map[string]*float64   `json:"effect"`
		EffectCI   map[string][]*float64 `json:"effect_ci"`
		Each       []int                 `json:"n_each"`
		Plain      string                `json:"plain,omitempty"` // why no test was possible
		Samples    []sample              `json:"samples"`
	}
	sample struct {
		Name    string     `json:"name"`
		Animals []int      `json:"animals"`
		Values  []*float64 `json:"values"`
	}
	experiment struct {
		Title        string        `json:"title"`
		Kind         string        `json:"kind"`
		Preparation  string        `json:"preparation"`
		Seed         uint64        `json:"seed"`
		Factors      []factor      `json:"factors"`
		Cells        []cell        `json:"cells"`
		Assignment   assignment    `json:"assignment"`
		Animals      []animal      `json:"animals"`
		Plan         *plan         `json:"plan,omitempty"`
		Predictions  []prediction  `json:"predictions"`
		Explorations []exploration `json:"explorations"`
	}
	factor struct {
		Name    string   `json:"name"`
		Within  bool     `json:"within"`
		Levels  []string `json:"levels"`
		Order   string   `json:"order,omitempty"`
		Washout float64  `json:"washout_s,omitempty"`
	}
	cell struct {
		Name     string            `json:"name"`
		Group    string            `json:"group"`
		Factors  map[string]string `json:"factors"`
		Planned  int               `json:"planned"`
		Analysed int               `json:"analysed"`
	}
	assignment struct {
		Rule    string   `json:"rule"`
		Batches [][]int  `json:"batches"` // [batch][cell]
		Orders  []orders `json:"orders"`
	}
	orders struct {
		Factor    string     `json:"factor"`
		Sequences [][]string `json:"sequences"`
		Animals   [][]int    `json:"animals"` // [sequence][cell]
	}
	animal struct {
		Number   int        `json:"animal"`
		Cell     int        `json:"cell"` // from 0
		Arrival  int        `json:"arrival"`
		Batch    int        `json:"batch"`
		Sessions [][]string `json:"sessions,omitempty"`
		Complete bool       `json:"complete"`
		Excluded string     `json:"excluded,omitempty"`
		Unmet    []string   `json:"criterion_not_met,omitempty"`
	}
	plan struct {
		Alpha    *float64 `json:"alpha"`
		Power    *float64 `json:"power"`
		Smallest *float64 `json:"smallest_d"`
		Correct  string   `json:"correct"`
		StopAtN  bool     `json:"stop_at_n"`
		Exclude  []string `json:"exclude"`
	}
	prediction struct {
		Text  string   `json:"text"`
		Unit  string   `json:"unit"`
		Line  int      `json:"line"`
		Low   *float64 `json:"low"`
		High  *float64 `json:"high"`
		Value *float64 `json:"value"`
		Pass  bool     `json:"pass"`
	}
	exploration struct {
		Text    string   `json:"text"`
		Unit    string   `json:"unit"`
		By      []string `json:"by"`
		Samples []sample `json:"samples"`
	}
)

// testOf is how a hypothesis over animals was tested; empty where the values of one animal were compared.
func testOf(c record.Check) *test {
	x := c.Test
	if x == nil {
		return &test{Statistic: map[string]*float64{}, DF: []*float64{}, Effect: map[string]*float64{}, EffectCI: map[string][]*float64{}, Each: []int{1}, Samples: []sample{}}
	}
	t := &test{Test: x.Name, Method: x.Method, Statistic: map[string]*float64{}, DF: numbers(x.DF), Estimate: number(x.Estimate), CIMethod: x.IntervalBy, P: number(x.P), Correction: x.Correction,
		Adjusted: number(x.Adjusted), Alpha: number(x.Alpha), Effect: map[string]*float64{}, EffectCI: map[string][]*float64{}, Each: append([]int{}, x.N...), Plain: x.Plain, Samples: samples(c.Samples)}
	if x.Plain != "" {
		t.Estimate, t.P, t.Adjusted = nil, nil, nil
	}
	if x.Fewest > 0 {
		t.Least = number(x.Fewest)
	}
	t.NoSpread = x.Still
	if x.Statistic != "" {
		t.Statistic[x.Statistic] = number(x.Value)
	}
	if low, high, ok := x.Interval(); ok {
		t.CI = []*float64{number(low), number(high)}
	}
	if low, high, ok := x.BCa(); ok {
		t.BCa = []*float64{number(low), number(high)}
	}
	for _, e := range x.Effects {
		t.Effect[e.Name] = number(e.Value)
		if low, high, ok := e.Interval(); ok {
			t.EffectCI[e.Name] = []*float64{number(low), number(high)}
		}
	}
	return t
}

func samples(list []record.Sample) []sample {
	out := []sample{}
	for _, s := range list {
		out = append(out, sample{s.Name, append([]int{}, s.Animals...), numbers(s.Values)})
	}
	return out
}

func experimentOf(e record.Experiment) experiment {
	out := experiment{Title: e.Title, Kind: kind(e), Preparation: e.Preparation, Seed: e.Seed, Factors: []factor{}, Cells: []cell{}, Animals: []animal{},
		Predictions: []prediction{}, Explorations: []exploration{}, Assignment: assignment{Rule: e.Assignment.Rule, Batches: append([][]int{}, e.Assignment.Batches...), Orders: []orders{}}}
	for _, f := range e.Factors {
		out.Factors = append(out.Factors, factor{f.Name, f.Within, f.Levels, f.Order, float64(f.Washout) / 1e9})
	}
	for _, c := range e.Cells {
		out.Cells = append(out.Cells, cell{c.Name, c.Group, factors(c.Factors), c.Planned, c.Done})
	}
	for _, o := range e.Assignment.Orders {
		out.Assignment.Orders = append(out.Assignment.Orders, orders(o))
	}
	for _, a := range e.Animals {
		out.Animals = append(out.Animals, animal{a.Number, a.Cell, a.Arrival, a.Batch, a.Sessions, a.Complete, a.Excluded, a.Unmet})
	}
	if p := e.Plan; p.Declared {
		out.Plan = &plan{number(p.Alpha), number(p.Power), nil, p.Correct, p.StopAtN, append([]string{}, p.Exclude...)}
		if p.Smallest > 0 {
			out.Plan.Smallest = number(p.Smallest)
		}
	}
	for _, p := range e.Predictions {
		out.Predictions = append(out.Predictions, prediction{p.Text, p.Unit, p.Line, number(p.Low), number(p.High), number(p.Value), p.Pass})
	}
	for _, x := range e.Explorations {
		out.Explorations = append(out.Explorations, exploration{x.Text, x.Unit, append([]string{}, x.By...), samples(x.Samples)})
	}
	return out
}
