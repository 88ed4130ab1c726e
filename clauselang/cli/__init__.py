"""The command line. A run is short: collecting garbage while modules load only makes it longer."""

import gc

gc.set_threshold(200_000, 20, 20)
