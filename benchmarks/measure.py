"""Functions → how long each takes: medians of runs in turn, so that a slow spell of the machine hits all alike."""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

RUNS = 9


class NotMeasured(Exception):
    """What was to be measured is not there, or answers wrongly; the text says why."""


def seconds(work: Mapping[str, Callable[[], object]], runs: int = RUNS) -> dict[str, float]:
    """Median seconds of each piece of work, after one run of each that is not counted.

    As in `timeit`, garbage is collected between the runs and not within them.
    """
    times: dict[str, list[float]] = {name: [] for name in work}
    gc.disable()
    try:
        for count in range(runs + 1):
            for name, function in work.items():
                gc.collect()
                start = perf_counter()
                function()
                if count:
                    times[name].append(perf_counter() - start)
    finally:
        gc.enable()
    return {name: median(values) for name, values in times.items()}
