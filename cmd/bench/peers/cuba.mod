: Event-driven cell of the CUBA network: between events its state is advanced in closed form, and an event to itself stands at
: a lower bound of the next time at which it can fire (as IntFire4 of NEURON, and ModelDB 83319).
: tau m' = -m + b + e + i; the threshold is 1 and the reset 0.
NEURON { ARTIFICIAL_CELL CubaCell  RANGE start }
PARAMETER { tau = 20 (ms) tau_e = 5 (ms) tau_i = 10 (ms) b = 1.1 refractory = 5 (ms) small = 1e-6 start = 0 }
ASSIGNED { e i m last (ms) ready }
PROCEDURE advance() { LOCAL d, xe, xi, xm
  d = t - last
  if (d > 0) {
    xe = exp(-d/tau_e)  xi = exp(-d/tau_i)  xm = exp(-d/tau)
    if (ready) { m = b + (m - b)*xm + e*(tau_e/(tau - tau_e))*(xm - xe) + i*(tau_i/(tau - tau_i))*(xm - xi) }
    e = e*xe  i = i*xi
    last = t
  }
}
FUNCTION until(level) (ms) {
  if (level > 1) { if (m >= 1) { until = 0 } else { until = tau*log((level - m)/(level - 1)) } } else { until = 1e9 }
}
FUNCTION bound() (ms) { LOCAL s, x
  s = e + i
  if (s > 0) { bound = until(s + b) } else {
    x = until(b)
    x = until(b + s*exp(-x/tau_i))
    bound = until(b + s*exp(-x/tau_i))
  }
}
INITIAL { e = 0 i = 0 m = start last = t ready = 1 net_send(bound(), 1) }
NET_RECEIVE (w) {
  advance()
  if (flag == 1) {
    if (m > 1 - small) { net_event(t) ready = 0 m = 0 net_send(refractory, 2) } else { net_send(bound(), 1) }
  } else if (flag == 2) { ready = 1 m = 0 net_send(bound(), 1)
  } else {
    if (w > 0) { e = e + w } else { i = i + w }
    if (ready) { net_move(t + bound()) }
  }
}
