"""A batch → verdicts through DuckDB: it reads the posts, decides what is known, and hands the rest to the interpreter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from itertools import chain, count, islice
from typing import Any

from sqlglot import exp

from clauselang.backends.sql.query import decision, span
from clauselang.backends.sql.query import worst as worst_of
from clauselang.backends.sql.tables import ASK, Rows, Tables
from clauselang.backends.sql.tables import COLUMNS as TABLES
from clauselang.engines.batch import Batch, Outcome
from clauselang.engines.cases import REACHED, forbidding, judging
from clauselang.engines.columns import CELLS, KEYED, UNKEYED, Shape
from clauselang.engines.crew import lower_all
from clauselang.engines.foreseen import First, Foreseen, first_cells, fits
from clauselang.engines.guess import Guess
from clauselang.engines.kept import WORD as LISTED
from clauselang.engines.kept import Kept
from clauselang.engines.listing import MAX_REPORTS, Hit, Listing
from clauselang.engines.memory import give_back
from clauselang.engines.sayings import KEYS, Sayings
from clauselang.engines.store import LOADED, Store
from clauselang.engines.unread import Unread
from clauselang.engines.watch import Watched, drawn
from clauselang.engines.words import PLAIN, Reader
from clauselang.ingest.mapping import Mapping as Foreign
from clauselang.semantics.facet import INDEX
from clauselang.semantics.facts import Activity
from clauselang.semantics.verdict import Word

CHEAP = ("act", "kind")  # facets of few words, by which most posts drop out
MOST_CHEAP = 100  # words that never matter
MOST_CASES = 5_000  # of what posts can say, to be looked through without DuckDB
# Columns of the tables of windows: instants, answers of few values, and for the rest numbers given one by one.
_KINDS = dict.fromkeys(("party", "opens", "closes", "signed_from", "signed_to"), "n")
_KINDS |= dict.fromkeys(("doubt", "certain", "part", "reach"), "b")
_SPAN = ("party", "deal", "shape", "own", "doubt", "signed_from", "signed_to", "opens", "closes", "certain")
SHARED = frozenset(("agreement", "envelope", "span", "box", "party"))  # tables that every part of a run asks


class Duck:
    """One run over one connection. `source` is the expression that reads the posts; `like` has lowered the same agreements before."""

    def __init__(
        self, connection: Any, batch: Batch, shape: Shape, source: Any, names: dict[str, str], mapping: Foreign | None,
        like: Duck | None = None,
    ) -> None:  # fmt: skip
        self.store = Store(connection, SHARED)
        self.batch = batch
        self.shape = shape
        self.names = names
        self.every = self.by_name = self.is_foreseen = False
        self.guess: Guess | None = None  # of what posts will say
        self._marks: list[str] = []  # the cells that mark a post as a deliverable
        self.is_lowered = like is not None
        self.tables: Tables = like.tables if like else Tables()
        self.read: Reader = like.read if like else Reader(batch, shape, self.tables.sets, mapping or Foreign())
        self.sayings = Sayings(self.store, self.read, self.tables, shape)
        self.store.db.execute("SET TimeZone = 'UTC'")
        translated = mapping is not None and bool({"published_at", "timezone"} & {*mapping.values, *mapping.defaults})
        self.store.db.execute(f"CREATE TEMP VIEW posts AS {shape.view(source, translated).sql('duckdb')}")
        self.store.db.execute(f"CREATE TEMP VIEW plain AS {shape.plain(source, translated).sql('duckdb')}")

    def run(self, every: bool = False, reasons: bool = True) -> Outcome:
        """The verdicts; those that are free are listed only when `every` one is asked for."""
        self.every = every
        self.prepare()
        self.find(reasons)
        with self.store.sparing():
            listing, records = self._listing(reasons)
        counts: dict[Word, int] = {word: count for word, count in records.counts.items() if word != "compliant"}
        unread = Unread.of(self.store.rows, self.read)
        met, unmatched = self._tally(unread)
        if free := met - listing.passed - sum(counts.values()):
            counts["compliant"] = free
        strange = self.read.undeclared(min(self.names.values()).rpartition("/")[2])
        refused = {each.message: each for each in (*unread.reports(self.names, MAX_REPORTS), *listing.reports)}
        reports = (*self.batch.reports.values(), *tuple(refused.values())[:MAX_REPORTS], *strange)
        return Outcome(records, counts, reports, unmatched, listing.asked)

    def prepare(self) -> None:
        """Learn whose posts there may be, and lower the agreements."""
        ordered = sorted(self.names, key=self.names.__getitem__)
        self.store.load("file", ("filename", "number"), "ti", [(name, number) for number, name in enumerate(ordered)])
        self._truths()
        self._creators()
        self._deliverables()
        self._lower()
        if not self.is_lowered:
            self.read.know()
        self.sayings.prepare()
        if self.by_name and "truth" in self.sayings.same:
            self.guess = Guess.of(self.read, fits)
        _judging(), forbidding(self.tables.drawn)  # made here and remembered, since they depend on no post

    def find(self, reasons: bool = True) -> None:
        """Decide what is known of the posts that can matter; without `reasons` cells are kept only of those that the interpreter reads."""
        give_back()
        watch = self.batch.watch if isinstance(self.batch, Watched) else None
        with drawn(watch, "scanning", self._posts, self.store.db.query_progress, "posts"):
            self._survive(reasons)
        said = [self._foreseen()] if self.is_foreseen else []
        if not said or self.store.one("SELECT count(*) FROM undecided"):
            self.sayings.learn({"control": self.read.own} if self.by_name else None)
            said += self._decided()
        with self.store.sparing():
            self.store.db.execute(f"CREATE TEMP TABLE said AS {' UNION ALL '.join(said)}")
        self.store.drop("near_all")

    def _posts(self) -> int:
        """How many posts there are."""
        return int(self.store.one("SELECT count(*) FROM plain"))

    def _truths(self) -> None:
        keys = self.store.rows("SELECT DISTINCT k_deliverable FROM posts") if self._has("deliverable") else [("",)]
        found = [(key, *self.read.truth(key)) for (key,) in keys]
        self._marks = [key for key, soft, _ in found if soft]
        self.sayings.add("truth", "k_deliverable", found, ("soft", "ask"), "bb")

    def _creators(self) -> None:
        """Whose posts are whose.

        A name that compares equal in SQL is joined in the one scan, and only the others are read. Where that says too
        little (deliverables among the posts, `--all`), every name and account in the posts is read first.
        """
        self.by_name = self.read.by_name and not self._marks and not self.every
        if not self.by_name:
            self._owners("creator", "SELECT DISTINCT k_influencer, k_account FROM posts")
            return
        self.store.load_columns("name", ("name", "creator", "deals"), "tii", [self.read.names()])

    def _owners(self, name: str, query: str) -> int:
        """Make a table of whose posts these are; how many are somebody's."""
        rows = []
        for influencer, account in self.store.rows(query):
            if owner := self.read.owner(influencer, account):
                rows.append((influencer, account, owner[0], owner[2], owner[3]))
        self.store.load(name, ("k_influencer", "k_account", "creator", "a_control", "ask"), "ttiib", rows)
        return len(rows)

    def _tally(self, unread: Unread) -> tuple[int, int]:
        """How many meetings there are of posts that can be read, and how many such posts meet nobody."""
        those = f"WHERE NOT ({unread.condition})" if unread.values else ""
        query = f"SELECT k_influencer, k_account, NULL, count(*) FROM posts {those} GROUP BY ALL"
        if self.by_name:  # only names that are none of the known ones are told apart, and only once each is asked what it can be
            keys = f"(SELECT k_influencer AS r_influencer, k_account AS r_account FROM posts {those})" if those else "plain"
            columns = [name for name in ("influencer", "account") if self._has(name)]
            strange = "".join(f", CASE WHEN name.deals IS NULL THEN w.r_{name} END AS r_{name}" for name in columns)
            count = f"SELECT name.deals{strange}, count(*) AS posts FROM {keys} w LEFT JOIN name ON name.name = w.r_influencer GROUP BY ALL"
            odd = [f"CASE WHEN p.deals IS NULL AND {self._odd()} THEN {self._cell(name)} END" for name in ("influencer", "account")]
            query = f"SELECT {', '.join(odd)}, p.deals, sum(p.posts)::BIGINT FROM ({count}) p GROUP BY ALL"
        met = unmatched = 0
        for influencer, account, deals, number in self.store.rows(query, unread.values):
            if deals is None and influencer is not None and (owner := self.read.owner(influencer, account)):
                deals = owner[1]
            met += number * (deals or 0)
            unmatched += 0 if deals else number
        return met, unmatched

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
        lower_all(self.batch, self.tables, self._put)
        self._put(0)
        self.store.load("box", TABLES["box"], _kinds(TABLES["box"]), self.tables.boxes)
        self.store.db.execute(
            f"CREATE TABLE party AS SELECT a.party, a.party // {tongues} AS creator, a.party % {tongues} AS tongue, "
            "min(e.opens) AS opens, max(e.closes) AS closes FROM agreement a LEFT JOIN envelope e ON e.deal = a.deal GROUP BY a.party"
        )

    def _put(self, least: int = LOADED) -> None:
        """Move windows into the engine, if there are many. Clauses come with all their stretches, so that one part is whole."""
        tables = self.tables
        if tables.clause.held > least:
            self.store.insert("envelope", _kinds(TABLES["envelope"]), [tables.envelope.give()])
            with self._lent("clause", tables.clause), self._lent("stretch", tables.stretch):
                self.store.db.execute(_spanning())

    def _lent(self, name: str, rows: Rows) -> AbstractContextManager[None]:
        return self.store.lent(name, TABLES[name], "n" * len(TABLES[name]), rows.give())

    def _survive(self, reasons: bool) -> None:
        """The one scan: posts within the envelope of the agreements of their creator, or whose time is not exact.

        Where it is foreseen what posts say they are judged by it at once, and what is free by that does not survive.
        """
        first: First = {} if self.every else first_cells(self.store, self.shape)
        idle = self._idle(first)
        keys = list(chain(*idle.values()))
        marks = map("${}".format, count(1))
        listed = {facet: ", ".join(islice(marks, len(those))) for facet, those in idle.items() if those}
        # So written that DuckDB drops them where it reads their column, before it reads any other.
        kept = " AND ".join(f"(p.r_{facet} NOT IN ({those}) OR p.r_{facet} IS NULL)" for facet, those in listed.items()) or "true"
        self.is_foreseen = False
        if self.by_name:
            first = {**first, **{facet: first[facet] - {(key, "") for key in those} for facet, those in idle.items()}}
            self._survive_by_name(kept, keys, first, reasons)
        else:
            near = "" if self.every else f" AND ({_inside('p', 'y')})"
            whose = " AND ".join(f"c.k_{name} = {self._cell(name)}" for name in ("influencer", "account") if self._has(name))
            self.store.db.execute(
                f"CREATE TEMP TABLE survived AS SELECT {self._cells()}, {self._party}, c.a_control, c.ask AS creator_asks FROM plain p "
                f"JOIN creator c ON {whose or 'true'} JOIN party y ON y.creator = c.creator{near} WHERE {kept}",
                keys,
            )
            self.store.db.execute(f"CREATE TEMP VIEW survivor AS {self.shape.keys('survived').sql('duckdb')}")
        is_open = "WHERE verdict IS NULL" if self.is_foreseen else ""
        self.store.db.execute(f"CREATE TEMP VIEW undecided AS SELECT * FROM survivor {is_open}")

    def _survive_by_name(self, kept: str, keys: list[str], first: First, reasons: bool) -> None:
        """Posts whose name SQL can compare; of those that met a party by it, the name is that of the party."""
        name = "CASE WHEN y.party IS NULL THEN p.r_influencer END AS r_influencer"
        met = (
            f"SELECT {self._cells().replace('p.r_influencer', name)}, {self._party} "
            f"FROM plain p LEFT JOIN whose y ON y.name = p.r_influencer "
            f"WHERE {kept} AND CASE WHEN y.party IS NULL THEN {self._odd()} ELSE {_inside('p', 'y')} END"
        )
        guess = self.guess.seen(first) if self.guess else None
        foreseen = Foreseen.of(self.sayings, guess, first) if guess else None
        cases = self.sayings.forbidden(MOST_CASES) if foreseen else None
        if foreseen and cases is not None:
            self.is_foreseen = True
            self.store.load("reached", REACHED, "iib", cases)
            met = self._judged(met, foreseen, reasons)
        self.store.db.execute(f"CREATE TEMP TABLE survived AS {met}", keys)
        self.store.drop("reached")
        found = f"SELECT *, {self.read.own} AS a_control, 0 AS creator_asks FROM ({self.shape.keys('survived').sql('duckdb')})"
        self.store.db.execute(f"CREATE TEMP VIEW survivor AS {found}")
        self._read_odd()

    def _judged(self, met: str, foreseen: Foreseen, reasons: bool) -> str:
        """Posts that met a party, judged by what is foreseen: once for each clause that says something, or once undecided.

        The interpreter reads no cells of a post that is simply forbidden.
        """
        cells = self._columns[:-2] if len(self.names) == 1 else [*self._columns[:-3], "filename"]
        keys = ", ".join(f"{self._cell(name)} AS k_{name}" for name in KEYED)
        known = f"p.party IS NOT NULL AND p.at IS NOT NULL AND p.k_consent_at = '' AND {foreseen.known}"
        near = (
            f"SELECT * EXCLUDE (party), CASE WHEN is_known THEN party END AS party, party AS met "
            f"FROM (SELECT p.* EXCLUDE (\"at\", file_row_number), p.at AS published, p.file_row_number AS post, "
            f"0::TINYINT AS soft, {foreseen.brand} AS brand, {foreseen.says} AS says, {known} AS is_known "
            f"FROM (SELECT p.*, {keys} FROM ({met}) p) p {foreseen.joins})"
        )
        bare = "false" if reasons else f"verdict IN ({', '.join(map(str, LISTED))}) AND {self.read.plain_id('r_id')}"
        kept = [name if name in ("r_id", "filename") else f"CASE WHEN NOT ({bare}) THEN {name} END AS {name}" for name in cells]
        last = "published AS at, post AS file_row_number"
        judged = judging("party", [*cells, "published", "party"]).sql("duckdb")
        return (
            f"WITH near AS MATERIALIZED ({near}) SELECT {', '.join(kept)}, {last}, party, deal, verdict FROM ({judged}) "
            f"UNION ALL SELECT {', '.join(cells)}, {last}, met, NULL, NULL FROM near WHERE NOT is_known"
        )

    def _foreseen(self) -> str:
        """What is said of the posts that the scan has judged, of several clauses the worst; by a row with its cells if there is one."""
        place = f"COALESCE(min(CASE WHEN verdict = {ASK} THEN place END), min(place))"
        keys = "filename, file_row_number" if len(self.names) > 1 else "file_row_number"
        worst = worst_of("verdict").sql("duckdb")
        return f"SELECT {place} AS post, deal, {worst} AS verdict FROM survivor WHERE verdict IS NOT NULL GROUP BY {keys}, deal"

    def _read_odd(self) -> None:
        """Survivors whose name does not stand for itself: they are read, and joined to the parties of their creator."""
        if self._owners("stranger", "SELECT DISTINCT k_influencer, k_account FROM survivor WHERE party IS NULL"):
            self.store.db.execute(
                f"INSERT INTO survived BY NAME SELECT {self._cells()}, {self._party} "
                "FROM survivor p JOIN stranger c ON c.k_influencer = p.k_influencer AND c.k_account = p.k_account "
                f"JOIN party y ON y.creator = c.creator AND ({_inside('p', 'y')}) WHERE p.party IS NULL"
            )
        self.store.db.execute("DELETE FROM survived WHERE party IS NULL")

    @property
    def _columns(self) -> list[str]:
        """What a survivor keeps of its post."""
        cells = [f"r_{name}" for name in (*UNKEYED, *KEYED) if self._has(name)]
        return [*cells, "at", "file_row_number", *(["filename"] if len(self.names) > 1 else [])]

    def _cells(self) -> str:
        return ", ".join(f"p.{name}" for name in self._columns)

    @property
    def _party(self) -> str:
        """What a survivor keeps of its agreements: their party, and where there are several tongues which names they speak."""
        return "y.party, y.tongue" if self.read.tongues > 1 else "y.party"

    def _odd(self) -> str:
        """Whether a name that is none of the known ones can still be one of them, otherwise written."""
        empty = "COALESCE(p.r_influencer, '') = ''"
        by_account = f"{empty} AND COALESCE(p.r_account, '') <> ''" if self._has("account") else "false"
        return f"(({by_account}) OR (NOT ({empty}) AND NOT regexp_full_match(p.r_influencer, '{PLAIN}')))"

    def _has(self, column: str) -> bool:
        return column in self.shape.theirs

    def _cell(self, column: str) -> str:
        """The key of a cell of a post in the one scan."""
        if not self._has(column):
            return "''"
        return self.shape.key(column, self.shape.text(column, exp.column(f"r_{column}", table="p"))).sql("duckdb")

    def _idle(self, first: First) -> dict[str, list[str]]:
        """Words of single columns by which posts drop out that no clause can reach.

        They are taken from the first posts: one that only others hold drops nothing, and is read with the survivors.
        """
        idle = {}
        for facet in CHEAP:
            if facet in first and self.shape.types[facet] == "VARCHAR":
                found = sorted(key for key, _ in first[facet] if key)[:MOST_CHEAP]
                reached = self.tables.reached(INDEX[facet])
                idle[facet] = [key for key in found if not self.read.matters(facet, {facet: key}, reached)]
        return idle

    def _decided(self) -> list[str]:
        """What is said of undecided posts near a window; what they say is looked through here if it is few cases, else by DuckDB."""
        sayings = self.sayings
        asks = f"(s.at IS NULL OR s.k_consent_at <> '' OR s.creator_asks + {sayings.asks} > 0)"
        near = (
            f"SELECT s.place AS post, s.party, s.at AS published, {sayings.of('truth', 'soft')}::TINYINT AS soft, "
            f"{sayings.of('brand', 'word')} AS brand, {sayings.sum('adds', KEYS)} AS says "
            f"FROM {sayings.joined(sayings.joins)} WHERE NOT {asks}"
        )
        cases = sayings.forbidden(MOST_CASES)
        if cases is None:  # it is gone through several times
            self.store.db.execute(f"CREATE TEMP TABLE near_all AS {near}")
            near = "SELECT * FROM near_all"
        self.store.db.execute(f"CREATE TEMP VIEW near AS {near}")
        if cases is None:
            sayings.tell()
            query = decision(self.tables.drawn, prepared=True, whose="party").sql("duckdb")
        else:
            self.store.load("reached", REACHED, "iib", cases)
            query = _judging()
        asked = f"SELECT s.place, a.deal, {ASK} FROM {sayings.joined(sayings.asking)} JOIN agreement a ON a.party = s.party "
        asked += f"WHERE {asks}" if self.every else f"JOIN envelope e ON e.deal = a.deal AND ({_inside('s', 'e')}) WHERE {asks}"
        return [f"SELECT post, deal, verdict FROM ({query})", asked]

    # What is listed.

    def _listing(self, reasons: bool) -> tuple[Listing, Kept]:
        """Posts of which the verdict alone is wanted are listed by number; the others are judged agreement by agreement,
        so that each is lowered once."""
        listing = Listing(self.batch, self.read)
        kept = Kept(self.store, sorted(self.names.values()), self.batch.agreements.name)
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


def _inside(post: str, opening: str) -> str:
    """The condition that a post is within an envelope, or may be."""
    return f"{post}.at IS NULL OR ({post}.at >= {opening}.opens AND {post}.at < {opening}.closes)"


@lru_cache
def _judging() -> str:
    """The query that judges posts where it is known what a shape forbids."""
    return str(judging("party").sql("duckdb"))


@lru_cache
def _spanning() -> str:
    """The statement that adds the stretches of some clauses, each with what its clause says, for its party."""
    return f"INSERT INTO span SELECT a.party, s.* FROM ({span().sql('duckdb')}) s JOIN agreement a ON a.deal = s.deal"


def _kinds(columns: Sequence[str]) -> str:
    return "".join(_KINDS.get(column, "i") for column in columns)
