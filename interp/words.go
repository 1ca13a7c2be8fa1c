package interp

// word is a word of the language: its form, what it means, and a script with it that runs or checks without a mistake.
type word struct{ name, form, text, example string }

// statements are the words that begin a line, with those of experiments and of definitions.
var statements = []word{
	{"touch", "VERB [SITE] [modifiers]", "A verb presents a stimulus of the preparation. Write its name, its site and, in any order, how.", "touch siphon force 2g for 500ms x10 every 30s"},
	{"rest", "rest TIME, or rest until TIME", "Time passes: so much from the end of the line before, or until a time since the script began.", "touch siphon; rest 2h; touch siphon; rest until 26h; touch siphon"},
	{"pair", "pair ACTION with ACTION at TIME", "Two stimuli in one trial. The time is the onset of the second minus that of the first. Negative is backward, 0s is at once.", "train: pair touch siphon with shock tail at +500ms x10 every 5min"},
	{"scatter", "scatter [ACTION xN, ...] over TIME", "Each stimulus at random times that never overlap: the truly random control.", "scatter [touch siphon x15, shock tail x15] over 75min"},
	{"omit", "omit ACTION", "A time-matched control. Every time and every measuring window is kept, and nothing is delivered.", "train: omit touch siphon x10 every 30s"},
	{"peek", "peek ACTION", "What the response would be: on a copy of the animal, which is then thrown away. It takes no time.", "train: touch siphon x10; probe: peek touch siphon"},
	{"apply", "apply AGENT dose AMOUNT [for TIME]", "An agent comes into the bath. With for it stays so long, and clearance starts at the end. Without, it stays until wash.", "apply serotonin dose 10uM for 5min; rest 5min; touch siphon"},
	{"wash", "wash", "Ends every application. From here on agents leave the bath by their own clearance.", "apply serotonin dose 10uM; rest 5min; wash; rest 1h; touch siphon"},
	{"remove", "remove PART", "Takes a part of the nervous system out, for good.", "remove abdominal_ganglion; rest 24h; touch siphon"},
	{"sham", "sham PART", "The operation without the removal: the control of a lesion.", "sham abdominal_ganglion; rest 24h; touch siphon"},
	{"cut", "cut CELLS -> CELLS", "Cuts a synapse, for good.", "cut LE -> L7; touch siphon"},
	{"inject", "inject CELLS current AMOUNT for TIME", "Current flows into cells through an electrode. It is a trial of its own.", "inject L7 current 2nA for 100ms"},
	{"clamp", "clamp CELLS VOLTAGE for TIME", "Holds the membrane at a potential.", "clamp L7 -70mV for 1s"},
	{"fire", "fire CELLS [xN every TIME]", "Each of the cells emits exactly one action potential, whatever its threshold.", "fire LE x10 every 1s"},
	{"record", "record VARIABLE, ... [every TIME], or record off", "Keeps traces of the statements that follow: L7.v, LE.spikes, (LE -> L7).depression.vesicles.", "record L7.v, LE.spikes; touch siphon; record off"},
	{"repeat", "repeat until CONDITION [max N] { ... }", "Trains to a criterion, which is tested after each pass.", "repeat until train.last < 50% of train.first max 40 { train: touch siphon; rest 30s }"},
	{"if", "if CONDITION { ... } else { ... }", "Does the one or the other.", "test: touch siphon\nif test > 50% { rest 1h } else { rest 2h }"},
	{"for", "for NAME in [VALUE, ...] { ... }, or, behind an action, for TIME", "At the start of a line: does the block once for each value. Behind an action: how long it lasts.", "for grams in [0.5g, 2g, 8g] { touch siphon force grams for 500ms; rest 2h }"},
	{"let", "let NAME = VALUE or ACTION", "Gives a value or an action a name.", "let isi = 30s\nlet cs = touch siphon for 500ms\ntrain: cs x5 every isi"},
	{"print", "print VALUE, ...", "Shows values.", "train: touch siphon x10; print train.first, train.drop"},
	{"plot", "plot LABEL or TRACE, ..., or plot heatmap NAME over AXIS, AXIS, or plot curve NAME over AXIS", "Draws responses over trials, or recorded traces over time.", "record L7.v; train: touch siphon x10; plot train, L7.v"},
	{"table", "table LABEL or TRACE, ...", "Shows responses in columns.", "train: touch siphon x10; table train"},
	{"expect", "[primary] expect [NAME or \"text\":] CLAIM [options]", "A hypothesis. For one animal its values are compared. In an experiment it is tested over animals.", "train: touch siphon x10\nexpect \"it habituates\": train.last < 50% of train.first"},
	{"primary", "primary expect ...", "The one hypothesis that the experiment was made for.", "experiment \"e\" {\n  group a n=9 { test: touch siphon }\n  group b n=9 { test: omit touch siphon }\n  primary expect a.test > b.test\n}"},
	{"checkpoint", "checkpoint \"FILE\"", "Saves the animal's whole state beside the script, or in the folder of --out. use PREPARATION from \"FILE\" goes on from there, exactly.", "train: touch siphon x10\ncheckpoint \"after training.state\""},
	{"why", "why [LABEL [against LABEL]]", "What the difference between two responses is due to. The animal is run again from the first of them on, with each mechanism held still in turn, and the most important ones in every combination. Without names: the last response, and the first to the same action.", "train: touch siphon x10\nwhy train.last against train.first"},
	{"use", "use PREPARATION [with NAME = VALUE, ...], use PREPARATION from \"FILE\", or use \"file\"", "Chooses the animal, with other values of its parameters if wanted, or one that was saved by checkpoint. A file gives its definitions.", "use aplysia with L7.threshold = -48mV\ntouch siphon"},
	{"seed", "seed N", "Everything random follows from it. The same seed gives the same run.", "seed 42\ntouch siphon"},
	{"measure", "measure MEASURE, ... [blind]", "What is read at each trial. The first is the response.", "measure siphon.duration, gill.amplitude\ntrain: touch siphon x3"},
	{"variability", "variability SHARE [of PARAMETER, ...]", "How much animals differ: the standard deviation as a share of the mean, log-normal.", "variability 20%\ntouch siphon"},
	{"role", "role ROLE: LABEL, ...", "Tells the critic what a label is for: base, pre, train, test, post or recovery.", "after: touch siphon\nrole test: after"},
	{"experiment", "experiment \"title\" { ... }", "Groups or factors, measures, expectations and the plan of the analysis.", "experiment \"e\" {\n  group a n=9 { test: touch siphon }\n  group b n=9 { test: omit touch siphon }\n  expect a.test > b.test\n}"},
	{"group", "group NAME n=N { ... }", "Animals that are treated alike.", "experiment \"e\" {\n  group a n=9 { test: touch siphon }\n  group b n=9 { test: omit touch siphon }\n  expect a.test > b.test\n}"},
	{"factor", "factor NAME between [LEVEL, ...], or within [...] [order balanced] [washout TIME]", "What differs between animals, or within each animal.", "experiment \"e\" {\n  factor isi between [10s, 30s]\n  each n=9 per cell { train: touch siphon x10 every isi }\n  expect train[isi=10s].last < train[isi=30s].last\n}"},
	{"each", "each n=N [per cell] { ... }", "What is done to each animal of a crossed design. The factors' names are their levels.", "experiment \"e\" {\n  factor isi between [10s, 30s]\n  each n=9 per cell { train: touch siphon x10 every isi }\n}"},
	{"when", "when FACTOR is LEVEL { ... } else { ... }", "Chooses by a factor's level.", "experiment \"e\" {\n  factor history between [trained, handled]\n  each n=9 { when history is trained { train: touch siphon x10 } else { train: omit touch siphon x10 } }\n}"},
	{"within", "within FACTOR { ... }", "Every animal gets every level, one after the other.", "experiment \"e\" {\n  factor site within [siphon, mantle] order balanced washout 24h\n  each n=12 { within site { test: touch site } }\n}"},
	{"assign", "assign random [in blocks of N] [by batch], or assign in order", "How animals get their group.", "experiment \"e\" {\n  assign random in blocks of 4\n  group a n=8 { test: touch siphon }\n  group b n=8 { test: touch mantle }\n}"},
	{"batches", "batches N", "On how many working days the animals arrive. Days differ a little.", "experiment \"e\" {\n  batches 3\n  group a n=9 { test: touch siphon }\n}"},
	{"explore", "explore VALUE by FACTOR, ...", "Described and never tested.", "experiment \"e\" {\n  factor isi between [10s, 30s]\n  each n=9 { train: touch siphon x10 every isi }\n  explore train.drop by isi\n}"},
	{"predict", "predict { RESPONSE = RANGE of RESPONSE }", "A numerical prediction, fixed before the run.", "experiment \"e\" {\n  group shocked n=9 { base: touch siphon; rest 10min; shock tail; rest 1min; test: touch siphon }\n  predict { shocked.test = 110%..250% of shocked.base }\n}"},
	{"plan", "plan { alpha A; power P; smallest d=D; correct holm; stop at n }", "The plan of the analysis, fixed before the first animal.", "experiment \"e\" {\n  group a n=9 { test: touch siphon }\n  group b n=9 { test: omit touch siphon }\n  expect a.test > b.test\n  plan { alpha 0.05; power 80%; smallest d=0.8; correct holm; stop at n }\n}"},
	{"allow", "allow RULE \"reason\"", "Silences one rule of the critic here. The reason is printed in the report.", "experiment \"e\" {\n  allow no-control \"a first look\"\n  group a n=9 { test: touch siphon }\n}"},
	{"sweep", "sweep NAME in [VALUE, ...] or RANGE log N [reps N] { ... report NAME = VALUE }", "Runs a script for every combination of parameters.", "sweep u in [0.01, 0.02] reps 5 {\n  use aplysia with LE_L7.depression.use = u\n  train: touch siphon x10\n  report drop_of = train.drop\n}"},
	{"report", "report NAME = VALUE", "A number that a sweep keeps for each combination.", "sweep u in [0.01, 0.02] {\n  use aplysia with LE_L7.depression.use = u\n  train: touch siphon x10\n  report drop_of = train.drop\n}"},
	{"diagnose", "diagnose reps N against PREPARATION, ...", "Runs the experiment on rival preparations, where the outcome has another cause.", "experiment \"e\" {\n  group a n=9 { train: touch siphon x10 }\n  diagnose reps 20 against fatigue\n}"},
	{"phases", "phases \"title\" [n=N] { NAME | 10 A+ | test A }", "The conditioning field's own notation: a row for each group, a column for each phase. + is reinforced, - is not.", "phases \"blocking\" {\n  exp     | 10 A+ | 10 AB+ | test B\n  control | 10 C+ | 10 AB+ | test B\n  expect exp.B < control.B\n}"},
	{"neuron", "neuron NAME { ... }, or in a circuit neuron NAME xN of MODEL { ... }", "A model of a cell by its equations, or a population of cells of a model.", cellExample},
	{"rule", "rule NAME { ... }, or in a synapse rule NAME(PARAMETER = VALUE)", "How a synapse changes with what passes through it.", "rule tiring {\n  param use = 0.2, recovery = 15min\n  var vesicles = 1\n  dvesicles/dt = (1 - vesicles) / recovery\n  on pre { release *= vesicles; vesicles -= use * vesicles }\n}"},
	{"circuit", "circuit NAME [of CIRCUIT] { ... }", "A preparation: cells, synapses, effectors, stimuli. With of it starts from another and puts its own parts in their place.", "circuit slow of aplysia { interval 5min }\nuse slow\ntouch siphon x3"},
	{"learner", "learner NAME { param ...; var ...; on reinforced { ... }; on unreinforced { ... }; measure NAME = VALUE }", "A preparation that knows only trials. Every cue has its own param and var; sum( ) is over the cues of a trial.", learnerExample},
	{"modulator", "modulator NAME { var level = 0uM; ... }", "A substance that cells release and that rules may read by its name.", circuitExample},
	{"agent", "agent NAME { clearance TIME }", "A substance that can be applied to the bath.", circuitExample},
	{"effector", "effector NAME from CELLS { ... measure NAME = peak(x) within TIME }", "A muscle or another organ, with what is measured of it.", circuitExample},
	{"stimulus", "stimulus NAME(site, PARAMETER = VALUE, for = TIME) { drive ... }", "Makes a verb.", "## A jet of sea water.\nstimulus jet(site, flow = 4, for = 800ms) { drive senses(site) with current 0.4nA * log(1 + flow) }\njet siphon flow 8 x3"},
	{"synapse", "synapse CELLS -> CELLS [electrical] { weight W; delay T; into VARIABLE; rule NAME }", "Joins two populations. A spike adds weight times release to a variable of the receiving cells.", circuitExample},
	{"connect", "connect CELLS -> CELLS or all { probability P; weight W; into VARIABLE }", "Random connections, drawn from the seed, none of a cell with itself.", "circuit net { neuron exc x100 of lif { senses skin }; connect exc -> all { probability 2%; weight 0.1nA; into i } }"},
	{"compartments", "compartments xN or compartments xN { PART xN; ... }", "Makes a neuron a cable of N compartments, or of N rounds of its parts. Its parameters length, diameter and resistivity say how current flows between them.", cableExample},
	{"param", "param NAME = VALUE, ...   # meaning (source)", "A number of a model that never changes while it runs.", cellExample},
	{"var", "var NAME = VALUE, ...", "A number of a model that changes: by an equation, d NAME/dt, or at events.", cellExample},
	{"on", "on pre, on post, on spike or on receive { ... }", "What changes at an event: a spike before or behind the synapse, a spike at a muscle, something received.", "rule tiring { param use = 0.2; var vesicles = 1; on pre { release *= vesicles; vesicles -= use * vesicles } }"},
	{"spike", "spike when CONDITION { VARIABLE = VALUE }", "When a cell fires, and what starts again then.", cellExample},
	{"every", "every TIME { ... } in a model, or behind an action every TIME", "In a model: a slow clock. Behind an action: the time from onset to onset.", "rule drifting { var x = 1; every 1h { x *= 0.9 }; on pre { release *= x } }\ntouch siphon x3 every 1min"},
	{"drive", "drive senses(site) with current AMOUNT", "What a stimulus does to cells.", "stimulus jet(site, flow = 4, for = 800ms) { drive senses(site) with current 0.4nA * log(1 + flow) }\njet siphon"},
	{"structure", "structure { grow N when CONDITION; prune when CONDITION }", "Adds and removes contacts of a synapse, on the slow clock.", structureExample},
	{"grow", "grow N when CONDITION", "Adds contacts to a synapse.", structureExample},
	{"prune", "prune when CONDITION", "Removes contacts of a synapse.", structureExample},
}

