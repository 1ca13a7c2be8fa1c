"""The learning protocol in Brian2: protocol_brian.py FOLDER ANIMALS."""
import sys
import numpy
import brian
import protocol as p
from brian2 import *

folder, animals = sys.argv[1], int(sys.argv[2])
brian.begin(folder)
drive = numpy.zeros(int(round(p.END/p.TOUCH)) + 4)
for onset in p.ONSETS:
    drive[int(round(onset/p.TOUCH))] = p.DRIVE
touch = TimedArray(drive*mV, dt=p.TOUCH*second)
threshold, tau, tau_syn, refractory = p.THRESHOLD*mV, p.TAU*ms, p.TAU_SYN*ms, p.REFRACTORY*ms
use, recovery, to_motor = p.USE, p.RECOVERY*ms, p.TO_MOTOR*mV
sensory = NeuronGroup(animals*p.SENSORY, '''dv/dt = (gain*touch(t) - v)/tau : volt (unless refractory)
    gain : 1 (constant)''', threshold='v > threshold', reset='v = 0*mV', refractory=refractory, method='exact')
sensory.gain = [p.gain(k) for k in range(animals*p.SENSORY)]
each = p.MOTOR + 1  # the interneuron is the last of an animal's cells
others = NeuronGroup(animals*each, '''dv/dt = (g - v)/tau : volt (unless refractory)
    dg/dt = -g/tau_syn : volt''', threshold='v > threshold', reset='v = 0*mV', refractory=refractory, method='exact')
depressing = Synapses(sensory, others, 'dx/dt = (1 - x)/recovery : 1 (event-driven)',
                      on_pre='''g_post += weight*use*x
                      x -= use*x''', delay=1*ms, namespace={'weight': p.FROM_SKIN*mV})
depressing.connect(i=[a*p.SENSORY + s for a in range(animals) for s in range(p.SENSORY) for _ in range(each)],
                   j=[a*each + m for a in range(animals) for _ in range(p.SENSORY) for m in range(each)])
depressing.x = 1
inner = Synapses(others, others, on_pre='g_post += to_motor', delay=1*ms)
inner.connect(i=[a*each + p.MOTOR for a in range(animals) for _ in range(p.MOTOR)], j=[a*each + m for a in range(animals) for m in range(p.MOTOR)])
monitors = [SpikeMonitor(sensory), SpikeMonitor(others)]
brian.end(folder, Network(sensory, others, depressing, inner, *monitors), p.END, monitors)
