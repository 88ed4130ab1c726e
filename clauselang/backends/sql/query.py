"""The one portable query: posts near a window → what each clause of each agreement says of them.

It is a tree of joins, comparisons, `CASE`, `MAX` and `GROUP BY`, built node by node; names of brands, time zones,
months, arrays and functions of one engine do not occur in it. Its inputs are the tables of `tables` and `near`: a row
for each post and agreement that may meet, with the instant of publication, the number of each word that a shape draws
a line between, and that of the `brand` itself, which the Advertiser's own are compared with.

The answer is a row for each post and agreement that is not simply free: `verdict` 4 (violation), 3 (misstatement) or
1 (left to the interpreter, because a fact that matters is missing).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

import attrs
from sqlglot import exp

from clauselang.backends.sql.sets import ACROSS, INSIDE, OUTSIDE
from clauselang.backends.sql.tables import ASK, BACK, FREE, FREED, MISSTATEMENT, SCOPE, TAKEN, VIOLATION
from clauselang.semantics.facet import FACETS, INDEX

WORDS = tuple(f"a_{facet.name}" for facet in FACETS)
SAYS = "says"  # the number of what a post says
BRAND = INDEX["brand"]
WEIGHT = (FREED, MISSTATEMENT, ASK, VIOLATION)  # what is open outweighs a misstatement, since it may be worse, and not a violation

# Nodes that every dialect prints alike. A test walks the query and refuses any other.
ALLOWED: tuple[type[exp.Expression], ...] = (
    exp.Select, exp.With, exp.CTE, exp.TableAlias, exp.From, exp.Table, exp.Join, exp.Where, exp.Group, exp.Having, exp.Alias, exp.Column,
    exp.Identifier, exp.Literal, exp.Neg, exp.Case, exp.If, exp.Max, exp.Min, exp.And, exp.Or, exp.Not, exp.Paren, exp.EQ, exp.NEQ, exp.LT,
    exp.LTE, exp.GT, exp.GTE, exp.Is, exp.Null, exp.Coalesce, exp.Exists, exp.Order, exp.Ordered,
)  # fmt: skip


def column(name: str, table: str | None = None) -> exp.Column:
    """A column, of a table if one is named."""
    return exp.column(name, table=table)


def number(value: int) -> exp.Expression:
    """A whole number."""
    return exp.Literal.number(value)


def case(*branches: tuple[exp.Expression, int | exp.Expression], otherwise: int | exp.Expression) -> exp.Case:
    """`CASE WHEN … THEN … ELSE … END`."""
    found = exp.Case()
    for condition, value in branches:
        found = found.when(condition, _value(value))
    return found.else_(_value(otherwise))


def _value(value: int | exp.Expression) -> exp.Expression:
    return number(value) if isinstance(value, int) else value


def equal(left: exp.Expression, right: exp.Expression | int) -> exp.EQ:
    """`left = right`."""
    return exp.EQ(this=left, expression=_value(right))


def every(conditions: Sequence[exp.Expression]) -> exp.Expression:
    """All of the conditions."""
    return reduce(lambda left, right: exp.And(this=left, expression=right), conditions)


def some(conditions: Sequence[exp.Expression]) -> exp.Expression:
    """At least one of the conditions."""
    return exp.Paren(this=reduce(lambda left, right: exp.Or(this=left, expression=right), conditions))


@attrs.frozen
class Beside:
    """What an engine keeps of a post beside what it says.

    With another column than that of the agreement, `near` says `whose` a post is for several agreements at once, and `span`
    has that column beside the agreement. With columns to be `carried` a query gives what `each` clause says, not the answer.
    Where every row of `near` is to be `answered`, free ones too, it has a column `asks`: what is said wherever a post stands, if not 0.
    """

    whose: str = "deal"
    carried: Sequence[str] | None = None
    answered: bool = False


ALONE = Beside()


def decision(facets: Iterable[int], near: exp.Select | None = None, prepared: bool = False, beside: Beside = ALONE) -> exp.Select:
    """The whole query; `facets` are those that some box draws a line in. `near` is a table, or the query given.

    An engine can have `prepared` more: `span` is then a table, and `near` has the number `says` in place of the words,
    which stand in a table `saying`.
    """
    drawn = sorted(facets)
    keys = (SAYS,) if prepared else tuple(WORDS[facet] for facet in drawn)
    parts = (
        *((("near", near),) if near else ()),
        *((("span", span()),) if not prepared else ()),
        ("said_of", said_of(keys, "span" if prepared else "clause", beside.whose)),
        ("looked", looked(drawn, keys, "saying" if prepared else "said_of")),
        ("excepted", excepted(keys)),
        ("reached", reached(keys)),
        ("judged", judged(keys, beside)),
    )
    query = conclusion(beside)
    for name, part in parts:
        query = query.with_(name, as_=part)
    return query


def _columns(names: Sequence[str], table: str | None = None) -> list[exp.Expression]:
    return [column(name, table) for name in names]


def span() -> exp.Select:
    """The stretches of every agreement, each with what `judged` asks about its clause."""
    of_clause = _columns(("deal", "shape", "own", "doubt", "signed_from", "signed_to"), "clause")
    query = exp.select(*of_clause, *_columns(("opens", "closes", "certain"), "stretch")).from_("clause")
    return query.join("stretch", on=equal(column("clause", "stretch"), column("clause", "clause")))


def said_of(said: Sequence[str], shapes: str = "clause", whose: str = "deal") -> exp.Select:
    """What posts say, each once for each shape that it meets: a few thousand where there are a million posts."""
    keys = [column("shape", shapes), *_columns(said, "near")]
    query = exp.select(*keys).from_("near").join(shapes, on=equal(column(whose, shapes), column(whose, "near")))
    return query.group_by(*(key.copy() for key in keys))


def looked(facets: Sequence[int], said: Sequence[str], words: str) -> exp.Select:
    """How what is said lies to each part of a shape: the best of its boxes, each as bad as its worst facet."""
    keys = [column("shape", "said_of"), *_columns(said, "said_of"), column("part", "box"), column("exempt", "box")]
    lies = [_lies(facet) for facet in facets]
    out = [(equal(lie.copy(), OUTSIDE), OUTSIDE) for lie in lies]
    across = [(equal(lie.copy(), ACROSS), ACROSS) for lie in lies]
    unsure = (equal(column("doubt", "box"), 1), ACROSS)
    best = exp.Max(this=case(*out, *across, unsure, otherwise=INSIDE))
    query = exp.select(*keys, exp.alias_(best, "lies")).from_("said_of")
    if words != "said_of":
        query = query.join(words, on=every([equal(column(name, words), column(name, "said_of")) for name in said]))
    query = query.join("box", on=equal(column("shape", "box"), column("shape", "said_of")))
    for facet in facets:
        name = FACETS[facet].name
        query = _reaching(query, f"r_{name}", column(f"in_{name}", "box"), column(WORDS[facet], words))
    return query.group_by(*(key.copy() for key in keys))


def _reaching(query: exp.Select, name: str, border: exp.Expression, word: exp.Expression) -> exp.Select:
    """Join how a word lies to a border, where the table says it."""
    same = every([equal(column("border", name), border), equal(column("word", name), word)])
    return query.join(exp.alias_(exp.to_table("reach"), name, table=True), on=same, join_type="left")


def _lies(facet: int) -> exp.Expression:
    """How the word lies to the border of one facet: as the table says, else as the sign of the border does."""
    name = FACETS[facet].name
    default = case((exp.GT(this=column(f"in_{name}", "box"), expression=number(0)), OUTSIDE), otherwise=INSIDE)
    return exp.Coalesce(this=column("reach", f"r_{name}"), expressions=[default])


def _part(part: int) -> exp.Expression:
    """How the post lies to one part; a part without boxes is reached by nothing."""
    return exp.Max(this=case((equal(column("part"), part), column("lies")), otherwise=OUTSIDE))


def excepted(said: Sequence[str]) -> exp.Select:
    """Per exception: 2 if it frees, 1 if that is open, else 0; and the scope and what is always free beside it."""
    keys = [column("shape"), *_columns(said), column("exempt")]
    named = ((SCOPE, "scope"), (FREE, "free"), (TAKEN, "taken"), (BACK, "back"))
    inner = exp.select(*keys, *(exp.alias_(_part(part), name) for part, name in named))
    inner = inner.from_("looked").group_by(*(key.copy() for key in keys))
    freed = case(
        (equal(column("taken"), OUTSIDE), OUTSIDE),
        (some([equal(column("taken"), ACROSS), equal(column("back"), ACROSS)]), ACROSS),
        (equal(column("back"), OUTSIDE), INSIDE),
        otherwise=OUTSIDE,
    )
    outer = [column("shape"), *_columns(said)]
    best = [exp.alias_(exp.Max(this=column(name)), name) for name in ("scope", "free")]
    shown = exp.select(*outer, *best, exp.alias_(exp.Max(this=freed), "excepts"))
    return shown.from_(inner.subquery("parts")).group_by(*(key.copy() for key in outer))


def reached(said: Sequence[str]) -> exp.Select:
    """What is said that a shape forbids (2), or of which that is open (1)."""
    is_open = [equal(column(name), ACROSS) for name in ("scope", "free", "excepts")]
    forbids = case((some(is_open), ACROSS), otherwise=INSIDE)
    kept = [
        exp.NEQ(this=column("scope"), expression=number(OUTSIDE)),
        exp.NEQ(this=column("free"), expression=number(INSIDE)),
        exp.NEQ(this=column("excepts"), expression=number(INSIDE)),
    ]
    return exp.select(column("shape"), *_columns(said), exp.alias_(forbids, "forbids")).from_("excepted").where(every(kept))


def judged(said: Sequence[str], beside: Beside) -> exp.Select:
    """What each clause says of each post in a stretch of it: free, left to the interpreter, a misstatement, a violation."""
    own = exp.Coalesce(this=column("reach", "r_own"), expressions=[number(OUTSIDE)])
    ask = [
        equal(column("forbids", "reached"), ACROSS),
        equal(own.copy(), ACROSS),
        equal(column("certain", "span"), 1),
        equal(column("doubt", "span"), 1),
        equal(column("soft", "near"), 1),
    ]
    before = exp.LT(this=column("published", "near"), expression=column("signed_from", "span"))
    during = exp.LT(this=column("published", "near"), expression=column("signed_to", "span"))
    words: list[tuple[exp.Expression, int | exp.Expression]] = [
        (equal(own.copy(), INSIDE), FREED), (some(ask), ASK), (before, MISSTATEMENT), (during, ASK)
    ]  # fmt: skip
    whose = equal(column(beside.whose, "span"), column(beside.whose, "near"))
    inside = every([
        exp.LTE(this=column("opens", "span"), expression=column("published", "near")),
        exp.LT(this=column("published", "near"), expression=column("closes", "span")),
    ])  # fmt: skip
    same = [equal(column("shape", "reached"), column("shape", "span"))]
    same += [equal(column(name, "reached"), column(name, "near")) for name in said]
    deal, join = column("deal", "span"), ""
    if beside.answered:
        asks, beyond = column("asks", "near"), exp.Is(this=column("forbids", "reached"), expression=exp.Null())
        asked = exp.NEQ(this=asks, expression=number(0))
        words = [(asked, asks.copy()), (beyond, FREED), *words]
        inside = some([asked.copy(), inside])
        deal, join = column("deal", "near"), "left"
    said_so = exp.alias_(case(*words, otherwise=VIOLATION), "said")
    query = exp.select(column("post", "near"), deal, *_columns(beside.carried or (), "near"), said_so).from_("near")
    query = query.join("span", on=every([whose, inside]), join_type=join).join("reached", on=every(same), join_type=join)
    return _reaching(query, "r_own", column("own", "span"), column("brand", "near"))


def conclusion(beside: Beside) -> exp.Select:
    """What a table `judged` comes to."""
    return answer() if beside.carried is None else each(beside.carried, beside.answered)


def each(carried: Sequence[str], answered: bool = False) -> exp.Select:
    """What single clauses say, unless it is nothing: of those of a post and agreement the one with the most `WEIGHT` is the answer."""
    found = exp.select(*_columns(("post", "deal", *carried)), exp.alias_(column("said"), "verdict")).from_("judged")
    return found if answered else found.where(exp.GT(this=column("said"), expression=number(FREED)))


def worst(said: str) -> exp.Expression:
    """Of what several clauses say that with the most `WEIGHT`, in a query that groups them."""
    most = exp.Max(this=column(said))
    asked = exp.Max(this=case((equal(column(said), ASK), 1), otherwise=0))
    return case((equal(most.copy(), VIOLATION), VIOLATION), (equal(asked, 1), ASK), otherwise=most)


def answer() -> exp.Select:
    """The worst of the clauses, unless it is nothing."""
    keys = [column(name) for name in ("post", "deal")]
    said = exp.Max(this=column("said"))
    query = exp.select(*keys, exp.alias_(worst("said"), "verdict")).from_("judged").group_by(*(key.copy() for key in keys))
    return query.having(exp.GT(this=said, expression=number(FREED)))