const (
	cellExample    = "neuron cell {\n  param rest = -70mV, threshold = -50mV, tau = 20ms\n  var v = rest\n  dv/dt = (rest - v + 100Mohm * injected) / tau\n  spike when v > threshold { v = rest }\n}"
	circuitExample = `circuit snail {
  modulator serotonin { var level = 0uM; dlevel/dt = -level / 10min }
  agent serotonin { clearance 5min }
  neuron skin_cell x8 of lif { senses skin }
  neuron motor of lif
  synapse skin_cell -> motor { weight 0.3nA; delay 2ms; into i; rule depletion }
  effector foot from motor {
    var shortening = 0
    dshortening/dt = -shortening / 2s
    on spike { shortening += 5% * (1 - shortening) }
    measure amplitude = peak(shortening) within 10s
  }
  stimulus poke(site, force = 1g, for = 200ms) { drive senses(site) with current 0.5nA * log(1 + force / 0.5g) }
  interval 30s
}
use snail
train: poke skin x5`
	learnerExample = `learner linear {
  param rate = 0.2
  var strength = 0
  on reinforced { strength += rate * (1 - strength) }
  on unreinforced { strength -= rate * strength }
  measure strength = sum(strength)
  interval 1min
}
use linear
train: reinforce A x5`
	cableExample = `neuron dendrite {
  compartments x20
  param length = 50um, diameter = 2um, resistivity = 150ohm * 1cm
  param rest = -70mV, leak = 0.1mS / 1cm ^ 2, capacitance = 1uF / 1cm ^ 2
  var v = rest
  dv/dt = (injected / area - leak * (v - rest)) / capacitance
}
circuit dish { neuron cell of dendrite }
use dish
record cell[1].v, cell[20].v
inject cell[1] current 20pA for 50ms
print cell[1].v.max, cell[20].v.max`
	structureExample = "circuit snail {\n  neuron A of lif { senses skin }\n  neuron B of lif\n  synapse A -> B { weight 0.3nA; into i; structure { grow 1 when post.v > -60mV; prune when post.v < -80mV } }\n}"
)

