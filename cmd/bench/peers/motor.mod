: Event-driven cell with one exponential drive (tau_syn < tau); Tsodyks-Markram depression is kept with the connection.
NEURON { ARTIFICIAL_CELL MotorCell }
PARAMETER { border = 15 refractory = 5 (ms) tau = 20 (ms) tau_syn = 5 (ms) use = 0.01 recovery = 1.8e6 (ms) small = 1e-6 }
ASSIGNED { m g last (ms) ready }
PROCEDURE advance() { LOCAL d, xs, xm
  d = t - last
  if (d > 0) { xs = exp(-d/tau_syn) xm = exp(-d/tau)
    if (ready) { m = m*xm + g*(tau_syn/(tau - tau_syn))*(xm - xs) }
    g = g*xs  last = t }
}
FUNCTION bound() (ms) { : no later than the next time at which it can fire
  if (g > border) { if (m >= border) { bound = 0 } else { bound = tau*log((g - m)/(g - border)) } } else { bound = 1e15 }
}
INITIAL { m = 0 g = 0 last = t ready = 1 net_send(1e15, 1) }
NET_RECEIVE (w, depress, x, since (ms)) {
  INITIAL { x = 1 since = t }
  advance()
  if (flag == 1) {
    if (m > border*(1 - small)) { net_event(t) m = 0 ready = 0 net_send(refractory, 2) } else { net_send(bound(), 1) }
  } else if (flag == 2) { ready = 1 m = 0 net_send(bound(), 1)
  } else {
    if (depress > 0) {
      x = 1 - (1 - x)*exp(-(t - since)/recovery)  since = t
      g = g + w*use*x  x = x - use*x
    } else { g = g + w }
    if (ready) { net_move(t + bound()) }
  }
}
