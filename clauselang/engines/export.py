"""A file and the facts of its agreements → the text of a script for an engine that we do not run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from clauselang.diagnostics.diagnostic import Diagnostic, Diagnostics
from clauselang.engines.deals import Agreement, read_deals
from clauselang.engines.refusal import refuse
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.symbols import key
from clauselang.semantics.facet import INDEX, only
from clauselang.semantics.facts import Vocabulary
from clauselang.semantics.lower import lower


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
    agreements: Sequence[Agreement]
    if deals is not None:
        agreements, found = read_deals(deals, terms)
    elif terms.deal is not None and terms.deal.influencer is not None:
        agreements = (Agreement(terms.deal.title, terms),)
    else:
        raise refuse(terms.source.name, "does not say whose posts it binds", "add an `agreement`, or give a table with --deals")
    tables = Tables()
    creators: dict[str, int] = {}
    reports: dict[tuple[str, str], Diagnostic] = {}
    for index, agreement in enumerate(agreements):
        deal = agreement.resolved.deal
        assert deal is not None and deal.influencer is not None
        norms, said = lower(agreement.resolved, as_of)
        for report in said:
            reports.setdefault((report.code, report.span.place if report.span else report.message), report)
        tables.add(index, creators.setdefault(key(deal.influencer), len(creators) + 1), norms)
    listed = spellings(Vocabulary(terms.symbols, terms.taxonomy, None), tables.sets)
    own = tables.sets.word(INDEX["control"], only(["own"]))
    text = script(tables, listed, [agreement.name for agreement in agreements], creators, own, dialect)
    return Script(text, (*found, *reports.values()))