// modifiers go on with an action.
var modifiers = []word{
	{"x10", "xN, ×N or x(VALUE)", "Repeats an action or a block. It is one word: x10.", "touch siphon x10"},
	{"every", "every TIME", "From onset to onset of repeats. Without it the preparation's usual interval counts. Behind a block: from start to start.", "touch siphon x10 every 30s"},
	{"for", "for TIME", "How long the stimulus lasts.", "touch siphon for 500ms"},
	{"at", "at TIME", "In a pair: the onset of the second stimulus minus that of the first.", "pair touch siphon with shock tail at +500ms"},
	{"over", "over TIME", "In scatter: the time that the trials are spread over.", "scatter [touch siphon x5] over 1h"},
	{"shuffled", "{ ... } shuffled", "The trials of a block in random order, drawn for each animal. Rests stay where they are.", "{ a: touch siphon; rest 5min; b: touch mantle } shuffled"},
	{"until", "rest until TIME, repeat until CONDITION", "A rest that ends at a time since the script began, or training to a criterion.", "touch siphon; rest until 2h; touch siphon"},
	{"force", "force WEIGHT", "How hard a touch presses, in gram-force as on von Frey hairs.", "touch siphon force 2g"},
	{"current", "current AMOUNT", "The strength of a shock or of an injection.", "shock tail current 50mA"},
	{"dose", "dose CONCENTRATION", "How much of an agent comes into the bath.", "apply serotonin dose 10uM for 5min"},
	{"with", "with NAME = VALUE", "Behind use: another value of a parameter.", "use aplysia with L7.threshold = -48mV\ntouch siphon"},
	{"margin", "margin SHARE", "Behind an expectation with ~: how far apart counts as equal.", "a: touch siphon; rest 3h; b: touch siphon\nexpect a ~ b margin 15%"},
	{"of", "SHARE of VALUE", "A share of something: 50% of train.first. It is a multiplication.", "train: touch siphon x3\nexpect train.last < 200% of train.first"},
	{"label", "LABEL: ACTION", "Names trials. The label then stands for their responses, in order.", "train: touch siphon x10\nprint train.first, train[3], train.last"},
}

