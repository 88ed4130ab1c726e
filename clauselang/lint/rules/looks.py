"""What a name looks like: for rules that find names which readers take for one another."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that stand for others in common typefaces; what is written with two signs first.
_PAIRS = (("rn", "m"), ("vv", "w"))
_SINGLE = str.maketrans("01i|", "olll")


@lru_cache(maxsize=10_000)  # two rules ask for every name, and every file has those of the library
def letters(name: str) -> str:
    """A name without case, accents, blanks and signs, each letter as the one that it can be taken for."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    for pair, single in _PAIRS:
        plain = plain.replace(pair, single)
    return "".join(sign for sign in plain.translate(_SINGLE) if sign.isalnum())
