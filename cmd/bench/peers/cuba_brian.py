"""The CUBA network in Brian2: cuba_brian.py FOLDER SECONDS builds the compiled program in FOLDER; with FOLDER - it runs at once."""
import sys
import brian
from brian2 import *

folder, seconds = sys.argv[1], float(sys.argv[2])
brian.begin(folder)
equations = '''
dv/dt  = (ge + gi - (v + 49*mV))/(20*ms) : volt (unless refractory)
dge/dt = -ge/(5*ms) : volt
dgi/dt = -gi/(10*ms) : volt
'''
cells = NeuronGroup(4000, equations, threshold='v > -50*mV', reset='v = -60*mV', refractory=5*ms, method='exact')
cells.v = '(-60 + 10*rand())*mV'
excitation = Synapses(cells, cells, on_pre='ge += 1.62*mV')
inhibition = Synapses(cells, cells, on_pre='gi -= 9*mV')
excitation.connect('i < 3200', p=0.02)
inhibition.connect('i >= 3200', p=0.02)
spikes = SpikeMonitor(cells)
brian.end(folder, Network(cells, excitation, inhibition, spikes), seconds, [spikes])
