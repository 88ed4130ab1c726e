"""A resolved file and the activities around it → norms, and for each activity the verdict on the item."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

import attrs

from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.evaluate.compiled import Row, Table
from clauselang.evaluate.interpreter import judge
from clauselang.evaluate.item import Facts, Item
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.symbols import key
from clauselang.semantics.facts import Activity, Vocabulary
from clauselang.semantics.lower import lower
from clauselang.semantics.norm import Norms
from clauselang.semantics.posts import Post, found_post
from clauselang.semantics.verdict import SEVERITY, ClauseVerdict, Verdict, Word


class Judged:
    """An item with its verdict: that of its worst placement; each clause with its worst verdict over all placements.

    `word` is there at once. All the rest is the interpreter's, and asked for when it is first wanted, so that only
    those pay for reasons who read them. (No `__init__`: calling one takes longer than deciding.)
    """

    __slots__ = ("_answer", "_contract", "_subject", "word")
    word: Word
    _subject: Activity | Item
    _contract: Contract
    _answer: tuple[Verdict, tuple[ClauseVerdict, ...]]

    @property
    def activity(self) -> Activity:
        """What was judged."""
        return _activity(self._subject)

    @property
    def verdict(self) -> Verdict:
        """The verdict with what is missing, its flags and the placement that decides."""
        return self._whole()[0]

    @property
    def clauses(self) -> tuple[ClauseVerdict, ...]:
        """What each clause says, in the order of the file."""
        return self._whole()[1]

    @property
    def norms(self) -> Norms:
        """What it was judged by."""
        return self._contract.norms

    def _whole(self) -> tuple[Verdict, tuple[ClauseVerdict, ...]]:
        try:
            return self._answer
        except AttributeError:
            self._answer = self._contract.interpret(self.activity)
            return self._answer

    def __repr__(self) -> str:
        return f"Judged({self.word!r}, row={self.activity.row})"


@attrs.frozen
class Contract:
    """Norms with the vocabulary that reads activities. Windows are computed once, when it is made."""

    resolved: Resolved
    norms: Norms
    vocabulary: Vocabulary
    _table: Table = attrs.field(init=False, eq=False, repr=False)
    _rows: dict[Facts, Row] = attrs.field(init=False, eq=False, repr=False)  # those of the table, a step nearer for `decide`

    @_table.default
    def _nothing_known(self) -> Table:
        return Table(self.norms)

    @_rows.default
    def _known(self) -> dict[Facts, Row]:
        return self._table.rows

    @classmethod
    def of(cls, resolved: Resolved, as_of: int | None = None, activities: Iterable[Activity] = ()) -> tuple[Contract, Diagnostics]:
        """Lower a resolved file. Activities marked as deliverable count as posts of the agreement (R9).

        `as_of` is an instant in microseconds: only what had happened or was notified by then counts.
        """
        vocabulary = Vocabulary(resolved.symbols, resolved.taxonomy, resolved.deal)
        found, brands = _deliverables(vocabulary, activities, as_of)
        norms, diagnostics = lower(resolved, as_of, found, brands if resolved.deal is None else frozenset())
        return cls(resolved, norms, vocabulary), diagnostics

    def decide(self, activity: Activity | Item) -> Judged:
        """The verdict on one item: the interpreter's on an activity; on an `Item` from the table of what is known.

        Both say the same. An item is read once (`Item.of`) for any number of contracts, and then decided in a fraction of
        a microsecond; only of the first of its kind the interpreter is asked, and of those whose time is in doubt, that
        have a consent of their own, or that name many things at once.
        Raises `ValueError` if a time of the activity is no moment.
        """
        try:
            row = self._rows[activity.facts]  # type: ignore[union-attr, index]
            word = row.always or row.cells[bisect_right(row.edges, activity.at)]  # type: ignore[union-attr]
        except (AttributeError, KeyError):  # an activity, or an item whose like nobody met
            return self._ask(activity)
        if word is None:
            return self._ask(activity)
        judged = Judged()
        judged.word = word
        judged._subject = activity
        judged._contract = self
        return judged

    def decide_many(self, activities: Iterable[Activity | Item]) -> Iterator[Judged]:
        """The verdicts in the order of the activities."""
        return map(self.decide, activities)

    def predicate(self) -> Callable[[Activity | Item], Word]:
        """`decide` without the answer around the word: for those who count verdicts, and come back for reasons."""
        rows, find, ask = self._rows, bisect_right, self._ask

        def word(activity: Activity | Item) -> Word:
            try:
                row = rows[activity.facts]  # type: ignore[union-attr, index]
                return row.always or row.cells[find(row.edges, activity.at)] or ask(activity).word  # type: ignore[union-attr]
            except (AttributeError, KeyError):
                return ask(activity).word

        return word

    def interpret(self, activity: Activity) -> tuple[Verdict, tuple[ClauseVerdict, ...]]:
        """The reference: the worst verdict of all placements, and each clause's worst. Raises `ValueError` as `decide`."""
        verdicts = [judge(self.norms, placement) for placement in self.vocabulary.placements(activity)]
        if len(verdicts) == 1:
            return verdicts[0], verdicts[0].clauses
        item = max(verdicts, key=lambda v: (SEVERITY[v.word], not self.norms.own.look(v.placement.sets)))
        clauses = tuple(max(column, key=lambda c: SEVERITY[c.verdict]) for column in zip(*(v.clauses for v in verdicts), strict=True))
        return item, clauses

    def _ask(self, activity: Activity | Item) -> Judged:
        """The verdict from the interpreter, kept for all items that no clause can tell from this one."""
        judged = Judged()
        judged._subject, judged._contract = activity, self
        place = self._table.place(activity, self.vocabulary) if isinstance(activity, Item) else None
        if place and (known := place[0].cells[place[1]]):
            judged.word = known
            return judged
        judged._answer = self.interpret(_activity(activity))
        judged.word = judged._answer[0].word
        if place:
            place[0].learn(place[1], judged.word)
        return judged


def _activity(subject: Activity | Item) -> Activity:
    return subject.activity if isinstance(subject, Item) else subject


def _deliverables(vocabulary: Vocabulary, activities: Iterable[Activity], as_of: int | None) -> tuple[list[Post], frozenset[str]]:
    """Posts for the advertiser that the data shows, and whose brands they are for."""
    posts: list[Post] = []
    brands: set[str] = set()
    deal = vocabulary.deal
    for activity in activities:
        if not activity.published_at or not vocabulary.seen(activity).deliverable:
            continue
        if deal and deal.influencer and activity.influencer and key(activity.influencer) != key(deal.influencer):
            continue
        placements = list(vocabulary.placements(activity))
        named = {brand for placement in placements if (brand := placement.box["brand"].single)}
        placement = placements[0]
        platform, form = placement.box["platform"].single, placement.box["format"].single
        if as_of is None or placement.moment.lo <= as_of:
            posts.append(found_post(_label(platform, form), platform, form, placement.box["account"].single, placement.moment))
        brands |= named
    return posts, frozenset(brands)


def _label(platform: str | None, form: str | None) -> str:
    return " ".join(word for word in (platform, form) if word) or "post"
