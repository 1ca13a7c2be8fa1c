"""The least program of Brian2: one cell for 100 ms. start_brian.py FOLDER."""
import sys
import brian
from brian2 import *

brian.begin(sys.argv[1])
cell = NeuronGroup(1, 'dv/dt = (20*mV - v)/(20*ms) : volt', threshold='v > 15*mV', reset='v = 0*mV', method='exact')
spikes = SpikeMonitor(cell)
brian.end(sys.argv[1], Network(cell, spikes), 0.1, [spikes])
