package animal

// Trial numbers the trials of an animal, from 0.
type Trial int

// Begin says that a trial starts now. Open measuring windows of the effectors named (and of EPSPs, always) close, and a
// window of every reading of the network opens.
func (a *Animal) Begin(affects []string) Trial { panic("being written") }

// Responses returns a value for each of the network's Readings, in their order; never NaN. A window that is still open is
// answered by looking ahead, on a copy to which nothing else happens.
func (a *Animal) Responses(t Trial) ([]float64, error) { panic("being written") }

// Reach lists the effectors that the cells which a stimulus drives can reach through synapses, in the circuit's order.
func (a *Animal) Reach(stimulus, site string) []string { panic("being written") }

// ReachFrom is Reach for cells that are driven by an electrode.
func (a *Animal) ReachFrom(population string) []string { panic("being written") }
