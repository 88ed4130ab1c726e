"""A batch → verdicts through Spark: it scans the posts, decides what is known, and hands the rest to the interpreter.

The steps are those of the DuckDB engine. Small tables are made here and broadcast; the query that decides is the same
tree, printed for Spark. Nothing depends on the order of partitions: rows have the place that they have in their file,
and a table, whose rows have none, is listed in the order of its cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import reduce
from itertools import count
from typing import Any, cast

from pyspark.sql import functions as f
from sqlglot import ErrorLevel, exp

from clauselang.backends.sql.query import column, decision, equal, every, number
from clauselang.backends.sql.tables import ASK, Tables
from clauselang.backends.sql.tables import COLUMNS as TABLES
from clauselang.engines.batch import Batch, Outcome
from clauselang.engines.columns import KEYED, Shape
from clauselang.engines.listing import Hit, Listing
from clauselang.engines.spark_posts import Posts, plain_row
from clauselang.engines.spark_tables import every_one, table
from clauselang.engines.spark_whose import Match, owners_of, whose
from clauselang.engines.words import Reader
from clauselang.ingest.mapping import Mapping
from clauselang.semantics.facet import FACETS, INDEX
from clauselang.semantics.facts import Activity
from clauselang.semantics.verdict import Word

CHEAP = ("act", "kind")  # facets of few words, by which most posts drop out
MOST_CHEAP = 1_000
# The keys that the word of each facet is read from; a second only where the first leaves it open.
SOURCES: dict[str, tuple[str, ...]] = {
    "act": ("act",),
    "kind": ("kind",),
    "brand": ("brand",),
    "category": ("brand", "category"),
    "platform": ("platform",),
    "format": ("platform", "format"),
    "account": ("account",),
    "territory": ("territory",),
    "event": ("event",),
    "zone": ("timezone",),
}
ZONE = len(FACETS)  # stands for time zones among the numbers of facets
_RUNS = count(1)


class Spark:
    """One run in one session. Use `spark_session.judge`, which sets the session's zone and takes views away again."""

    def __init__(self, session: Any, batch: Batch, posts: Posts, mapping: Mapping | None) -> None:
        self.session = session
        self.batch = batch
        self.posts = posts
        self.shape: Shape = posts.shape
        self.tables = Tables()
        self.read = Reader(batch, self.shape, self.tables.sets, mapping or Mapping())
        self.groups: dict[str, set[str]] = {}
        self.soft: dict[str, tuple[int, int]] = {}
        self.prefix = f"clauselang_{next(_RUNS)}_"
        self.views: list[str] = []

    def prepare(self) -> None:
        """Find the deliverables among the posts, and lower every agreement."""
        self.groups = self._groups()
        self.soft = self._truths()
        self._deliverables()
        self._lower()

    def judge(self, posts: Posts, every: bool = False, reasons: bool = True) -> Outcome:
        """The verdicts on some of the posts; those that are free are listed only when `every` one is asked for."""
        listing = Listing(self.batch, self.read)
        views = len(self.views)
        try:
            found = whose(self.session, posts, self.read)
            survived = self._survive(posts, found.matches, every)
            hits = self._hits(posts, survived, self._decide(survived), every)
            listing.collect(hits, every, reasons)
        finally:
            self._drop(views)
        counts: dict[Word, int] = {}
        records = listing.records
        for word in (cast(Word, record["verdict"]) for record in records):
            if word != "compliant":
                counts[word] = counts.get(word, 0) + 1
        if free := found.met - listing.refused - sum(counts.values()):
            counts["compliant"] = free
        strange = self.read.undeclared(self.posts.first)
        return Outcome(records, counts, (*self.batch.reports.values(), *listing.reports, *strange), found.unmatched, listing.asked)

    def close(self) -> None:
        """Take away what the session was given."""
        self._drop(0)

    def _drop(self, first: int) -> None:
        for view in self.views[first:]:
            self.session.catalog.dropTempView(view)
        del self.views[first:]

    # Tables.

    def load(self, columns: Sequence[str], kinds: str, rows: Iterable[Sequence[object]]) -> Any:
        """A small table; `kinds` has a letter for each column, `n` for numbers and `t` for text."""
        return table(self.session, columns, kinds, rows)

    def view(self, name: str, frame: Any) -> None:
        """Give a table a name that only this run has."""
        frame.createOrReplaceTempView(self.prefix + name)
        self.views.append(self.prefix + name)

    # Who, and what they say.

    def _groups(self) -> dict[str, set[str]]:
        """What the cells of few words hold, for each column; columns of many words are left out."""
        posts = self.posts
        names = [name for name in (*CHEAP, "deliverable") if name in self.shape.theirs]
        rows = posts.frame.select(*(posts.text(name).alias(name) for name in names)).distinct().limit(MOST_CHEAP + 1).collect()
        return {name: {row[name] for row in rows} for name in names} if len(rows) <= MOST_CHEAP else {}

    def _truths(self) -> dict[str, tuple[int, int]]:
        """Which cells mark a post as a deliverable, and which cannot be read."""
        found = self.groups.get("deliverable", {""})
        if "deliverable" in self.shape.theirs and "deliverable" not in self.groups:
            found = {key for (key,) in self.posts.frame.select(self.posts.text("deliverable")).distinct().collect()}
        return {key: self.read.truth(key) for key in sorted(found)}

    def _deliverables(self) -> None:
        marks = [key for key, (is_soft, _) in self.soft.items() if is_soft]
        if not marks:
            return
        posts = self.posts.narrowed(self.posts.frame.where(self.posts.text("deliverable").isin(marks)))
        owners, _, _ = owners_of(posts, self.read)
        named = self.load(("influencer", "account"), "tt", (owner[:2] for owner in owners))
        same = every_one(posts.text(name) == named[name] for name in ("influencer", "account"))
        keys = [posts.text(name).alias(f"k_{name}") for name in KEYED]
        rows = posts.frame.join(named, same, "left_semi").select("file", "row", "c_id", "c_published_at", *keys).collect()
        placed = sorted(((posts.order(row[0], row[1], row[2:]), row) for row in map(plain_row, rows)), key=lambda each: each[0])
        found = (self.read.activity(row[1], row[2:]) for _, row in placed)
        self.batch.notice(activity for activity in found if isinstance(activity, Activity))

    def _lower(self) -> None:
        for index in range(len(self.batch.agreements)):
            self.tables.add(index, self.read.number_of(index), self.batch.norms(index))
        for name, rows in self.tables.rows():
            if name not in ("reach", "envelope"):  # the words are not known yet, and whose posts are near is joined here
                self.view(name, self.load(TABLES[name], "n" * len(TABLES[name]), rows))

    def _survive(self, posts: Posts, matches: tuple[Match, ...], every: bool) -> Any:
        """The one scan: posts within the envelope of an agreement of their creator, or whose time is not exact."""
        opening = {deal: (opens, closes) for deal, _, opens, closes in self.tables.envelope}
        deals: dict[int, list[tuple[int, int, int, int]]] = {}
        for index in range(len(self.batch.agreements)):
            if every or index in opening:
                deals.setdefault(self.read.number_of(index), []).append((index, self.read.tongue(index), *opening.get(index, (0, 0))))
        cheap = f.lit(True) if every else every_one(self._cheap(posts))
        inside = f.col("at").isNull() | ((f.col("at") >= f.col("opens")) & (f.col("at") < f.col("closes")))
        met = []
        for match in matches:
            rows = [(*cells, *of, *deal) for cells, creator, *of in match.rows for deal in deals.get(creator, ())]
            named = tuple(f"who_{number}" for number in range(len(match.keys)))
            columns = (*named, "a_control", "creator_asks", "deal", "tongue", "opens", "closes")
            owners = self.load(columns, "t" * len(named) + "n" * 6, rows)
            same = every_one(key == f.col(name) for key, name in zip(match.keys, named, strict=True))
            met.append(match.frame.where(cheap).join(owners, same if every else same & inside))
        keys = [posts.text(name).alias(f"k_{name}") for name in KEYED]
        wanted = ("file", "row", "c_id", "c_published_at", "at", "deal", "tongue", "a_control", "creator_asks")
        found = reduce(lambda left, right: left.unionByName(right), (frame.select(*wanted, *keys) for frame in met))
        unclear = f.when(f.col("at").isNull() | (f.col("k_consent_at") != ""), 1).otherwise(0)
        found = found.withColumns({"soft": self._marked(0), "unclear": f.col("creator_asks") + self._marked(1) + unclear})
        return self._named(found)

    def _cheap(self, posts: Posts) -> Iterator[Any]:
        """Conditions on single columns that every post must meet to matter to any clause."""
        for facet in CHEAP:
            reached = self.tables.reached(INDEX[facet])
            found = sorted(self.groups.get(facet, ()))
            matter = [key for key in found if self.read.matters(facet, {facet: key}, reached)]
            if len(matter) < len(found):
                yield posts.text(facet).isin(matter)

    def _marked(self, at: int) -> Any:
        """Of each survivor, whether it is a deliverable (0), or whether that cannot be read (1)."""
        marks = [key for key, found in self.soft.items() if found[at]]
        return f.when(f.col("k_deliverable").isin(marks), 1).otherwise(0) if marks else f.lit(0)

    def _named(self, frame: Any) -> Any:
        """The survivors, made once and kept, each with a name of its own.

        If a part of them is lost with a machine the run fails, rather than that it is made again under other names.
        """
        if self.posts.is_table:
            name = f.monotonically_increasing_id()
        else:
            name = f.col("row") if len(self.posts.files) == 1 else f.concat_ws(":", "file", "row")
        return frame.withColumn("post", name).localCheckpoint()

    # What is decided.

    def _decide(self, survived: Any) -> Any:
        """(post, deal, verdict) of every survivor that is not simply free."""
        words = self._words(survived)
        drawn = self.tables.drawn
        rows = ((INDEX.get(name, ZONE), *row) for name, found in words.items() for row in found)
        self.view("survivor", survived)
        self.view("word", self.load(("facet", "tongue", "one", "two", "word", "ask"), "nnttnn", rows))
        self.view("reach", self.load(TABLES["reach"], "nnn", self.tables.sets.rows()))
        near = self.session.sql(self._printed(_near(words, drawn))).localCheckpoint()
        self.view("near", near.where("ask = 0"))
        asked = near.where("ask > 0").select("post", "deal", f.lit(ASK).alias("verdict"))
        return self.session.sql(self._printed(decision(drawn))).unionByName(asked) if drawn else asked

    def _words(self, survived: Any) -> dict[str, list[tuple[Any, ...]]]:
        """A dictionary for each facet of what the survivors say, read by the one reader of cells."""
        said = []
        for name in SOURCES:
            one, two = (f.expr(cell.sql("spark")) for cell in _keys(name))
            said.append(f.struct(f.lit(name).alias("facet"), one.alias("one"), two.alias("two")))
        rows = survived.select("tongue", f.explode(f.array(*said)).alias("said")).select("tongue", "said.*").distinct().collect()
        found: dict[str, list[tuple[Any, ...]]] = {name: [] for name in SOURCES}
        for tongue, name, one, two in sorted(rows):
            if name == "zone":
                read = (0, self.read.asks({"timezone": one}))
            else:
                first, *second = SOURCES[name]
                read = self.read.word(tongue, name, {first: one} | dict.fromkeys(second, two))
            found[name].append((tongue, one, two, *read))
        return found

    def _printed(self, query: exp.Expression) -> str:
        """The text of the query for Spark, over the tables of this run."""

        def renamed(node: Any) -> Any:
            if isinstance(node, exp.Table) and self.prefix + node.name in self.views:
                return exp.alias_(exp.to_table(self.prefix + node.name), node.alias or node.name, table=True)
            return node

        tree = query.transform(renamed)
        return str(tree.sql("spark", unsupported_level=ErrorLevel.RAISE))

    # What is listed.

    def _hits(self, posts: Posts, survived: Any, said: Any, every: bool) -> Iterator[Hit]:
        columns = ("file", "row", "deal", "c_id", "c_published_at", *(f"k_{name}" for name in KEYED))
        verdicts = said.select(f.col("post").alias("s_post"), f.col("deal").alias("s_deal"), "verdict")
        same = (f.col("post") == f.col("s_post")) & (f.col("deal") == f.col("s_deal"))
        joined = survived.join(verdicts, same, "left" if every else "inner")
        hits = []
        for row in joined.select(*columns, f.coalesce("verdict", f.lit(0))).collect():
            file, number, deal, *cells, verdict = plain_row(row)
            place = (*posts.order(file, number, cells), deal)
            hits.append(Hit(place, deal, verdict, posts.name(file), None if posts.is_table else number, cells))
        hits.sort(key=lambda hit: (hit.deal, hit.order))  # by agreement, so that each is lowered once
        yield from hits


