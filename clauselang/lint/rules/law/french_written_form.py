"""French law asks for a written contract with certain statements from this fee on.

## What it does

Finds agreements with a base fee of at least `written_form_fr` in `stdlib/norms/law.toml` that point to France: the zone
Europe/Paris, or a clause `in FR`. Agreements that were signed before 2026 are left alone.

## Why it matters

Since 1 January 2026 a contract between a creator and an advertiser is void unless it is in writing and states the parties, the
missions, the pay, rights and duties and the law that applies, once pay and benefits in kind of one advertiser reach EUR 1,000
without tax within a year for one aim (loi n° 2023-451 of 9 June 2023 art. 8; décret n° 2025-1137 of 28 November 2025). Not legal
advice.

## Example

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Paris
  base fee 2400 EUR

category sonar, 1 month after last post
```

## Use instead

```excl
agreement "Spring"
  advertiser Acme
  influencer River
  timezone Europe/Paris
  base fee 900 EUR

category sonar, 1 month after last post
```
"""

from __future__ import annotations

from collections.abc import Iterator

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.lint.rule import Context, Invalid, span
from clauselang.lint.rules.measure import figure, norm_note
from clauselang.syntax import ast

CODE = "L506"
NAME = "french-written-form"
SEVERITY = "info"

VALID = (
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Paris
          signed 2025-11-03
          base fee 2400 EUR
    """,
    """
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          base fee 2400 EUR

        category sonar, 1 month after last post
    """,
    "category sonar, 1 month after last post, in FR",
)
INVALID = (
    Invalid("""
        agreement "Spring"
          advertiser Acme
          influencer River
          timezone Europe/Vilnius
          base fee 1000 EUR

        category sonar, 1 month after last post, in FR and BE
    """),
)


def check(context: Context) -> Iterator[Diagnostic]:
    """Report base fees from the threshold on, if zone or territory is French."""
    deal = context.deal
    if deal is None or (deal.signed is not None and deal.signed.text < "2026"):
        return
    zones = {node.zone for node in context.nodes(ast.Timezone)}
    if "Europe/Paris" not in zones and not any("FR" in clause.territory for clause in context.clauses):
        return
    for node in context.nodes(ast.BaseFee):
        if node.money.currency == "EUR" and node.money.amount >= figure("written_form_fr"):
            message = "French law asks for a written contract with certain statements from this fee on"
            remedy = "sign a contract that also states missions, pay, rights and duties, and that French law applies"
            yield Diagnostic(CODE, span(node), message, help=remedy, notes=norm_note("written_form_fr"))
