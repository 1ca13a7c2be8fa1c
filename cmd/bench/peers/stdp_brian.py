"""The STDP network in Brian2: stdp_brian.py FOLDER SECONDS synapses|cells. The traces of the rule are kept for each synapse,
as Brian2's manual writes the rule, or moved to the cells by hand."""
import sys
import brian
from brian2 import *

folder, seconds, place = sys.argv[1], float(sys.argv[2]), sys.argv[3]
brian.begin(folder)
n, w_max = 10000, 3*mV
equations = '''
dv/dt = (23*mV + ge + gi - v)/(20*ms) : volt (unless refractory)
dge/dt = -ge/(2*ms) : volt
dgi/dt = -gi/(2*ms) : volt
'''
reset = 'v = 10*mV'
if place == 'cells':
    equations += '''dx/dt = -x/(20*ms) : 1
dy/dt = -y/(20*ms) : 1
'''
    reset += '\nx += 1\ny += 1'
cells = NeuronGroup(n, equations, threshold='v > 20*mV', reset=reset, refractory=2*ms, method='exact')
cells.v = 'rand()*20*mV'
if place == 'cells':
    plastic = Synapses(cells, cells, 'w : volt',
                       on_pre='''ge_post += w
                       w = clip(w - 0.0105*w_max*y_post, 0*mV, w_max)''',
                       on_post='w = clip(w + 0.01*w_max*x_pre, 0*mV, w_max)', delay={'pre': 1.5*ms})
else:
    plastic = Synapses(cells, cells, '''w : volt
                       dx/dt = -x/(20*ms) : 1 (event-driven)
                       dy/dt = -y/(20*ms) : 1 (event-driven)''',
                       on_pre='''ge_post += w
                       x += 1
                       w = clip(w - 0.0105*w_max*y, 0*mV, w_max)''',
                       on_post='''y += 1
                       w = clip(w + 0.01*w_max*x, 0*mV, w_max)''', delay={'pre': 1.5*ms})
inhibition = Synapses(cells, cells, on_pre='gi_post -= 5*mV', delay=1.5*ms)
plastic.connect('i < 8000', p=0.125)
inhibition.connect('i >= 8000', p=0.125)
plastic.w = 1*mV
spikes = SpikeMonitor(cells)
brian.end(folder, Network(cells, plastic, inhibition, spikes), seconds, [spikes])
