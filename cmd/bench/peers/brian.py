"""How the Brian2 programs of the benchmark begin and end. Compiled programs are left for the benchmark to run."""
import json
import time
import warnings

warnings.filterwarnings('ignore')
from brian2 import *


def begin(folder):
    if folder == '-':
        prefs.codegen.target = 'cython'
    else:
        set_device('cpp_standalone', directory=folder, build_on_run=False)
    seed(12345)
    defaultclock.dt = 0.1*ms


def end(folder, network, seconds, monitors):
    if folder != '-':
        network.run(seconds*second, level=1)
        device.build(directory=folder, compile=True, run=False, clean=True)
        return
    network.run(defaultclock.dt, level=1)  # writes, compiles and loads the code
    begun = time.perf_counter()
    network.run(seconds*second, level=1)
    print(json.dumps({'simulation': time.perf_counter() - begun, 'spikes': sum(int(m.num_spikes) for m in monitors)}))
