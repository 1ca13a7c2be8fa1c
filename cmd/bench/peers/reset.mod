: Threshold (`border`), reset and refractory clamp of a compartment.
NEURON { POINT_PROCESS SpikeAndReset NONSPECIFIC_CURRENT i }
UNITS { (mV) = (millivolt) (nA) = (nanoamp) (uS) = (microsiemens) }
PARAMETER { border = 15 (mV) low = 0 (mV) refractory = 5 (ms) clamp = 100 (uS) }
ASSIGNED { v (mV) i (nA) g (uS) }
INITIAL { g = 0 net_send(0, 3) }
BREAKPOINT { i = g*(v - low) }
NET_RECEIVE (w) {
  if (flag == 1) { net_event(t) net_send(refractory, 2) v = low g = clamp }
  else if (flag == 2) { g = 0 }
  else if (flag == 3) { WATCH (v > border) 1 }
}
