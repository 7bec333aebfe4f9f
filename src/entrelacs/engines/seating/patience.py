"""How much worse a change may be: what every annealing search of this engine draws from."""

from math import log

# -ln(u), the law that acceptance draws from, for 1024 equal slices of u; rounded, so that the last
# digit of a platform's logarithm does not matter.
PATIENCE = tuple(round(-log((part + 0.5) / 1024), 3) for part in range(1024))