// properties say something of a definition.
var properties = []word{
	{"senses", "senses SITE, ...", "In a population: the places on the animal that these cells sense.", circuitExample},
	{"part", "part NAME, ...", "In a population: the parts of the nervous system that these cells lie in, for remove and sham.", "circuit snail { neuron A of lif { part ganglion } }"},
	{"releases", "releases MODULATOR AMOUNT", "In a population: what each spike adds to a modulator. The amount may read the cell's variables: (80nM * vesicles).", "circuit snail { modulator serotonin { var level = 0uM }; neuron A of lif { releases serotonin 0.5uM } }"},
	{"weight", "weight VALUE", "In a synapse: its lasting strength, in the unit of the variable that it adds to.", circuitExample},
	{"delay", "delay TIME", "In a synapse: from the spike before it to its effect.", circuitExample},
	{"into", "into VARIABLE", "In a synapse: the variable of the receiving cell that a spike adds to.", circuitExample},
	{"pairs", "pairs all, pairs one_to_one or pairs where CONDITION", "In a synapse: which cells are joined.", "circuit snail { neuron A x4 of lif; neuron B x4 of lif; synapse A -> B { weight 0.3nA; into i; pairs one_to_one } }"},
	{"compartment", "compartment N", "In a synapse onto a cable: where it ends, counted from 1. Without it, it is the first.", "circuit snail { neuron A of lif; neuron B of passive_dendrite; synapse A -> B { weight 20pA; into i; compartment 30 } }"},
	{"conductance", "conductance VALUE", "In an electrical synapse: how well current flows.", "circuit snail { neuron A of lif; neuron B of lif; synapse A -> B electrical { conductance 2nS } }"},
	{"probability", "probability SHARE", "In connect: how likely any two cells are joined.", "circuit net { neuron A x50 of lif; connect A -> A { probability 2%; weight 0.1nA; into i } }"},
	{"clearance", "clearance TIME", "In an agent: how fast it leaves the bath.", circuitExample},
	{"interval", "interval TIME", "In a circuit: the usual time between repeats.", circuitExample},
	{"recovery", "recovery TIME", "In a circuit: after this time short-term changes are gone.", "circuit slow of aplysia { recovery 4h }"},
	{"step", "step TIME", "In a circuit: the step of the clock while cells are active.", "circuit fine of aplysia { step 0.05ms }"},
}

