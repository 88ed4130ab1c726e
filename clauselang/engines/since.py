"""An instant → which posts are left out of an incremental run: those that were certainly published before it.

A post whose time is unknown, or may be either side of the instant, stays in: nothing that can matter is passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from clauselang.ingest.cells import read_activity
from clauselang.ingest.mapping import Mapping
from clauselang.ingest.plain import is_empty
from clauselang.semantics.facts import Activity

if TYPE_CHECKING:
    from clauselang.engines.columns import Shape  # which needs sqlglot


def is_before(activity: Activity, since: int) -> bool:
    """Whether a post was published before an instant, in microseconds since 1970, whatever is open about its time."""
    moment = activity.moment
    return max(moment.hi, moment.lo + 1) <= since


@attrs.frozen
class Earlier:
    """Reads times that are no exact instants, as cells of a column and the key of a zone."""

    shape: Shape
    mapping: Mapping
    since: int

    def holds(self, published: object, zone: str) -> bool:
        """Whether a post with this time was certainly published before the instant. A time that cannot be read was not."""
        cells = {"published_at": published, "timezone": self.shape.cell("timezone", zone)}
        if self.mapping.values:
            cells = {name: self.mapping.translate(name, cell) for name, cell in cells.items()}
        for name in cells:
            if is_empty(cells[name]) and name in self.mapping.defaults:
                cells[name] = self.mapping.defaults[name]
        found = read_activity(1, cells)
        return isinstance(found, Activity) and is_before(found, self.since)
