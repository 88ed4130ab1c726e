"""How the tests run: a law has no deadline, since how long an example takes says more of the machine than of the law."""

from __future__ import annotations

from hypothesis import settings

if settings().deadline is not None:  # whoever runs the tests may have chosen otherwise
    settings.register_profile("clauselang", deadline=None)
    settings.load_profile("clauselang")
