"""The numbers of the learning protocol: ten touches of 500 ms at 30 s, 2 h of rest, a touch. Times in s, potentials in mV
relative to rest, other times in ms."""
TOUCH = 0.5
ONSETS = [1.0 + 30*k for k in range(10)]
ONSETS.append(ONSETS[-1] + TOUCH + 7200)
END = ONSETS[-1] + 3.5
SENSORY, MOTOR = 24, 6
TAU, TAU_SYN, THRESHOLD, REFRACTORY = 20.0, 5.0, 15.0, 5.0
DRIVE = 17.0
USE, RECOVERY = 0.01, 1800e3
FROM_SKIN, TO_MOTOR = 1500.0, 6.0  # weights of the sensory cells, and of the interneuron


def gain(k):
    """The drive of a sensory cell; the cells differ a little."""
    return 1 + 0.08*(k % SENSORY - 1)/SENSORY
