: Synapse with an exponential current; Tsodyks-Markram depression is kept with the connection.
NEURON { POINT_PROCESS Depressing RANGE depress NONSPECIFIC_CURRENT i }
UNITS { (nA) = (nanoamp) }
PARAMETER { tau = 5 (ms) use = 0.01 recovery = 1.8e6 (ms) depress = 1 }
ASSIGNED { i (nA) }
STATE { a (nA) }
INITIAL { a = 0 }
BREAKPOINT { SOLVE st METHOD cnexp  i = -a }
DERIVATIVE st { a' = -a/tau }
NET_RECEIVE (w (nA), x, since (ms)) {
  INITIAL { x = 1 since = t }
  if (depress) {
    x = 1 - (1 - x)*exp(-(t - since)/recovery)
    since = t
    a = a + w*use*x
    x = x - use*x
  } else { a = a + w }
}
