"""The learning protocol in NEURON: protocol_neuron.py event|cvode ANIMALS. Event-driven cells (sensory.mod, motor.mod), or
compartments that the variable-step solver advances (reset.mod, depressing.mod)."""
import json
import sys
import time
import numpy
from neuron import h
import protocol as p

mode, animals = sys.argv[1], int(sys.argv[2])
each, kept, times = p.MOTOR + 1, [], h.Vector()  # the interneuron is the last of an animal's cells


def connect(source, target, delay, *weights, section=None):
    c = h.NetCon(source, target, sec=section) if section else h.NetCon(source, target)
    if target is None:
        c.record(times)
    else:
        c.delay = delay
        for k, w in enumerate(weights):
            c.weight[k] = w
    kept.append(c)


def events():
    """Event-driven cells; a touch is two events, whose weights are the drive and 0."""
    def source(start, number):
        s = h.NetStim()
        s.start, s.number, s.interval, s.noise = start*1e3, number, 30e3, 0
        kept.append(s)
        return s
    on = [source(p.ONSETS[0], 10), source(p.ONSETS[-1], 1)]
    off = [source(p.ONSETS[0] + p.TOUCH, 10), source(p.ONSETS[-1] + p.TOUCH, 1)]
    for _ in range(animals):
        sensory, others = [h.SensoryCell() for _ in range(p.SENSORY)], [h.MotorCell() for _ in range(each)]
        kept.extend(sensory + others)
        for k, cell in enumerate(sensory):
            cell.gain = p.gain(k)
            for s in on:
                connect(s, cell, 0, p.DRIVE)
            for s in off:
                connect(s, cell, 0, 0)
            connect(cell, None, 0)
            for m in others:
                connect(cell, m, 1, p.FROM_SKIN, 1)
        for m in others:
            connect(m, None, 0)
        for m in others[:p.MOTOR]:
            connect(others[p.MOTOR], m, 1, p.TO_MOTOR, 0)


def compartments():
    """One compartment a cell: 10 pF and 2 Gohm, so 1 mV of drive is 1/2000 nA."""
    ohm = 2000.0
    at, drive = [0.], [0.]
    for onset in p.ONSETS:
        at += [onset*1e3, (onset + p.TOUCH)*1e3]
        drive += [p.DRIVE/ohm, 0.]
    at = h.Vector(at)
    kept.append(at)

    def cell():
        s = h.Section()
        s.L, s.diam, s.nseg, s.cm = 100/numpy.pi, 10., 1, 1
        s.insert('pas')
        s(0.5).pas.g, s(0.5).pas.e = 5e-5, 0
        r = h.SpikeAndReset(s(0.5))
        kept.extend([s, r])
        connect(r, None, 0, section=s)
        return s, r
    for _ in range(animals):
        sensory, others = [cell() for _ in range(p.SENSORY)], [cell() for _ in range(each)]
        depressing = [h.Depressing(s(0.5)) for s, _ in others]
        plain = [h.Depressing(s(0.5)) for s, _ in others]
        kept.extend(depressing + plain)
        for y in plain:
            y.depress = 0
        for k, (s, r) in enumerate(sensory):
            clamp, current = h.IClamp(s(0.5)), h.Vector(numpy.array(drive)*p.gain(k))
            clamp.delay, clamp.dur = 0, 1e12
            current.play(clamp._ref_amp, at, 0)
            kept.extend([clamp, current])
            for y in depressing:
                connect(r, y, 1, p.FROM_SKIN/ohm, section=s)
        s, r = others[p.MOTOR]
        for y in plain[:p.MOTOR]:
            connect(r, y, 1, p.TO_MOTOR/ohm, section=s)


events() if mode == 'event' else compartments()
solver = h.CVode()
solver.active(1)
if mode != 'event':
    solver.atol(1e-4)
    solver.use_local_dt(animals > 1)
h.finitialize(0)
begun = time.perf_counter()
solver.solve(p.END*1e3)
print(json.dumps({'simulation': time.perf_counter() - begun, 'spikes': int(times.size())}))
