"""A batch → verdicts through Spark: it scans the posts, decides what is known, and hands the rest to the interpreter.

The steps are those of the DuckDB engine, but that Spark is asked seldom, since each question takes it a while: what posts
will say is guessed, and read only where it is something else. Small tables are made here and broadcast; the query that
decides is the same tree, printed for Spark. Nothing depends on the order of partitions: rows have the place that they have in their file,
and a table, whose rows have none, is listed in the order of its cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, cast

from pyspark.sql import functions as f
from sqlglot import exp

from clauselang.backends.sql.query import SAYS, WEIGHT, Beside, decision, span
from clauselang.backends.sql.tables import ASK, FREED, Tables
from clauselang.backends.sql.tables import COLUMNS as TABLES
from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.engines.batch import Batch, Outcome
from clauselang.engines.cases import REACHED, are_few, forbidden, judging
from clauselang.engines.columns import CELLS, KEYED, Shape
from clauselang.engines.crew import lower_all
from clauselang.engines.kept import WORD
from clauselang.engines.listing import MAX_REPORTS, Hit, Listing
from clauselang.engines.meanwhile import on_spark
from clauselang.engines.spark_guess import First, Words, guessed, spelt
from clauselang.engines.spark_posts import File, Posts, plain_row
from clauselang.engines.spark_tables import Views, among, counting, every_one, table, told
from clauselang.engines.spark_whose import OWNED, Count, Counted, Owner, Whose, odd, owners_of
from clauselang.engines.spark_words import COLUMNS as WORD_COLUMNS
from clauselang.engines.spark_words import UNFORESEEN, WRITTEN, Said, dictionaries, near, number_said, reach_of
from clauselang.engines.words import Reader
from clauselang.ingest.mapping import Mapping as Foreign
from clauselang.semantics.facet import INDEX
from clauselang.semantics.facts import Activity
from clauselang.semantics.verdict import Word

CHEAP = ("act", "kind")  # facets of few words, by which most posts drop out
MOST_CASES = 20_000  # to be looked through here rather than by the cluster
CARRIED = ("file", *CELLS)  # what the output needs of a survivor
_BESIDE = Beside(carried=CARRIED, answered=True)
_DEALS = ("deal", "tongue", "opens", "closes")
_MET = ("deal", "tongue", "control", "creator_asks")


class Spark:
    """One run in one session. Use `spark_session.judge`, which sets the session's zone and takes views away again."""

    def __init__(self, session: Any, batch: Batch, posts: Posts, mapping: Foreign | None) -> None:
        self.session = session
        self.batch = batch
        self.posts = posts
        self.shape: Shape = posts.shape
        self.tables = Tables()
        self.read = Reader(batch, self.shape, self.tables.sets, mapping or Foreign())
        self.views = Views(session)
        self.soft: dict[str, tuple[int, int]] = {}
        self.known: Any = None  # the names that are a creator's however they are read, with how many agreements they have
        self.named: Any = None  # and with each of these
        self.first = First({}, {})
        self.guess = ""  # the query that judges by what posts are thought to say
        self._deals: dict[int, list[tuple[int, int, int, int]]] = {}

    def prepare(self) -> None:
        """Find the deliverables among the posts, and lower every agreement."""
        self.soft = self._truths()
        self._deliverables()
        self._lower()
        self.read.know()
        self._creators()
        self.first = First.of(self.posts, self.read)
        self._foresee()

    def judge(self, posts: Posts, every: bool = False, reasons: bool = True) -> Outcome:
        """The verdicts on some of the posts; those that are free are listed only when `every` one is asked for."""
        listing = Listing(self.batch, self.read)
        with self.views.passing():
            hits, found = self.find(self.count(posts), every, reasons)
            listing.collect(hits, every, reasons)
        counts: dict[Word, int] = {}
        records = listing.records
        for word in (cast(Word, record["verdict"]) for record in records):
            if word != "compliant":
                counts[word] = counts.get(word, 0) + 1
        if free := found.met - listing.passed - sum(counts.values()):
            counts["compliant"] = free
        refused = {each.message: each for each in (*self._unread(found.unread), *listing.reports)}
        strange = self.read.undeclared(self.posts.first)
        reports = (*self.batch.reports.values(), *tuple(refused.values())[:MAX_REPORTS], *strange)
        return Outcome(records, counts, reports, found.unmatched, listing.asked)

    def _unread(self, posts: Posts | None) -> Diagnostics:
        """What is said of the first posts that cannot be read, wherever they are."""
        if posts is None:
            return ()
        cells = posts.frame.selectExpr("file", "row", *posts.cells)
        order = (f.col(name).cast("string") for name in cells.columns[2:])
        first = cells.orderBy(*(order if posts.is_table else ("file", "row"))).limit(MAX_REPORTS).collect()
        listing = Listing(self.batch, self.read)
        listing.collect((self._hit(posts, posts.file(path), row, 0, ASK, plain_row(cells)) for path, row, *cells in first), False, True)
        return listing.reports

    def close(self) -> None:
        """Take away what the session was given."""
        self.views.drop()

    def load(self, columns: Sequence[str], kinds: str, rows: Iterable[Sequence[object]]) -> Any:
        """A small table; `kinds` has a letter for each column, as in `spark_tables.table`."""
        return table(self.session, columns, kinds, rows)

    # What is known before any post is judged.

    def _truths(self) -> dict[str, tuple[int, int]]:
        """Which cells mark a post as a deliverable, and which cannot be read."""
        is_there = "deliverable" in self.shape.theirs
        keys = self.posts.frame.selectExpr(self.posts.text("deliverable")).distinct().collect() if is_there else [("",)]
        return {key: self.read.truth(key) for (key,) in sorted(keys)}

    def _deliverables(self) -> None:
        marks = [key for key, (is_soft, _) in self.soft.items() if is_soft]
        if not marks:
            return
        posts = self.posts.narrowed(self.posts.frame.where(f.expr(self.posts.text("deliverable")).isin(marks)))
        named = self.load(OWNED, "tt", (owner[:2] for owner in owners_of(posts, self.read).read))
        same = every_one(f.expr(posts.text(name)) == named[name] for name in OWNED)
        rows = posts.frame.join(named, same, "left_semi").selectExpr("file", "row", *posts.cells).collect()
        placed = sorted(((posts.place(posts.file(row[0]), row[1], row[2:]), row) for row in map(plain_row, rows)), key=lambda each: each[0])
        found = (self.read.activity(row[1], row[2:]) for _, row in placed)
        self.batch.notice(activity for activity in found if isinstance(activity, Activity))

    def _lower(self) -> None:
        lower_all(self.batch, self.tables)
        for name, rows in self.tables.rows():
            if name in ("clause", "stretch", "box"):
                self.views.put(name, self.load(TABLES[name], "n" * len(TABLES[name]), rows))
        self._stretches()

    def _stretches(self) -> None:
        """The table `span`. What is the same in all of its rows stands in queries and is not sent, but the key that it is joined by."""
        rows = self.views.query(span())
        alike = self.tables.alike("clause") | self.tables.alike("stretch")
        same = {name: f.lit(alike[name]).cast("bigint") for name in rows.columns if name in alike and name != "deal"}
        self.views.put("span", self.views.kept(rows.drop(*same), len(self.tables.stretch)).withColumns(same))

    def _creators(self) -> None:
        """The agreements of each creator, with their windows (an agreement whose clauses never hold has an empty one), and by name."""
        opening = {deal: (opens, closes) for deal, _, opens, closes in self.tables.envelope}
        for index, creator in enumerate(self.batch.numbers):
            deal = (index, self.read.speaks[index], *opening.get(index, (0, 0)))
            self._deals.setdefault(creator, []).append(deal)
        if self.read.by_name:
            names = list(zip(*self.read.names(), strict=True))
            deals = [(name, *deal) for name, creator, _ in names for deal in self._deals[creator]]
            known = self.load(("known", "agreements"), "tn", ((name, deals) for name, _, deals in names))
            self.known = self.views.kept(known, len(names))
            named = self.views.kept(self.load(("who", *_DEALS), "tnnnn", deals), len(deals))
            self.named = named.withColumns({"control": f.lit(str(self.read.own)), "creator_asks": f.lit(0)})

    def _foresee(self) -> None:
        """Guess what posts will say, and what is forbidden of it, if it is little."""
        guess = guessed(self.first, self.read) if self.named is not None else None
        if guess is None:
            return
        reach = list(self.tables.sets.rows())
        said = number_said(guess.words, self.tables, reach, guess.other)
        if said.digits and not said.joined and are_few(self.tables, said, MOST_CASES):
            lies = list(reach_of(guess.words, self.tables, reach))
            self.views.put("guess_reach", self.views.kept(self.load(TABLES["reach"], "ntn", lies), len(lies)))
            self.views.put("guess_reached", self.load(REACHED, "nnn", forbidden(self.tables, said, reach)))
            names = {"survivor": "survivor", "reach": "guess_reach", "reached": "guess_reached"}
            self.guess = self.views.text(judging(_BESIDE, near(said, CARRIED, foreseen=True)), names)

    # Which posts are near an agreement.

    def count(self, posts: Posts) -> Count:
        """The posts, to be counted."""
        return Count.of(posts, self.read, self.known, self.first.usual)

    def find(self, count: Count, every: bool, reasons: bool, counted: Counted | None = None) -> tuple[list[Hit], Whose]:
        """What the query says of posts, and whose they are. The interpreter is asked by agreement, so that each is lowered once.

        Posts are counted, unless they are already, while queries are made and rows are read here.
        """
        posts = count.posts
        inside = f.expr("true" if every else "at >= opens AND at < closes OR at IS NULL AND opens < closes")
        near = posts if every else posts.narrowed(posts.frame.where(every_one(self._cheap(posts, count.words))))
        hits: list[Hit] = []
        if self.named is None:
            found = count.whose(counted or count.scan(count.any_unusual()))
        else:
            hits, found = self._of_named(count, near, inside, every, reasons, counted)
        if found.read:
            others = near if self.named is None else near.narrowed(near.frame.where(odd(posts)))
            survived = self._survivors(posts, self._met(others, found.read, inside), kept=True)
            hits += self._hits(posts, self._decided(survived), every, reasons)[0]
        hits.sort(key=attrgetter("order"))  # one after the other, which compares numbers alone
        hits.sort(key=lambda hit: hit.deal if reasons or hit.verdict not in WORD else -1)
        return hits, found

    def _of_named(
        self, count: Count, near: Posts, inside: Any, every: bool, reasons: bool, counted: Counted | None
    ) -> tuple[list[Hit], Whose]:
        """What is said of posts of creators whose names they have as they are known, and whose all posts are."""
        posts = count.posts
        with on_spark(self.session, lambda: counted is None and count.any_unusual()) as unusual:
            met = self._named(near, inside)
            survived = self._survivors(posts, met)
            said = self._foreseen(survived) if self.guess else None
        with on_spark(self.session, lambda: counted or count.scan(unusual())) as sums:
            hits, is_foreseen = ([], False) if said is None else self._hits(posts, said, every, reasons)
            if not is_foreseen:
                self.guess = ""  # more posts will hardly say less
                hits, _ = self._hits(posts, self._decided(self._survivors(posts, met, kept=True)), every, reasons)
            found = count.whose(sums())
        if found.read and is_foreseen:  # which words no declaration knows is told of all posts together
            dictionaries(_as_written(survived), self.read)
        return hits, found

    def _named(self, posts: Posts, inside: Any) -> Any:
        """Posts with the agreements of the creators whose names they have as they are known."""
        return posts.frame.join(self.named, (f.col("r_influencer") == f.col("who")) & inside)

    def _met(self, posts: Posts, owners: list[Owner], inside: Any) -> Any:
        """Posts with the agreements of the creators that their names and accounts were read as."""
        rows = ((*owner[:2], str(owner[3]), owner[4], *deal) for owner in owners for deal in self._deals.get(owner[2], ()))
        named = self.load(("who", "whose", "control", "creator_asks", *_DEALS), "tttnnnnn", rows)
        whose = zip(OWNED, ("who", "whose"), strict=True)
        same = every_one(f.expr(f"{posts.text(name)} = {of}") for name, of in whose if name in self.shape.theirs)
        return posts.frame.join(named, same & inside)

    def _survivors(self, posts: Posts, met: Any, kept: bool = False) -> Any:
        """Survivors with their cells and keys, and whether something about them is open.

        They are made once and `kept` where what they say is read before they are judged. The `post` is its row, or in a
        table a number: if a part of what is kept is lost with a machine, the run fails rather than that it is numbered again.
        """
        post = "monotonically_increasing_id()" if posts.is_table else "row"
        if kept:
            wanted = [name for name in posts.frame.columns if name in ("file", "at") or name.startswith("r_")]
            met = met.selectExpr(*wanted, *_MET, f"{post} AS post").localCheckpoint(eager=False)
            post = "post"
        unclear = f"CASE WHEN at IS NULL OR {posts.text('consent_at')} <> '' THEN 1 ELSE 0 END"
        own = (f"{post} AS post", "control AS k_control", f"creator_asks + {unclear} AS unclear", "0 AS soft")
        found = met.selectExpr("file", "at", "deal", "tongue", *own, *posts.cells)
        for at, name in enumerate(("soft", "unclear")):  # whether a survivor is a deliverable, or whether that cannot be read
            if marks := [key for key, those in self.soft.items() if those[at]]:
                found = found.withColumn(name, f.col(name) + f.when(f.col("k_deliverable").isin(marks), 1).otherwise(0))
        return found

    def _cheap(self, posts: Posts, words: Words) -> Iterator[Any]:
        """Conditions on single columns by which posts drop out that no clause can reach."""
        for facet in CHEAP:
            reached = self.tables.reached(INDEX[facet])
            idle = [key for key in words.get(facet, ()) if not self.read.matters(facet, {facet: key}, reached)]
            if idle:
                yield ~among(f.expr(posts.text(facet)), idle)

    # What is decided.

    def _foreseen(self, survived: Any) -> Any:
        """What is said of survivors, by one clause or another, with all that is known of them; it holds if no other was `UNFORESEEN`."""
        self.views.put("survivor", spelt(survived))
        return self.session.sql(self.guess)

    def _decided(self, survived: Any) -> Any:
        """The same by what all of them really say."""
        survived = _as_written(survived)
        self.views.put("survivor", survived)
        words = dictionaries(survived, self.read)
        reach = list(self.tables.sets.rows())
        said = number_said(words, self.tables, reach)
        for name in said.joined:
            self.views.put(f"d_{name}", self.load(WORD_COLUMNS, f"ntt{said.kind}n", said.rows[name]))
        self.views.put("near", self.views.query(near(said, CARRIED)))
        if not said.digits:
            return self.views.query(exp.select("post", "deal", *CARRIED, exp.alias_("asks", "verdict")).from_("near"))
        self.views.put("reach", self.load(TABLES["reach"], "ntn", reach_of(words, self.tables, reach)))
        return self._judged(said, reach)

    def _judged(self, said: Said, reach: Iterable[Sequence[int]]) -> Any:
        if are_few(self.tables, said, MOST_CASES):
            self.views.put("reached", self.load(REACHED, "nnn", forbidden(self.tables, said, reach)))
            return self.views.query(judging(_BESIDE))
        numbers = (says for (says,) in self.views.query(exp.select(SAYS).from_("near").where("asks = 0").distinct()).collect())
        sayings = ((says, *map(str, words)) for says, *words in said.sayings(numbers))  # as texts, like the words in `reach`
        self.views.put("saying", self.load(said.columns, said.kind + "t" * len(said.digits), sayings))
        return self.views.query(decision(said.digits, prepared=True, beside=_BESIDE))

    # What is listed.

    def _hits(self, posts: Posts, said: Any, every: bool, reasons: bool) -> tuple[list[Hit], bool]:
        """One of each post and agreement, and whether all that they say had been foreseen.

        What has to be read or put in order by its cells comes with all of them, anything else with the first. Rows are
        brought together here, since Spark would have to send them from one machine to another first.
        """
        bare = ", ".join(map(str, (UNFORESEEN, *(() if reasons or posts.is_table else WORD))))
        every_key = f"array({', '.join(f'k_{name}' for name in KEYED)})"
        more = (f"CASE WHEN verdict NOT IN ({bare}) THEN {each} END" for each in ("c_published_at", every_key))
        listed = (said if every else said.where(f"verdict > {FREED}")).selectExpr("file", "post", "deal", "verdict", "c_id", *more)
        listed = counting(listed, f"verdict = {UNFORESEEN}").where(f"verdict <> {UNFORESEEN}")
        files: dict[str, File] = {}  # of their paths
        worst: dict[tuple[Any, ...], Hit] = {}
        for path, row, deal, verdict, name, time, keys in listed.collect():
            file = files.get(path) or files.setdefault(path, posts.file(path))
            cells = (name, time) if keys is None and type(name) is str else (*plain_row((name, time)), *(keys or ()))
            hit = self._hit(posts, file, row, deal, verdict, cells)
            other = worst.setdefault(hit.order, hit)
            if other is not hit and WEIGHT.index(verdict) > WEIGHT.index(other.verdict):
                worst[hit.order] = hit
        return list(worst.values()), told(listed) == 0

    @staticmethod
    def _hit(posts: Posts, file: File, row: int, deal: int, verdict: int, cells: Sequence[object]) -> Hit:
        if posts.files:
            return Hit((file.number, row, deal), deal, verdict, file.shown, row, cells)
        # the number of a row of a table does nothing but tell it from others that are like it
        return Hit((*posts.place(file, row, cells), deal, row), deal, verdict, file.shown, None, cells)


def _as_written(survived: Any) -> Any:
    """Survivors whose words are read from their cells as they are."""
    return survived.selectExpr("*", *(f"k_{name} AS w_{name}" for name in WRITTEN))
