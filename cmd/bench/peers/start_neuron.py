"""The least program of NEURON: one cell for 100 ms."""
import json
import time
from neuron import h

cell = h.Section()
cell.insert('pas')
begun = time.perf_counter()
h.finitialize(-65)
h.dt = 0.1
while h.t < 100:
    h.fadvance()
print(json.dumps({'simulation': time.perf_counter() - begun, 'spikes': 0}))
