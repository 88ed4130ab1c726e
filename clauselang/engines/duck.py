"""A batch → verdicts through DuckDB: it reads the posts, decides what is known, and hands the rest to the interpreter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from clauselang.backends.sql.query import ASK, MISSTATEMENT, VIOLATION, decision
from clauselang.backends.sql.tables import COLUMNS as TABLES
from clauselang.backends.sql.tables import Tables
from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.engines.batch import Batch, Outcome, Record, bare
from clauselang.engines.columns import KEYED, UNKEYED, Shape
from clauselang.engines.words import Reader
from clauselang.ingest.mapping import Mapping
from clauselang.semantics.facet import FACETS, INDEX
from clauselang.semantics.facts import Activity
from clauselang.semantics.verdict import Word

CELLS = (*(f"c_{name}" for name in UNKEYED), *(f"k_{name}" for name in KEYED))
CHEAP = ("act", "kind")  # facets of few words, by which most posts drop out
MAX_REPORTS = 200
MOST_CHEAP = 100
_WORD: dict[int, Word] = {VIOLATION: "violation", MISSTATEMENT: "misstatement"}
# A dictionary for each facet: the keys that its word is read from.
SOURCES: dict[str, tuple[str, ...]] = {
    "act": ("k_act",),
    "kind": ("k_kind",),
    "brand": ("k_brand",),
    "category": ("CASE WHEN k_category = '' THEN k_brand ELSE '' END", "k_category"),
    "platform": ("k_platform",),
    "format": ("CASE WHEN k_format = '' THEN '' ELSE k_platform END", "k_format"),
    "account": ("k_account",),
    "territory": ("k_territory",),
    "event": ("k_event",),
}
READ: dict[str, tuple[str, ...]] = {"category": ("brand", "category"), "format": ("platform", "format")}


class Duck:
    """One run over one connection. `source` is the expression that reads the posts."""

    def __init__(self, connection: Any, batch: Batch, shape: Shape, source: Any, names: dict[str, str], mapping: Mapping | None) -> None:
        self.db = connection
        self.batch = batch
        self.shape = shape
        self.names = names
        self.asked = 0
        self._same: dict[str, dict[str, Any]] = {}
        self.tables = Tables()
        self.read = Reader(batch, shape, self.tables.sets, mapping or Mapping())
        self.db.execute("SET TimeZone = 'UTC'")
        translated = mapping is not None and bool({"published_at", "timezone"} & {*mapping.values, *mapping.defaults})
        self.db.execute(f"CREATE TEMP VIEW posts AS {shape.view(source, translated).sql('duckdb')}")
        self.db.execute(f"CREATE TEMP VIEW plain AS {shape.plain(source, translated).sql('duckdb')}")

    def run(self, every: bool = False, reasons: bool = True) -> Outcome:
        """The verdicts; those that are free are listed only when `every` one is asked for."""
        self._truths()
        met, unmatched = self._creators()
        self._deliverables()
        self._lower()
        self._survive(every)
        self._words()
        self._decide()
        records, refused, reports = self._records(every, reasons)
        counts: dict[Word, int] = {}
        for word in (cast(Word, record["verdict"]) for record in records):
            if word != "compliant":
                counts[word] = counts.get(word, 0) + 1
        if free := met - refused - sum(counts.values()):
            counts["compliant"] = free
        strange = self.read.undeclared(min(self.names.values()).rpartition("/")[2])
        return Outcome(tuple(records), counts, (*self.batch.reports.values(), *reports, *strange), unmatched, self.asked)

    # Tables.

    def load(self, name: str, columns: Sequence[str], kinds: str, rows: Iterable[Sequence[object]]) -> None:
        """Make a table of rows; `kinds` has a letter for each column, `n` for numbers and `t` for text."""
        types = ["BIGINT" if kind == "n" else "VARCHAR" for kind in kinds]
        defined = ", ".join(f"{column} {kind}" for column, kind in zip(columns, types, strict=True))
        self.db.execute(f"CREATE TEMP TABLE {name} ({defined})")
        by_column = [json.dumps(values, ensure_ascii=True) for values in zip(*rows, strict=True)]
        if by_column:
            taken = ", ".join(f"unnest(from_json(${at}, '[\"{kind}\"]'))" for at, kind in enumerate(types, 1))
            self.db.execute(f"INSERT INTO {name} SELECT {taken}", by_column)

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query."""
        found = self.db.execute(query)
        while part := found.fetchmany(10_000):
            yield from part

    def _truths(self) -> None:
        found = [(key, *self.read.truth(key)) for (key,) in self.rows("SELECT DISTINCT k_deliverable FROM posts")]
        self.load("truth", ("k_deliverable", "soft", "ask"), "tnn", found)

    def _creators(self) -> tuple[int, int]:
        """Whose posts are whose; how many meetings there are, and how many posts meet nobody."""
        met = unmatched = 0
        found = []
        query = "SELECT k_influencer, k_account, count(*) FROM posts GROUP BY ALL"
        for influencer, account, count in self.rows(query):
            owner = self.read.owner(influencer, account)
            if owner is None:
                unmatched += count
                continue
            creator, deals, control, ask = owner
            met += count * deals
            found.append((influencer, account, creator, control, ask))
        self.load("creator", ("k_influencer", "k_account", "creator", "a_control", "ask"), "ttnnn", found)
        return met, unmatched

    def _deliverables(self) -> None:
        cells = ", ".join(f"p.{name}" for name in CELLS)
        query = (
            f"SELECT p.file_row_number, {cells} FROM posts p JOIN truth USING (k_deliverable) "
            "JOIN creator USING (k_influencer, k_account) WHERE truth.soft = 1 ORDER BY p.filename, p.file_row_number"
        )
        found = (self.read.activity(row, cells) for row, *cells in self.rows(query))
        self.batch.notice(activity for activity in found if isinstance(activity, Activity))

    def _lower(self) -> None:
        for index in range(len(self.batch.agreements)):
            self.tables.add(index, self.read.number_of(index), self.batch.contract(index).norms)
        for name, rows in self.tables.rows():
            if name != "reach":  # when the words are known
                self.load(name, TABLES[name], "n" * len(TABLES[name]), rows)
        everyone = ((index, self.read.number_of(index), self.read.tongue(index)) for index in range(len(self.batch.agreements)))
        self.load("agreement", ("deal", "creator", "tongue"), "nnn", everyone)

    def _survive(self, every: bool) -> None:
        """The one scan: posts within the envelope of an agreement of their creator, or whose time is not exact."""
        ordered = sorted(self.names, key=self.names.__getitem__)
        self.load("file", ("filename", "number"), "tn", [(name, number) for number, name in enumerate(ordered)])
        near = "" if every else "JOIN envelope e ON e.deal = a.deal AND (p.at IS NULL OR (p.at >= e.opens AND p.at < e.closes))"
        cheap, keys = ([], []) if every else self._cheap()
        whose = " AND ".join(f"c.k_{name} = COALESCE({self._cell(name)}, '')" for name in ("influencer", "account") if self._has(name))
        self.db.execute(
            "CREATE TEMP TABLE survived AS "
            "SELECT p.*, a.deal, a.tongue, c.a_control, c.ask AS creator_asks "
            f"FROM plain p JOIN creator c ON {whose or 'true'} "
            f"JOIN agreement a ON a.creator = c.creator {near} {'WHERE' if cheap else ''} {' AND '.join(cheap)}",
            keys,
        )
        self.db.execute(f"CREATE TEMP VIEW survivor AS {self.shape.keys('survived').sql('duckdb')}")

    def _has(self, column: str) -> bool:
        return column in self.shape.theirs

    def _cell(self, column: str) -> str:
        """The cell of a post in the one scan, as text."""
        return f"p.r_{column}" if self.shape.is_text(column) else f"CAST(to_json(p.r_{column}) AS VARCHAR)"

    def _cheap(self) -> tuple[list[str], list[str]]:
        """Conditions on single columns that every post must meet to matter to any clause, and the keys they name."""
        conditions: list[str] = []
        keys: list[str] = []
        for facet in CHEAP:
            found = [key for (key,) in self.rows(f"SELECT DISTINCT k_{facet} FROM posts LIMIT {MOST_CHEAP + 1}")]
            if len(found) > MOST_CHEAP or not self._has(facet):
                continue
            reached = self.tables.reached(INDEX[facet])
            matter = [key for key in found if self.read.matters(facet, {facet: key}, reached)]
            marks = ", ".join(f"${number}" for number in range(len(keys) + 1, len(keys) + len(matter) + 1))
            if len(matter) < len(found):
                empty = f" OR {self._cell(facet)} IS NULL" if "" in matter else ""
                conditions.append(f"({self._cell(facet)} IN ({marks}){empty})" if matter else "false")
                keys.extend(matter)
        return conditions, keys

    def _words(self) -> None:
        """A dictionary for each facet of what the survivors say, read by the one reader of cells."""
        for facet, sources in SOURCES.items():
            one, two = sources if len(sources) == 2 else (sources[0], "''")
            columns = READ.get(facet, (facet, ""))
            found = self.rows(f"SELECT DISTINCT tongue, {one}, {two} FROM survivor")
            words = [(tongue, a, b, *self.read.word(tongue, facet, dict(zip(columns, (a, b), strict=True)))) for tongue, a, b in found]
            self._dictionary(f"d_{facet}", ("tongue", "one", "two", "word", "ask"), "nttnn", words)
        zones = [(key, self.read.asks({"timezone": key})) for (key,) in self.rows("SELECT DISTINCT k_timezone FROM survivor")]
        self._dictionary("d_zone", ("one", "ask"), "tn", zones)
        self.load("reach", TABLES["reach"], "nnn", self.tables.sets.rows())

    def _dictionary(self, name: str, columns: tuple[str, ...], kinds: str, rows: list[tuple[Any, ...]]) -> None:
        """Load a dictionary, unless all survivors say the same: then its one row is kept and nothing is joined."""
        self._same.pop(name, None)
        if len(rows) == 1:
            self._same[name] = dict(zip(columns, rows[0], strict=True))
        else:
            self.load(name, columns, kinds, rows)

    def _of(self, name: str, column: str) -> str:
        """A number of a dictionary: of its one row, or of the row that is joined."""
        return str(int(self._same[name][column])) if name in self._same else f"{name}.{column}"

    def _decide(self) -> None:
        words = ", ".join("s.a_control" if f.name == "control" else f"{self._of(f'd_{f.name}', 'word')} AS a_{f.name}" for f in FACETS)
        joins = " ".join(_join(facet, sources) for facet, sources in SOURCES.items() if f"d_{facet}" not in self._same)
        zone = "" if "d_zone" in self._same else "JOIN d_zone ON d_zone.one = s.k_timezone"
        asks = " + ".join(self._of(f"d_{name}", "ask") for name in (*SOURCES, "zone"))
        self.db.execute(
            "CREATE TEMP TABLE near_all AS "
            f"SELECT s.place AS post, s.deal, s.at AS published, truth.soft, {words}, "
            f"CASE WHEN s.at IS NULL OR s.k_consent_at <> '' OR s.creator_asks + truth.ask + {asks} > 0 THEN 1 ELSE 0 END AS ask "
            f"FROM survivor s {joins} {zone} JOIN truth ON truth.k_deliverable = s.k_deliverable"
        )
        self.db.execute("CREATE TEMP VIEW near AS SELECT * FROM near_all WHERE ask = 0")
        facets = self.tables.sets.facets
        nothing = "SELECT post, deal, 0 AS verdict FROM near WHERE false"
        query = decision(facets).sql("duckdb") if facets else nothing
        self.db.execute(
            f"CREATE TEMP TABLE said AS SELECT post, verdict FROM ({query}) UNION ALL SELECT post, {ASK} FROM near_all WHERE ask = 1"
        )

    # What is listed.

    def _records(self, every: bool, reasons: bool) -> tuple[list[Record], int, list[Diagnostic]]:
        cells = ", ".join(f"s.{name}" for name in CELLS)
        query = (
            f"SELECT s.filename, s.deal, COALESCE(said.verdict, 0), file.number, s.file_row_number, {cells} FROM survivor s "
            f"JOIN file ON file.filename = s.filename {'LEFT' if every else ''} JOIN said ON said.post = s.place "
            "ORDER BY s.deal, file.number, s.file_row_number"  # by agreement, so that each is lowered once
        )
        found: list[tuple[int, int, int, Record]] = []
        reports: dict[str, Diagnostic] = {}
        refused = 0
        for file, deal, verdict, number, row, *cells_of in self.rows(query):
            name = self.names[file]
            if verdict in _WORD and not reasons:
                record = bare(self.batch.agreements[deal], name, self.read.id(cells_of), row + 1, _WORD[verdict])
                found.append((number, row, deal, record))
                continue
            activity = self.read.activity(row, cells_of)
            if not isinstance(activity, Activity):
                refused += 1
                for report in self.read.refusals(name, row, activity):
                    reports.setdefault(report.message, report)
                continue
            self.asked += verdict == ASK
            judged = self.batch.decide(deal, self.batch.seen(deal, activity))
            word = judged.verdict.word
            if verdict != ASK and word != _WORD.get(verdict, "compliant"):
                raise AssertionError(f"the query says {_WORD.get(verdict)} and the interpreter {word} of row {row + 1}")
            if every or word != "compliant":
                found.append((number, row, deal, self.batch.record(deal, name, judged, reasons)))
        found.sort(key=lambda each: each[:3])
        return [record for *_, record in found], refused, list(reports.values())[:MAX_REPORTS]


def _join(facet: str, sources: tuple[str, ...]) -> str:
    one, two = sources if len(sources) == 2 else (sources[0], "''")
    return f"JOIN d_{facet} ON d_{facet}.tongue = s.tongue AND d_{facet}.one = {one} AND d_{facet}.two = {two}"
