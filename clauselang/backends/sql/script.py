"""Tables and the query → the text of a script in one dialect: `CREATE TABLE`, `INSERT`, `SELECT`.

Every statement is a tree that sqlglot prints; names from contracts stand in it as values of rows, never as SQL. What
the script reads is a table `excl_post`, which the user makes of their posts:

| column | |
|---|---|
| `post` | a number of the row, of the user's choice |
| `influencer` | whose post it is, in small letters |
| `published` | microseconds since 1970-01-01T00:00Z; rows whose instant is not known exactly are left out and judged elsewhere |
| `act` … `event` | one value in small letters, null where unknown |
| `soft` | 1 for an approved post of an agreement and where a consent was given, else 0 |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from sqlglot import ErrorLevel, exp

from clauselang.backends.sql.query import BRAND, WORDS, case, column, decision, equal, every, number
from clauselang.backends.sql.spelling import Spellings
from clauselang.backends.sql.tables import COLUMNS, Tables
from clauselang.semantics.facet import FACETS, INDEX

Dialect: TypeAlias = Literal["duckdb", "spark", "trino", "bigquery", "snowflake", "databricks", "postgres"]
DIALECTS: tuple[Dialect, ...] = get_args(Dialect)
PREFIX = "excl_"
ROWS_PER_INSERT = 500
CELLS = tuple(facet.name for facet in FACETS if facet.name != "control")
_OURS: dict[str, tuple[str, ...]] = {
    **COLUMNS,
    "deal": ("deal", "name"),
    "creator": ("creator", "name"),
    "spelling": ("facet", "platform", "name", "word"),
}
_TEXTS = {("deal", "name"), ("creator", "name"), ("spelling", "platform"), ("spelling", "name")}


def script(tables: Tables, spellings: Spellings, deals: Sequence[str], creators: Mapping[str, int], own: int, dialect: Dialect) -> str:
    """The whole script. `own` is the word of an account of the creator's own, `creators` gives each influencer's number."""
    spelled = [(INDEX[facet], platform, name, word) for facet, platform, name, word in spellings.listed]
    rows: list[tuple[str, Iterable[Sequence[object]]]] = [
        *tables.rows(),
        ("deal", list(enumerate(deals))),
        ("creator", [(creator, name) for name, creator in creators.items()]),
        ("spelling", spelled),
    ]
    statements = [statement for name, found in rows for statement in _table(name, list(found))]
    query = decision(tables.drawn, near(tables.drawn, spellings, own))
    return "".join(f"{_printed(statement, dialect)};\n\n" for statement in (*statements, query))[:-1]


def _printed(statement: exp.Expression, dialect: Dialect) -> str:
    return statement.transform(_prefixed).sql(dialect, pretty=True, unsupported_level=ErrorLevel.RAISE)


def _prefixed(node: exp.Expression) -> exp.Expression:
    """Our tables get a prefix, so that they meet no word of a dialect and no table of the user's."""
    if isinstance(node, exp.Table) and (node.name in _OURS or node.name == "post"):
        renamed = node.copy()
        renamed.set("this", exp.to_identifier(PREFIX + node.name))
        if not node.alias:
            renamed.set("alias", exp.TableAlias(this=exp.to_identifier(node.name)))
        return renamed
    return node


def _table(name: str, rows: list[Sequence[object]]) -> Iterator[exp.Expression]:
    columns = _OURS[name]
    kinds = ["TEXT" if (name, each) in _TEXTS else "BIGINT" for each in columns]
    table = exp.Table(this=exp.to_identifier(PREFIX + name))
    defined = [
        exp.ColumnDef(this=exp.to_identifier(each), kind=exp.DataType.build(kind)) for each, kind in zip(columns, kinds, strict=True)
    ]
    yield exp.Create(this=exp.Schema(this=table.copy(), expressions=defined), kind="TABLE")
    for start in range(0, len(rows), ROWS_PER_INSERT):
        tuples = [exp.Tuple(expressions=[_literal(cell) for cell in row]) for row in rows[start : start + ROWS_PER_INSERT]]
        schema = exp.Schema(this=table.copy(), expressions=[exp.to_identifier(each) for each in columns])
        yield exp.Insert(this=schema, expression=exp.Values(expressions=tuples))


def _literal(cell: object) -> exp.Expression:
    if isinstance(cell, str):
        return exp.Literal.string(cell)
    assert isinstance(cell, int)
    return number(cell) if cell >= 0 else exp.Neg(this=number(-cell))


def near(facets: Iterable[int], spellings: Spellings, own: int) -> exp.Select:
    """Each post with each agreement of its creator within whose windows it can lie, and its words."""
    wanted = [column("post", "post"), column("deal", "envelope"), column("published", "post"), column("soft", "post")]
    within: list[exp.Expression] = [
        equal(column("creator", "envelope"), column("creator", "creator")),
        exp.LTE(this=column("opens", "envelope"), expression=column("published", "post")),
        exp.LT(this=column("published", "post"), expression=column("closes", "envelope")),
    ]
    query = exp.select(*wanted).from_("post")
    query = query.join("creator", on=equal(column("name", "creator"), column("influencer", "post"))).join("envelope", on=every(within))
    drawn = frozenset(facets)
    for facet in sorted({BRAND, *drawn}):
        name = FACETS[facet].name
        if name == "control":
            query = query.select(exp.alias_(number(own), WORDS[facet]))
            continue
        spelled = f"s_{name}"
        same = [equal(column("facet", spelled), facet), equal(column("name", spelled), column(name, "post"))]
        if name == "format":
            same.append(
                equal(column("platform", spelled), exp.Coalesce(this=column("platform", "post"), expressions=[exp.Literal.string("")]))
            )
        query = query.join(exp.alias_(exp.to_table("spelling"), spelled, table=True), on=every(same), join_type="left")
        unlisted = case(
            (exp.Is(this=column(name, "post"), expression=exp.Null()), spellings.unknown[name]),
            otherwise=spellings.other.get(name, spellings.unknown[name]),
        )
        word = exp.Coalesce(this=column("word", spelled), expressions=[unlisted])
        called = [*((WORDS[facet],) if facet in drawn else ()), *(("brand",) if facet == BRAND else ())]
        query = query.select(*(exp.alias_(word.copy(), each) for each in called))
    return query
