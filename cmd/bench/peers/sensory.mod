: Event-driven sensory cell: a leaky integrator with a drive that is constant between events (the weight is the drive; 0 ends a touch).
NEURON { ARTIFICIAL_CELL SensoryCell RANGE gain }
PARAMETER { border = 15 refractory = 5 (ms) tau = 20 (ms) gain = 1 }
ASSIGNED { m d last (ms) ready }
PROCEDURE advance() { if (ready) { m = d + (m - d)*exp(-(t - last)/tau) } last = t }
FUNCTION until() (ms) { if (d > border) { until = tau*log((d - m)/(d - border)) } else { until = 1e15 } }
INITIAL { m = 0 d = 0 last = t ready = 1 net_send(1e15, 1) }
NET_RECEIVE (w) {
  advance()
  if (flag == 1) { net_event(t) m = 0 ready = 0 net_send(refractory, 2) }
  else if (flag == 2) { ready = 1 net_send(until(), 1) }
  else { d = w*gain if (ready) { net_move(t + until()) } }
}