def _near(words: dict[str, list[tuple[Any, ...]]], drawn: Set[int]) -> exp.Select:
    """The survivors with the number of each word; a dictionary that says the same of all of them is not joined."""
    asks: exp.Expression = column("unclear", "survivor")
    query = exp.select(*(column(name, "survivor") for name in ("post", "deal", "soft")), exp.alias_(column("at", "survivor"), "published"))
    for name, rows in words.items():
        read, ask = ({row[at] for row in rows} for at in (3, 4))
        word = number(min(read, default=0))
        if len(ask) > 1 or (len(read) > 1 and (INDEX.get(name) in drawn or name == "brand")):
            one, two = _keys(name)
            of = f"d_{name}"
            same = [equal(column("facet", of), INDEX.get(name, ZONE)), equal(column("tongue", of), column("tongue", "survivor"))]
            same += [equal(column("one", of), one), equal(column("two", of), two)]
            query = query.join(exp.alias_(exp.to_table("word"), of, table=True), on=every(same))
            asks = exp.Add(this=asks, expression=column("ask", of))
            word = column("word", of)
        elif ask:
            asks = exp.Add(this=asks, expression=number(min(ask)))
        if name != "zone":
            query = query.select(exp.alias_(word, f"a_{name}"))
        if name == "brand":
            query = query.select(exp.alias_(word.copy(), name))
    return query.select(column("a_control", "survivor"), exp.alias_(asks, "ask")).from_("survivor")


def _keys(name: str) -> tuple[exp.Expression, exp.Expression]:
    """The keys of a survivor that a word is read from."""
    first, *second = (exp.column(f"k_{each}") for each in SOURCES[name])
    empty = exp.Literal.string("")
    if not second:
        return first, empty
    is_open = equal(second[0], empty)
    if name == "category":  # the brand says it where no category is given
        return exp.Case().when(is_open, first).else_(empty), second[0].copy()
    return exp.Case().when(is_open, empty).else_(first), second[0].copy()
