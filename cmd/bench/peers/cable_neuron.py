"""A squid's axon of 200 compartments in NEURON, stimulated fifty times a second: cable_neuron.py SECONDS."""
import json
import sys
import time
from neuron import h

h.load_file('stdrun.hoc')
seconds = float(sys.argv[1])
axon = h.Section(name='axon')
axon.L, axon.diam, axon.nseg, axon.Ra, axon.cm = 100000, 476, 200, 35.4, 1
axon.insert('hh')
h.celsius = 18.5
clamps = []
for k in range(round(seconds*50)):
    c = h.IClamp(axon(0.0025))
    c.delay, c.dur, c.amp = 20*k, 0.2, 20000
    clamps.append(c)
times = h.Vector()
end = h.NetCon(axon(0.9975)._ref_v, None, sec=axon)
end.threshold = 0
end.record(times)
h.dt, h.steps_per_ms, h.secondorder = 0.01, 100, 2
h.finitialize(-65)
begun = time.perf_counter()
h.continuerun(seconds*1000)
print(json.dumps({'simulation': time.perf_counter() - begun, 'spikes': int(times.size())}))
