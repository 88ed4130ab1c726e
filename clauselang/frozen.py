"""A class → one whose objects nobody changes once they are made: `attrs.frozen` at no cost, for classes with many objects.

The type checker sees to it. Where attrs sees to it while a program runs, it sets every field past a guard of its own, and making an
object takes twice as long; of trees, scopes and findings a file has hundreds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from attrs import frozen as frozen
else:

    def frozen(cls: type | None = None, **options: Any) -> Any:
        """As `attrs.frozen`, hash included."""
        return attrs.define(cls, unsafe_hash=options.get("eq", True), **options)
