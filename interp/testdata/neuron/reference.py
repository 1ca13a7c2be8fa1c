#!/usr/bin/python3
"""Writes the traces of this folder with NEURON 8.2 (Hines & Carnevale 1997 Neural Comput 9:1179): python3 reference.py.
neuron_test.go holds our own cables against them. Steps are of 1 us, Crank-Nicolson, without tables of rates."""
import sys

sys.path.insert(0, '/usr/lib/python3/dist-packages')
from neuron import h

h.load_file('stdrun.hoc')
h.usetable_hh = 0
h.secondorder = 2
h.celsius = 18.5


def squid(section, dense=1):
    """The membrane of Hodgkin and Huxley, with dense times its sodium, potassium and leak channels."""
    section.insert('hh')
    for x in section:
        x.hh.gnabar, x.hh.gkbar, x.hh.gl, x.hh.el = 0.12*dense, 0.036*dense, 0.0003*dense, -54.387
        x.ena, x.ek = 50, -77


def save(name, places, clamp, until):
    t = h.Vector().record(h._ref_t)
    vs = [h.Vector().record(x._ref_v) for x in places]
    s = h.IClamp(clamp)
    s.delay, s.dur, s.amp = 0, 0.2, CURRENT[name]
    h.dt, h.steps_per_ms = 0.001, 1000
    h.finitialize(-65)
    for section in h.allsec():
        for x in section:
            if hasattr(x, 'hh'):
                x.hh.m, x.hh.h, x.hh.n = 0.0529, 0.5961, 0.3177
    h.continuerun(until)
    with open(name + '.csv', 'w') as f:
        f.write('# peaks ' + ' '.join('%.4f' % t[int(v.max_ind())] for v in vs) + '\nt,near,far\n')
        for k in range(0, len(t), 50):
            f.write('%.10g,%.10g,%.10g\n' % (t[k], vs[0][k], vs[1][k]))
    print(name, [v.max() for v in vs])


CURRENT = {'squid_axon': 20000, 'nodes': 5}  # nA

axon = h.Section(name='axon')
axon.L, axon.diam, axon.nseg, axon.Ra, axon.cm = 100000, 476, 200, 35.4, 1
squid(axon)
save('squid_axon', [axon((k - 0.5)/200) for k in (60, 140)], axon(0.5/200), 8)
axon = None

# 20 nodes of 2 um and between them a millimetre of thicker, insulated axon
parts = []
for k in range(20):
    node, internode = h.Section(name='node%d' % k), h.Section(name='internode%d' % k)
    node.L, node.diam, node.nseg, node.Ra, node.cm = 2, 6, 1, 100, 1
    squid(node, 10)
    internode.L, internode.diam, internode.nseg, internode.Ra, internode.cm = 1000, 10, 10, 100, 0.005
    internode.insert('pas')
    for x in internode:
        x.pas.g, x.pas.e = 1e-6, -65
    if parts:
        node.connect(parts[-1](1))
    internode.connect(node(1))
    parts += [node, internode]
save('nodes', [parts[10](0.5), parts[30](0.5)], parts[0](0.5), 4)
