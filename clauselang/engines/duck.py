"""A batch → verdicts through DuckDB: it reads the posts, decides what is known, and hands the rest to the interpreter."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import lru_cache, partial
from itertools import count
from typing import Any

from clauselang.backends.sql.query import Beside, decision, span
from clauselang.backends.sql.tables import ASK, Tables
from clauselang.backends.sql.tables import COLUMNS as TABLES
from clauselang.engines.batch import Batch, Outcome
from clauselang.engines.cases import REACHED, forbidding, judging
from clauselang.engines.columns import CELLS, Shape
from clauselang.engines.crew import lower_all
from clauselang.engines.kept import WORD as LISTED
from clauselang.engines.kept import Kept
from clauselang.engines.listing import MAX_REPORTS, Hit, Listing
from clauselang.engines.meanwhile import meanwhile, step_back
from clauselang.engines.memory import give_back
from clauselang.engines.sayings import KEYS, Sayings
from clauselang.engines.scan import NOBODY, Scan, inside, owners
from clauselang.engines.store import LOADED, Store, by_column
from clauselang.engines.tally import Counted, Tally, counted
from clauselang.engines.unread import Unread
from clauselang.engines.watch import Watched, drawn
from clauselang.engines.words import Reader
from clauselang.ingest.mapping import Mapping as Foreign
from clauselang.semantics.facts import Activity
from clauselang.semantics.verdict import Word

# Columns of the tables of windows: instants, answers of few values, and for the rest numbers given one by one.
_KINDS = dict.fromkeys(("party", "opens", "closes", "signed_from", "signed_to"), "n")
_KINDS |= dict.fromkeys(("doubt", "certain", "part", "reach"), "b")
_SPAN = ("party", "deal", "shape", "own", "doubt", "signed_from", "signed_to", "opens", "closes", "certain")
_BESIDE = Beside("party")
SHARED = frozenset(("agreement", "envelope", "span", "box", "party", "name"))  # tables that every part of a run asks


class Duck:
    """One run over one connection. `source` is the expression that reads the posts; `like` has lowered the same agreements before."""

    unread: Unread  # as soon as all posts are counted, as is how many there are
    tally: Tally

    def __init__(
        self, connection: Any, batch: Batch, shape: Shape, source: Any, names: dict[str, str], mapping: Foreign | None,
        like: Duck | None = None,
    ) -> None:  # fmt: skip
        self.store = Store(connection, SHARED)
        self.batch = batch
        self.shape = shape
        self.names = names
        self.every = self.by_name = False
        self._marks: list[str] = []  # the cells that mark a post as a deliverable
        self.is_lowered = like is not None
        self.tables: Tables = like.tables if like else Tables()
        self.read: Reader = like.read if like else Reader(batch, shape, self.tables.sets, mapping or Foreign())
        self.sayings = Sayings(self.store, self.read, self.tables, shape)
        translated = mapping is not None and bool({"published_at", "timezone"} & {*mapping.values, *mapping.defaults})
        self._views = {name: each(source, translated).sql("duckdb") for name, each in (("posts", shape.view), ("plain", shape.plain))}
        self._show(connection)

    def _show(self, connection: Any) -> None:
        """Let a connection see the posts."""
        connection.execute("SET TimeZone = 'UTC'")
        for name, query in self._views.items():
            connection.execute(f"CREATE TEMP VIEW {name} AS {query}")

    def run(self, every: bool = False, reasons: bool = True) -> Outcome:
        """The verdicts; those that are free are listed only when `every` one is asked for."""
        self.every = every
        self.prepare()
        self.find(reasons)
        with self.store.sparing():
            listing, records = self._listing(reasons)
        counts: dict[Word, int] = {word: count for word, count in records.counts.items() if word != "compliant"}
        if free := self.tally.met - listing.passed - sum(counts.values()):
            counts["compliant"] = free
        strange = self.read.undeclared(min(self.names.values()).rpartition("/")[2])
        refused = {each.message: each for each in (*self.unread.reports(self.store.rows, self.names, MAX_REPORTS), *listing.reports)}
        reports = (*self.batch.reports.values(), *tuple(refused.values())[:MAX_REPORTS], *strange)
        return Outcome(records, counts, reports, self.tally.unmatched, listing.asked)

    def prepare(self) -> None:
        """All that is known before posts are judged."""
        self._meet()
        with (  # a scan that has what cores are left while agreements are lowered and words are read
            closing(self.store.db.cursor()) as beside,
            meanwhile(partial(self._counted, beside), beside.interrupt) as tallied,
        ):
            self._learn()
            self.unread, each = tallied()
            self.tally = Tally.of(self.read, each)
        self.store.restart()
        if self.by_name:
            self._spell()

    def _meet(self) -> None:
        """Learn whose posts there may be, and which of them are deliverables."""
        ordered = sorted(self.names, key=self.names.__getitem__)
        self.store.load("file", ("filename", "number"), "ti", [(name, number) for number, name in enumerate(ordered)])
        self._truths()
        self._creators()
        self._deliverables()

    def _learn(self) -> None:
        """Lower the agreements, and learn what posts are thought to say."""
        self._lower()
        if not self.is_lowered:
            self.read.know()
        self.scan.prepare()
        _judging(), forbidding(self.tables.drawn)  # made here and remembered, since they depend on no post

    def find(self, reasons: bool = True) -> None:
        """Decide what is known of the posts that can matter; without `reasons` cells are kept only where the interpreter reads them."""
        give_back()
        watch = self.batch.watch if isinstance(self.batch, Watched) else None
        with drawn(watch, "scanning", self._posts, self.store.db.query_progress, "posts"):
            self.scan.run(reasons)
        said = [*self.scan.said()]
        if not self.scan.is_complete:
            self.sayings.learn({"control": self.read.own} if self.by_name else None)
            said += self._decided()
        with self.store.sparing():
            self.store.db.execute(f"CREATE TEMP TABLE said AS {' UNION ALL '.join(said)}")
        self.store.drop("near_all")

    def _posts(self) -> int:
        """How many posts there are."""
        return int(self.store.one("SELECT count(*) FROM plain"))

    def _truths(self) -> None:
        keys = self.store.rows("SELECT DISTINCT k_deliverable FROM posts") if "deliverable" in self.shape.theirs else [("",)]
        found = [(key, *self.read.truth(key)) for (key,) in keys]
        self._marks = [key for key, soft, _ in found if soft]
        self.sayings.add("truth", "k_deliverable", found, ("soft", "ask"), "bb")

    def _creators(self) -> None:
        """Whose posts are whose.

        A name that compares equal in SQL is joined in the one scan, and only the others are read, once all posts are counted.
        Where that says too little (deliverables among the posts, `--all`), every name and account in the posts is read first.
        """
        self.by_name = self.read.by_name and not self._marks and not self.every
        self.scan = Scan(self.store, self.read, self.tables, self.sayings, self.shape, len(self.names) > 1, self.by_name, self.every)
        if not self.by_name:
            owners(self.store, self.read, "creator", "SELECT DISTINCT k_influencer, k_account FROM posts")
        if self.read.by_name and not self.is_lowered:
            self.store.load_columns("name", ("name", "creator", "deals"), "tii", [self.read.names()])

    def _counted(self, connection: Any) -> tuple[Unread, list[Counted]]:
        """Which posts cannot be read, and how many there are of whom."""
        step_back()
        Store(connection).restart()
        self._show(connection)
        unread = Unread.of(Store(connection).rows, self.read)
        return unread, counted(connection, self.read, unread, self.by_name)

    def _spell(self) -> None:
        """Learn how posts write names."""
        spelt = self.tally.spelt.items()
        self.store.insert("name", "tii", by_column((name, *owner) for name, owner in spelt))
        self.scan.nameless = sorted(self.tally.nameless)
        is_alike = self.store.one("SELECT count(DISTINCT hash(name)) < count(*) FROM name")
        self.scan.is_alike = self.tally.is_alike or is_alike

    def _deliverables(self) -> None:
        if not self._marks:
            return
        same = ", ".join(f"${at}" for at in range(1, len(self._marks) + 1))
        cells = ", ".join(f"p.{name}" for name in CELLS)
        query = (
            f"SELECT p.file_row_number, {cells} FROM posts p JOIN creator USING (k_influencer, k_account) "
            f"WHERE p.k_deliverable IN ({same}) ORDER BY p.filename, p.file_row_number"
        )
        found = (self.read.activity(row, cells) for row, *cells in self.store.rows(query, self._marks))
        self.batch.notice(activity for activity in found if isinstance(activity, Activity))

    def _lower(self) -> None:
        """Make the tables of windows, which parts share."""
        if not self.is_lowered:
            self._gather()
        if self.by_name:
            self.store.db.execute(
                "CREATE TEMP VIEW whose AS SELECT name.name, y.party, y.tongue, y.opens, y.closes "
                "FROM party y JOIN name ON name.creator = y.creator WHERE y.opens IS NOT NULL"
            )

    def _gather(self) -> None:
        """Lower the agreements, and gather them by party: a post is met once by all those of a creator that speak one tongue."""
        creators, tongues = self.batch.numbers, self.read.tongues
        parties = creators if tongues == 1 else [each * tongues + tongue for each, tongue in zip(creators, self.read.speaks, strict=True)]
        self.store.load_columns("agreement", ("deal", "party"), "in", [(range(len(parties)), parties)])
        for name, columns in (("envelope", TABLES["envelope"]), ("span", _SPAN)):
            self.store.define(name, columns, _kinds(columns))
        lower_all(self.batch, self.tables, partial(self._put, parties, LOADED))
        self._put(parties, 0)
        self.store.db.execute(f"INSERT INTO span ({', '.join(NOBODY)}) VALUES ({', '.join(map(str, NOBODY.values()))})")
        self.store.load("box", TABLES["box"], _kinds(TABLES["box"]), self.tables.boxes)
        self.store.db.execute(
            f"CREATE TABLE party AS SELECT a.party, a.party // {tongues} AS creator, a.party % {tongues} AS tongue, "
            "min(e.opens) AS opens, max(e.closes) AS closes FROM agreement a LEFT JOIN envelope e ON e.deal = a.deal GROUP BY a.party"
        )

    def _put(self, parties: Sequence[int], least: int) -> None:
        """Move windows into the engine, if there are many. Clauses come with all their stretches, so that one part is whole."""
        tables = self.tables
        if tables.clause.held > least:
            self.store.insert("envelope", _kinds(TABLES["envelope"]), [tables.envelope.give()])
            clauses = tables.clause.give()
            party = array("q", map(parties.__getitem__, clauses[TABLES["clause"].index("deal")]))
            with (
                self.store.lent("clause", (*TABLES["clause"], "party"), "n" * (1 + len(clauses)), [*clauses, party]),
                self.store.lent("stretch", TABLES["stretch"], "n" * len(TABLES["stretch"]), tables.stretch.give()),
            ):
                self.store.db.execute(_spanning())

    def _decided(self) -> list[str]:
        """What is said of undecided posts near a window; what they say is looked through here if it is few cases, else by DuckDB."""
        sayings = self.sayings
        asks = f"(s.at IS NULL OR s.k_consent_at <> '' OR s.creator_asks + {sayings.asks} > 0)"
        near = (
            f"SELECT s.place AS post, s.party, s.at AS published, {sayings.of('truth', 'soft')}::TINYINT AS soft, "
            f"{sayings.of('brand', 'word')} AS brand, {sayings.sum('adds', KEYS)} AS says "
            f"FROM {sayings.joined(sayings.joins)} WHERE NOT {asks}"
        )
        cases = sayings.forbidden()
        if cases is None:  # it is gone through several times
            self.store.db.execute(f"CREATE TEMP TABLE near_all AS {near}")
            near = "SELECT * FROM near_all"
        self.store.db.execute(f"CREATE TEMP VIEW near AS {near}")
        if cases is None:
            sayings.tell()
            query = decision(self.tables.drawn, prepared=True, beside=_BESIDE).sql("duckdb")
        else:
            self.store.load("reached", REACHED, "iib", cases)
            query = _judging()
        asked = f"SELECT s.place, a.deal, {ASK} FROM {sayings.joined(sayings.asking)} JOIN agreement a ON a.party = s.party "
        asked += f"WHERE {asks}" if self.every else f"JOIN envelope e ON e.deal = a.deal AND ({inside('s', 'e')}) WHERE {asks}"
        return [f"SELECT post, deal, verdict FROM ({query})", asked]

    # What is listed.

    def _listing(self, reasons: bool) -> tuple[Listing, Kept]:
        """Posts of which the verdict alone is wanted are listed by number; the others are judged agreement by agreement,
        so that each is lowered once."""
        listing = Listing(self.batch, self.read)
        kept = Kept(self.store, sorted(self.names.values()), self.batch.agreements.names)
        file = "JOIN file ON file.filename = s.filename" if len(self.names) > 1 else "CROSS JOIN file"
        verdict = "COALESCE(said.verdict, 0)"
        deal = "a" if self.every else "said"
        one = f"file.number AS number, s.file_row_number AS row, {deal}.deal AS deal, {verdict} AS verdict"
        everyone = "JOIN agreement a ON a.party = s.party LEFT JOIN said ON said.post = s.place AND said.deal = a.deal"
        joined = f"survivor s {file} {everyone if self.every else 'JOIN said ON said.post = s.place'}"
        is_bare = "false"
        if not reasons:
            is_bare = f"{verdict} IN ({', '.join(map(str, LISTED))}) AND {self.read.plain_id('s.c_id')}"
            kept.add_bare(f"SELECT {one}, s.c_id AS id FROM {joined} WHERE {is_bare}")
        cells = ", ".join(f"s.{name}" for name in CELLS)
        place = f"row_number() OVER (ORDER BY {deal}.deal, file.number, s.file_row_number) AS place"
        self.store.db.execute(f"CREATE TEMP TABLE hit AS SELECT {place}, {one}, {cells} FROM {joined} WHERE NOT ({is_bare})")
        self.store.drop("survived", "said")
        kept.add(listing.each(self._hits(kept.files), self.every, reasons))
        self.store.drop("hit")
        return listing, kept

    def _hits(self, files: Sequence[str]) -> Iterator[Hit]:
        """The posts to be judged, in parts, since they are judged on the connection that they are read from."""
        for start in count(1, LOADED):
            part = list(self.store.rows("SELECT * FROM hit WHERE place >= $1 AND place < $2 ORDER BY place", [start, start + LOADED]))
            if not part:
                return
            for _, number, row, deal, verdict, *cells in part:
                yield Hit((number, row, deal), deal, verdict, files[number], row, cells)


@lru_cache
def _judging() -> str:
    """The query that judges posts where it is known what a shape forbids."""
    return str(judging(_BESIDE).sql("duckdb"))


@lru_cache
def _spanning() -> str:
    """The statement that adds the stretches of some clauses, each with what its clause says, for its party."""
    return f"INSERT INTO span BY NAME {span().select('clause.party').sql('duckdb')}"


def _kinds(columns: Sequence[str]) -> str:
    return "".join(_KINDS.get(column, "i") for column in columns)