// summaries are what responses are summed up by.
var summaries = []word{
	{"first", "LABEL.first", "The first response.", "train: touch siphon x10; print train.first"},
	{"last", "LABEL.last", "The last response.", "train: touch siphon x10; print train.last"},
	{"mean", "LABEL.mean", "The average of the responses. As a kind of measure: the average over the window.", "train: touch siphon x10; print train.mean"},
	{"sum", "LABEL.sum", "All responses added up.", "train: touch siphon x10; print train.sum"},
	{"min", "LABEL.min", "The smallest response.", "train: touch siphon x10; print train.min"},
	{"max", "LABEL.max", "The largest response. Behind a criterion, max N is the largest number of passes.", "train: touch siphon x10; print train.max"},
	{"count", "LABEL.count", "How many trials there are.", "train: touch siphon x10; print train.count"},
	{"drop", "LABEL.drop", "How much was lost: 1 - last / first. 0 is no habituation, 1 is no response left.", "train: touch siphon x10; print train.drop"},
	{"tau", "LABEL.tau", "How many trials the response takes to fall to 1/e of the way to its last value.", "train: touch siphon x10; print train.tau"},
}

// readings are how a measure sums up its window.
var readings = []word{
	{"peak", "peak(VALUE) within TIME", "The largest value in the window.", circuitExample},
	{"area", "area(VALUE) within TIME", "The value summed over the window.", ""},
	{"time", "time(CONDITION) within TIME", "How long a comparison holds in the window.", ""},
	{"latency", "latency(CONDITION) within TIME", "The time from the onset until a comparison first holds.", ""},
	{"epsp", "epsp(CELLS -> CELLS).amplitude, .latency or .area", "What one connection alone would give, free of the target's own spikes.", "measure epsp(LE -> L7).amplitude\ntrain: touch siphon x10"},
}

