"""The one scan of posts by DuckDB: those near an agreement of their creator, and what is said of them where it is foreseen what they say.

What survives the scan is kept: in rows with a verdict, one for each clause that says something of a post, and in rows that are
undecided. A post that is free by what is foreseen does not survive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count, islice

import attrs

from clauselang.backends.sql.query import Beside, worst
from clauselang.backends.sql.sets import INSIDE
from clauselang.backends.sql.tables import ASK, Tables
from clauselang.engines.cases import REACHED, judging
from clauselang.engines.columns import KEYED, UNKEYED, Shape
from clauselang.engines.foreseen import Foreseen, among, first_cells, fits
from clauselang.engines.guess import Guess
from clauselang.engines.kept import WORD as LISTED
from clauselang.engines.sayings import Sayings
from clauselang.engines.store import Store
from clauselang.engines.words import Reader
from clauselang.semantics.facet import INDEX

CHEAP = ("act", "kind")  # facets of few words, by which most posts drop out
MOST_CHEAP = 100  # words that never matter
_UNDECIDED = -1  # the party, the time and the saying of a post that is undecided, and the shape that it meets
# A stretch of no agreement, which all that is undecided is in: so the join that finds verdicts lets it through.
NOBODY = dict.fromkeys(("party", "shape", "signed_from", "signed_to", "opens"), _UNDECIDED)
NOBODY |= dict.fromkeys(("own", "doubt", "closes", "certain"), 0)


@attrs.define
class Scan:
    """The scan of one run: `by_name` says that SQL can tell whose a post is, `every` that none drops out.

    Names are joined by their hash, which is compared faster than they are; of some names it `is_alike`.
    """

    store: Store
    read: Reader
    tables: Tables
    sayings: Sayings
    shape: Shape
    has_files: bool  # more than one
    by_name: bool
    every: bool
    is_alike: bool = False
    nameless: Sequence[str] = ("",)  # how posts write that they have no name and are of an account
    foreseen: Foreseen | None = None
    idle: dict[str, Sequence[str]] = attrs.field(factory=dict)  # words of single columns that no clause can reach

    def prepare(self) -> None:
        """Learn what posts are thought to say."""
        no_deliverables = self.sayings.same.get("truth") == {"soft": 0, "ask": 0}
        guess = Guess.of(self.read, fits) if self.by_name and no_deliverables else None
        self.sayings.prepare()
        if not self.every:
            self._foresee(guess)

    def _foresee(self, guess: Guess | None) -> None:
        """Learn from the first posts what others will say, and what of it is forbidden, if it is little."""
        first = first_cells(self.store, self.shape)
        for facet in CHEAP:  # a word that is not among them is read with the survivors
            if facet in first and self.shape.types[facet] == "VARCHAR":
                found = sorted(key for key, _ in first[facet] if key)[:MOST_CHEAP]
                reached = self.tables.reached(INDEX[facet])
                self.idle[facet] = [key for key in found if not self.read.matters(facet, {facet: key}, reached)]
        kept = {facet: cells - {(key, "") for key in self.idle.get(facet, ())} for facet, cells in first.items()}
        if guess is None:
            return
        foreseen = Foreseen.of(self.sayings, guess.seen(kept), kept)
        cases = self.sayings.forbidden()
        if cases is not None:
            self.store.load("foreseen", REACHED, "iib", [*cases, (_UNDECIDED, _UNDECIDED, INSIDE)])
            self.foreseen = foreseen

    def run(self, reasons: bool) -> None:
        """Make the table `survived`, and views of it with keys: `survivor`, and `undecided` of what is left to be decided.

        Posts survive that are within the envelope of the agreements of their creator, or whose time is not exact. Without
        `reasons` the cells of a post that is simply forbidden are not kept.
        """
        keys = list(chain(*self.idle.values()))
        marks = map("${}".format, count(1))
        listed = {facet: ", ".join(islice(marks, len(those))) for facet, those in self.idle.items() if those}
        # So written that DuckDB drops them where it reads their column, before it reads any other.
        kept = " AND ".join(f"(p.r_{facet} NOT IN ({those}) OR p.r_{facet} IS NULL)" for facet, those in listed.items()) or "true"
        met = self._met_by_name(kept) if self.by_name else self._met(kept)
        if self.foreseen:
            met = self._judged(met, self.foreseen, reasons)
        with self.store.as_written():  # how many posts come through is known here, and an engine would have to guess it
            self.store.db.execute(f"CREATE TEMP TABLE survived AS {met}", keys)
        found = self.shape.keys("survived").sql("duckdb")
        own = f"SELECT *, {self.read.own} AS a_control, 0 AS creator_asks FROM ({found})"
        self.store.db.execute(f"CREATE TEMP VIEW survivor AS {own if self.by_name else found}")
        if self.by_name and "account" in self.shape.theirs:
            self._read_accounts()
        is_open = "WHERE verdict IS NULL" if self.foreseen else ""
        self.store.db.execute(f"CREATE TEMP VIEW undecided AS SELECT * FROM survivor {is_open}")

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to be decided."""
        return self.foreseen is not None and not self.store.one("SELECT count(*) FROM undecided")

    def said(self) -> Iterator[str]:
        """What was said of posts in the scan, as a query for the worst of each; by a row with cells if the interpreter is asked."""
        if self.foreseen:
            place = f"COALESCE(min(CASE WHEN verdict = {ASK} THEN place END), min(place))"
            keys = "filename, file_row_number" if self.has_files else "file_row_number"
            most = worst("verdict").sql("duckdb")
            yield f"SELECT {place} AS post, deal, {most} AS verdict FROM survivor WHERE verdict IS NOT NULL GROUP BY {keys}, deal"

    # Whose posts are whose.

    def _met(self, kept: str) -> str:
        """Posts of creators, whose names and accounts are read."""
        near = "" if self.every else f" AND ({inside('p', 'y')})"
        whose = " AND ".join(f"c.k_{name} = {self.shape.key_of(name)}" for name in ("influencer", "account") if name in self.shape.theirs)
        return (
            f"SELECT {self._cells()}, {self._party}, c.a_control, c.ask AS creator_asks FROM plain p "
            f"JOIN creator c ON {whose or 'true'} JOIN party y ON y.creator = c.creator{near} WHERE {kept}"
        )

    def _met_by_name(self, kept: str) -> str:
        """Posts of which all names are known; of those that met a party by it, the name is that of the party."""
        same = f"hash(y.name) = hash(p.r_influencer){' AND y.name = p.r_influencer' if self.is_alike else ''}"
        near, join, name = inside("p", "y"), "JOIN", "NULL::VARCHAR AS r_influencer"
        if "account" in self.shape.theirs:
            near, join = f"CASE WHEN y.party IS NULL THEN {self._by_account} ELSE {near} END", "LEFT JOIN"
            name = "CASE WHEN y.party IS NULL THEN p.r_influencer END AS r_influencer"
        cells = self._cells().replace("p.r_influencer", name)
        return f"SELECT {cells}, {self._party} FROM plain p {join} whose y ON {same} WHERE {kept} AND ({near})"

    @property
    def _by_account(self) -> str:
        none = among("COALESCE(p.r_influencer, '')", self.nameless)
        return f"COALESCE(p.r_account, '') <> '' AND {none}"

    def _read_accounts(self) -> None:
        """Survivors without a name: their accounts are read, and they are joined to the parties of their creator."""
        if owners(self.store, self.read, "stranger", "SELECT DISTINCT k_influencer, k_account FROM survivor WHERE party IS NULL"):
            self.store.db.execute(
                f"INSERT INTO survived BY NAME SELECT {self._cells()}, {self._party} "
                "FROM survivor p JOIN stranger c ON c.k_influencer = p.k_influencer AND c.k_account = p.k_account "
                f"JOIN party y ON y.creator = c.creator AND ({inside('p', 'y')}) WHERE p.party IS NULL"
            )
        self.store.db.execute("DELETE FROM survived WHERE party IS NULL")

    # What is kept of them.

    def _judged(self, met: str, foreseen: Foreseen, reasons: bool) -> str:
        """Posts that met a party, judged by what is foreseen: once for each clause that says something, or once undecided.

        It is one pipeline, in which no post waits for others.
        """
        cells = [name for name in self._columns if name not in ("at", "file_row_number")]
        keys = ", ".join(f"{self.shape.key_of(name)} AS k_{name}" for name in KEYED)
        known = f"p.party IS NOT NULL AND p.at IS NOT NULL AND p.k_consent_at = '' AND {foreseen.known}"
        told = (
            f'SELECT p.* EXCLUDE ("at", file_row_number, party), p.at AS instant, p.file_row_number AS post, p.party AS met, '
            f"{foreseen.brand} AS brand, {foreseen.says} AS told, {known} AS is_known "
            f"FROM (SELECT p.*, {keys} FROM ({met}) p) p {foreseen.joins}"
        )
        meets = {"party": "met", "published": "instant", "says": "told"}
        near = ", ".join(f"CASE WHEN is_known THEN {its} ELSE {_UNDECIDED} END AS {name}" for name, its in meets.items())
        bare = "false" if reasons else f"verdict IN ({', '.join(map(str, LISTED))}) AND deal IS NOT NULL AND {self.read.plain_id('r_id')}"
        kept = [name if name in ("r_id", "filename") else f"CASE WHEN NOT ({bare}) THEN {name} END AS {name}" for name in cells]
        judged = judging(Beside("party", [*cells, "instant", "met"])).sql("duckdb")
        return (
            f"WITH near AS (SELECT *, {near}, 0::TINYINT AS soft FROM ({told})), reached AS (SELECT * FROM foreseen) "
            f"SELECT {', '.join(kept)}, instant AS at, post AS file_row_number, met AS party, deal, "
            f"CASE WHEN deal IS NOT NULL THEN verdict END AS verdict FROM ({judged})"
        )

    @property
    def _columns(self) -> list[str]:
        """What a survivor keeps of its post."""
        cells = [f"r_{name}" for name in (*UNKEYED, *KEYED) if name in self.shape.theirs]
        return [*cells, "at", "file_row_number", *(["filename"] if self.has_files else [])]

    def _cells(self) -> str:
        return ", ".join(f"p.{name}" for name in self._columns)

    @property
    def _party(self) -> str:
        """What a survivor keeps of its agreements: their party, and where there are several tongues which names they speak."""
        return "y.party, y.tongue" if self.read.tongues > 1 else "y.party"


def owners(store: Store, read: Reader, name: str, query: str) -> int:
    """Make a table of whose posts these are, of names and accounts; how many are somebody's."""
    rows = []
    for influencer, account in store.rows(query):
        if owner := read.owner(influencer, account):
            rows.append((influencer, account, owner[0], owner[2], owner[3]))
    store.load(name, ("k_influencer", "k_account", "creator", "a_control", "ask"), "ttiib", rows)
    return len(rows)


def inside(post: str, opening: str) -> str:
    """The condition that a post is within an envelope, or may be."""
    return f"{post}.at IS NULL OR ({post}.at >= {opening}.opens AND {post}.at < {opening}.closes)"
