package animal

// Poise makes an animal ready for Hold. It is for copies, from which others are copied and held still.
func (a *Animal) Poise() error {
	a.engine.Stop = a.Stop
	return a.engine.Poise()
}

// Hold keeps mechanisms as they are from now on, until Hold is called again: their variables stay, whatever happens. They are
// named as in Network().Holdable: LE_L7 depression, serotonin, gill, LE. The animal, or the one that it was copied from, must
// be poised.
func (a *Animal) Hold(mechanisms []string) error {
	return a.engine.Hold(a.engine.Body.Hold(mechanisms))
}