// calls are functions beyond those of arithmetic.
var calls = []word{
	{"correlation", "correlation(ROW, ROW)", "Pearson's correlation of two rows of one length.", "train: touch siphon x10; print correlation(train, siphon.duration(train))"},
	{"sum", "sum(VALUE)", "In a learner: the value of each cue of the trial, added up. Behind a label, .sum adds up its responses.", learnerExample},
	{"noise", "noise(STRENGTH)", "White noise, as a term of a derivative.", "neuron cell { var v = 0mV; dv/dt = -v / 20ms + noise(1mV / 1s ^ 0.5) }"},
	{"trend", "trend(RESPONSE, FACTOR)", "How a response goes up or down with the levels of a factor.", "experiment \"e\" {\n  factor grams between [1g, 2g, 4g]\n  each n=9 { train: touch siphon force grams x10 }\n  expect trend(train.drop, grams) < 0\n}"},
	{"interaction", "interaction(FACTOR, FACTOR) on LABEL", "Whether the effect of one factor depends on the other.", ""},
	{"main", "main(FACTOR) on LABEL", "Whether a factor matters, over all levels of the others.", ""},
	{"other", "other(FACTOR)", "The other one of two levels.", "experiment \"e\" {\n  factor site between [siphon, mantle]\n  each n=9 { test: touch site; rest 5min; away: touch other(site) }\n}"},
}
