"""A file and the facts of its agreements → the text of a script for an engine that we do not run."""

from __future__ import annotations

from typing import Any

import attrs

from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.engines.agreements import Agreement, Agreements
from clauselang.engines.batch import Batch
from clauselang.engines.deals import read_deals
from clauselang.engines.refusal import refuse
from clauselang.resolve.resolved import Resolved
from clauselang.semantics.facet import INDEX, only
from clauselang.semantics.facts import Vocabulary


@attrs.frozen
class Script:
    """The text, and what was found on the way."""

    text: str
    diagnostics: Diagnostics


def as_sql(terms: Resolved, deals: str | None, dialect: Any, as_of: int | None = None) -> Script:
    """Compile. Raises `Unreadable` where sqlglot is missing or nobody says whose posts are meant."""
    try:
        from clauselang.backends.sql.script import script
    except ImportError:
        raise refuse("--to sql", "needs sqlglot, which is not installed", "install it with `pip install 'clauselang[sql]'`") from None
    from clauselang.backends.sql.spelling import spellings
    from clauselang.backends.sql.tables import Tables

    found: Diagnostics = ()
    if deals is not None:
        agreements, found = read_deals(deals, terms)
    elif terms.deal is not None and terms.deal.influencer is not None:
        agreements = Agreements((Agreement(terms.deal.title, terms),))
    else:
        raise refuse(terms.source.name, "does not say whose posts it binds", "add an `agreement`, or give a table with --deals")
    batch, tables = Batch(agreements, as_of), Tables()
    creators: dict[str, int] = {}
    for index, creator in enumerate(batch.creators):
        tables.add(index, creators.setdefault(creator, len(creators) + 1), batch.norms(index))
    listed = spellings(Vocabulary(terms.symbols, terms.taxonomy, None), tables.sets)
    own = tables.sets.word(INDEX["control"], only(["own"]))
    text = script(tables, listed, agreements.names, creators, own, dialect)
    return Script(text, (*found, *batch.reports.values()))
