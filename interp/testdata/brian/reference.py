#!/usr/bin/env python3
"""Writes the traces of this folder with Brian2 2.5 (Stimberg, Brette & Goodman 2019 eLife 8:e47314), from the equations of the
cited papers: python3 reference.py. brian_test.go holds our own runs against them. Samples are thinned; steps are fine enough
for the traces to count as exact where ours are approximate."""
import warnings

warnings.filterwarnings('ignore')
import numpy as np
from brian2 import *

prefs.codegen.target = 'cython'


def save(name, head, rows, note):
    with open(name + '.csv', 'w') as f:
        f.write('# %s\n%s\n' % (note, head))
        for row in rows:
            f.write(','.join('%.10g' % x for x in row) + '\n')
    print(name, len(rows))


def neuron(name, equations, threshold, reset, start, current, duration, end, variables, every, refractory=False):
    """Current flows from 10 ms; spikes stand in the first line, in ms."""
    start_scope()
    defaultclock.dt = 1*us
    ns = {'amplitude': current, 'on': 10*ms, 'off': 10*ms + duration}
    G = NeuronGroup(1, equations + '\ninjected = amplitude*int(t >= on - 0.5*us)*int(t < off - 0.5*us) : amp', threshold=threshold, reset=reset,
                    refractory=refractory, method='rk4', namespace=ns)
    for k, v in start.items():
        setattr(G, k, v)
    M = StateMonitor(G, list(variables), record=True, dt=every)
    S = SpikeMonitor(G)
    run(end)
    rows = np.column_stack([M.t/ms] + [getattr(M, k)[0]/unit for k, unit in variables.items()])
    save(name, 't,' + ','.join(variables), rows, 'spikes ' + ' '.join('%.4f' % t for t in S.t/ms))


# v is 100 V beyond its peak after the last step of an upstroke, even of 1 us; adaptation must not follow it there
neuron('adaptive_exponential', '''
    dv/dt = (30*nS*(-70.6*mV - v) + 30*nS*2*mV*exp(clip((v + 50.4*mV)/(2*mV), -inf, 20)) - w + injected)/(281*pF) : volt
    dw/dt = (4*nS*(clip(v, -inf*volt, 20*mV) + 70.6*mV) - w)/(144*ms) : amp''',
       'v > 20*mV', 'v = -70.6*mV; w += 0.0805*nA', {'v': -70.6*mV}, 1*nA, 200*ms, 300*ms, {'v': mV, 'w': nA}, 1*ms)
neuron('izhikevich', '''
    dv/dt = (0.04*v**2/mV + 5*v + 140*mV - u + injected*Gohm)/ms : volt
    du/dt = 0.02*(0.2*v - u)/ms : volt''',
       'v > 30*mV', 'v = -65*mV; u += 8*mV', {'v': -65*mV, 'u': -13*mV}, 10*pA, 200*ms, 300*ms, {'v': mV, 'u': mV}, 1*ms)
neuron('hodgkin_huxley', '''
    dv/dt = (injected - 120*mS*m**3*h*(v - 50*mV) - 36*mS*n**4*(v + 77*mV) - 0.3*mS*(v + 54.387*mV))/uF : volt
    dm/dt = (1/exprel(-(v + 40*mV)/(10*mV))*(1 - m) - 4*exp(-(v + 65*mV)/(18*mV))*m)/ms : 1
    dh/dt = (0.07*exp(-(v + 65*mV)/(20*mV))*(1 - h) - h/(1 + exp(-(v + 35*mV)/(10*mV))))/ms : 1
    dn/dt = (0.1/exprel(-(v + 55*mV)/(10*mV))*(1 - n) - 0.125*exp(-(v + 65*mV)/(80*mV))*n)/ms : 1''',
       'v > 0*mV', '', {'v': -65*mV, 'm': 0.0529, 'h': 0.5961, 'n': 0.3177}, 10*uA, 60*ms, 90*ms, {'v': mV, 'm': 1, 'h': 1, 'n': 1}, 0.5*ms,
       refractory='v > 0*mV')


def markram(use, recovery, facilitation):
    """A regular train, a pause and irregular spikes."""
    start_scope()
    defaultclock.dt = 0.1*ms
    times = np.array([1 + 50*k for k in range(10)] + [951, 953.7, 960.2, 1013.9, 1500])
    G = SpikeGeneratorGroup(1, np.zeros(len(times), int), times*ms)
    T = NeuronGroup(1, 'got : 1')
    S = Synapses(G, T, '''du/dt = -u/facilitation : 1 (event-driven)
        dresources/dt = (1 - resources)/recovery : 1 (event-driven)''',
                 on_pre='''u += use*(1 - u)
                 got_post += u*resources
                 resources -= u*resources''', namespace={'use': use, 'recovery': recovery, 'facilitation': facilitation})
    S.connect()
    S.resources = 1
    M = StateMonitor(T, 'got', record=True)
    run(1600*ms)
    got = np.diff(np.concatenate([[0], M.got[0]]))
    released = got[np.abs(got) > 0]
    assert len(released) == len(times)
    return times, released


times, depressing = markram(0.5, 800*ms, 1*ms)
_, facilitating = markram(0.03, 130*ms, 530*ms)
save('tsodyks_markram', 't,depressing,facilitating', np.column_stack([times, depressing, facilitating]), 'what each spike releases')


def stdp():
    """Ten seconds of irregular spikes of four sources and two targets. They stand on even steps of 0.1 ms, one on each, and
    reach the synapse on odd ones, so that the order within a step decides nothing."""
    start_scope()
    defaultclock.dt = 0.1*ms
    rng = np.random.default_rng(2000)
    steps = np.sort(rng.choice(np.arange(10, 100000, 2), 1000, replace=False))
    cells = rng.integers(0, 6, 1000)
    pre, post = cells < 4, cells >= 4
    A = SpikeGeneratorGroup(4, cells[pre], steps[pre]*0.1*ms)
    B = SpikeGeneratorGroup(2, cells[post] - 4, steps[post]*0.1*ms)
    S = Synapses(A, B, '''w : 1
        dx/dt = -x/(20*ms) : 1 (event-driven)
        dy/dt = -y/(20*ms) : 1 (event-driven)''',
                 on_pre='''x += 1
                 w = clip(w - 0.0105*y, 0, 1)''',
                 on_post='''y += 1
                 w = clip(w + 0.01*x, 0, 1)''', delay={'pre': 1.1*ms})
    S.connect()
    S.w = 0.5
    run(10.1*second)
    note = 'weights ' + ' '.join('%.12g' % S.w[i, j][0] for i in range(4) for j in range(2))
    save('stdp', 't,cell', np.column_stack([steps*0.1, cells]), note)


stdp()
