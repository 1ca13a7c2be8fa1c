"""The CUBA network in NEURON, with the event-driven cells of cuba.mod: cuba_neuron.py SECONDS."""
import json
import sys
import time
import numpy
from neuron import h

seconds, n, draw = float(sys.argv[1]), 4000, numpy.random.default_rng(12345)
cells = [h.CubaCell() for _ in range(n)]
for cell, start in zip(cells, draw.random(n)):
    cell.start = float(start)
times, connections = h.Vector(), []
for k in range(n):
    for j in numpy.nonzero(draw.random(n) < 0.02)[0]:
        c = h.NetCon(cells[k], cells[int(j)])
        c.weight[0], c.delay = 0.162 if k < 3200 else -0.9, 0.1
        connections.append(c)
    c = h.NetCon(cells[k], None)
    c.record(times)
    connections.append(c)
solver = h.CVode()
solver.active(1)
h.finitialize(-65)
begun = time.perf_counter()
solver.solve(seconds*1000)
print(json.dumps({'simulation': time.perf_counter() - begun, 'spikes': int(times.size())}))
