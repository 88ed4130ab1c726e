"""What a file says × what a document says, both as sentences → the change in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clauselang.prose.tree import Items, Node, Say, Word
from clauselang.prose.wording import Wording

# What the holes of a phrase are, for one who reads of a change in them.
_NOUNS = {
    "win": "the window", "s": "the start of the window", "e": "the end of the window", "f": "the Posts counted", "f2": "the Posts counted",
    "surf": "where", "acct": "the accounts", "handles": "the accounts", "content": "the content", "t": "the target",
    "ts": "the target", "c": "the category", "cs": "the categories", "b": "the brand", "bs": "the brands", "n": "the list of competitors",
    "countries": "the countries", "ev": "the event", "evs": "the events", "test": "the condition", "pct": "the percentage",
    "per": "the period that the fee is counted by", "min": "the minimum of the fee", "num": "the clause meant", "ref": "the clause meant",
    "zone": "the time zone", "party": "the party", "advertiser": "the Advertiser", "influencer": "the Influencer",
    "kinds": "the kinds of content", "text": "the question", "sch": "the schedule", "a": "what it is counted from", "place": "what is owed",
    "events": "what is known of the Post", "day2": "the last day",
}  # fmt: skip
# Holes that say less than what stands around them: the noun of that is kept.
_PLAIN = frozenset("d d2 day w m x y xs p surfs platform platforms form forms time offset letter".split())
_OF_HOLE = {
    ("window.around_cal", "d"): "the window before", ("window.around_cal", "d2"): "the window after",
    ("window.around_hrs", "d"): "the window before", ("window.around_hrs", "d2"): "the window after",
    ("window.each_around_cal", "d"): "the window before", ("window.each_around_cal", "d2"): "the window after",
    ("window.each_around_hrs", "d"): "the window before", ("window.each_around_hrs", "d2"): "the window after",
    ("window.dates", "day"): "the first day of the window", ("window.dates", "day2"): "the last day of the window",
    ("define.term", "day"): "the first day of the Term", ("define.term", "day2"): "the last day of the Term",
    ("define.term_length", "d"): "the length of the Term", ("define.term_length", "day"): "the first day of the Term",
    ("define.campaign", "day"): "the first day of the Campaign", ("define.campaign", "day2"): "the last day of the Campaign",
    ("define.usage", "day"): "the first day of the Usage Period", ("define.usage", "day2"): "the last day of the Usage Period",
    ("define.base_fee", "m"): "the Base Fee", ("test.term_longer", "d"): "the length of the Term that is asked for",
    ("item.but_not", "y"): "the counter-exception",
}  # fmt: skip
# What becomes of the day that a window ends with, when its end is said in another way.
_LAST_DAY = {
    ("end.through", "end.date"): "whether that day still belongs to it is in doubt",
    ("end.before_day", "end.date"): "whether that day belongs to it is in doubt",
    ("end.through", "end.before_day"): "that day no longer belongs to it",
    ("end.date", "end.before_day"): "that day certainly does not belong to it",
    ("end.date", "end.through"): "that day certainly belongs to it",
    ("end.before_day", "end.through"): "that day now belongs to it",
}
# What a sentence is about. Several sentences of one kind are compared as a set.
_ABOUT = {
    "clause.statement": "the statement on the time before signing", "clause": "the promise", "sentence.gifts_excluded": "Gifted Content",
    "sentence.territory": "the countries", "sentence.event": "the event", "sentence.events": "the event",
    "sentence.engage_surfaces": "where", "sentence.engage_accounts": "the accounts", "sentence.if": "the condition",
    "sentence.unless": "the condition", "sentence.exception": "the exception", "sentence.exceptions": "the exception",
    "sentence.long_stop": "the long stop",
    "sentence.fee": "the fee", "sentence.penalty": "the penalty", "sentence.cure": "the time to cure a breach",
    "sentence.takedown": "the time to remove content", "fact.parties": "the parties", "fact.brands": "the Advertiser’s brands",
    "fact.sells": "what the Advertiser offers", "fact.accounts": "the Influencer’s accounts", "fact.signed": "the signing",
    "fact.ended": "the end of the agreement", "fact.fee_paid": "the payment of the fee", "fact.zone": "the time zone of the party",
    "fact.event": "the event", "define": "the definition", "annex": "the rule", "always": "what is always permitted",
    "post": "the Post", "commitment": "the commitment", "heading": "the heading",
}  # fmt: skip
_SEVERAL = ("the condition", "the event", "the time zone of the party")


def _about(key: str) -> str:
    """The longest entry that a key begins with."""
    while key not in _ABOUT:
        head, mark, _ = key.rpartition("_") if "_" in key.rpartition(".")[2] else key.rpartition(".")
        if not mark:
            return "it"
        key = head
    return _ABOUT[key]


def changes(file: Sequence[Say], document: Sequence[Say], words: Wording) -> list[str]:
    """Each change as a phrase; none if both say the same."""
    return list(dict.fromkeys(_Compared(words).sentences(file, document)))


class _Compared:
    """The words of one language."""

    def __init__(self, words: Wording) -> None:
        self.words = words

    def said(self, node: Node) -> str:
        """The words for a node."""
        return self.words.text(node).strip()

    def sentences(self, file: Sequence[Say], document: Sequence[Say]) -> Iterator[str]:
        """Sentences on the same thing are compared with each other; exceptions as a set."""
        wanted, found = self._grouped(file), self._grouped(document)
        for about in dict.fromkeys((*wanted, *found)):
            ours, theirs = wanted.get(about, []), found.get(about, [])
            if about == "the exception":
                if ours and theirs:
                    yield from self.nodes(ours[0].holes["num"], theirs[0].holes["num"], _NOUNS["num"])
                yield from self._exceptions(self._excepted(ours), self._excepted(theirs))
                continue
            here = {self.said(node) for node in ours} & {self.said(node) for node in theirs}
            ours, theirs = ([node for node in side if self.said(node) not in here] for side in (ours, theirs))
            if len(ours) == len(theirs) == 1 and _alike(ours[0], theirs[0]):
                yield from self.nodes(ours[0], theirs[0], about)
            else:
                yield from (f"no longer says “{self.said(node)}”" for node in ours)
                yield from (f"also says “{self.said(node)}”" for node in theirs)

    def _grouped(self, nodes: Sequence[Say]) -> dict[str, list[Say]]:
        found: dict[str, list[Say]] = {}
        for node in nodes:
            found.setdefault(_about(node.key), []).append(node)
        return found

    def _excepted(self, nodes: Sequence[Say]) -> list[Node]:
        """What exceptions name, one by one."""
        found: list[Node] = []
        for node in nodes:
            items = node.holes.get("xs")
            found.extend(_inside(item) for item in (items.items if isinstance(items, Items) else (node.holes.get("x") or node,)))
        return found

    def _exceptions(self, file: list[Node], document: list[Node]) -> Iterator[str]:
        gone, new = self._apart(file, document)
        if len(gone) == len(new) == 1:
            found = list(self.nodes(gone[0], new[0], "the exception"))
            yield from found if len(found) == 1 else [f"excepts {self.said(new[0])} instead of {self.said(gone[0])}"]
            return
        yield from (f"no longer excepts {self.said(node)}" for node in gone)
        yield from (f"also excepts {self.said(node)}" for node in new)

    def _apart(self, file: Sequence[Node], document: Sequence[Node]) -> tuple[list[Node], list[Node]]:
        """What only one of two lists holds."""
        ours, theirs = ([self.said(node) for node in side] for side in (file, document))
        gone = [node for node, said in zip(file, ours, strict=True) if said not in theirs]
        new = [node for node, said in zip(document, theirs, strict=True) if said not in ours]
        return gone, new

    def nodes(self, file: Node, document: Node, noun: str) -> Iterator[str]:
        """The smallest things that differ."""
        ours, theirs = self.said(file), self.said(document)
        if ours == theirs:
            return
        if isinstance(file, Say) and isinstance(document, Say) and file.key == document.key and set(file.holes) == set(document.holes):
            for hole, inside in file.holes.items():
                yield from self.nodes(inside, document.holes[hole], self._noun(file.key, hole, noun))
        elif isinstance(file, Say) and isinstance(document, Say) and _family(file) and _family(file) == _family(document):
            yield from self._family(file, document, noun)
        elif isinstance(file, Items) or isinstance(document, Items):
            yield from self._lists(file, document, noun)
        elif isinstance(file, Say) and isinstance(document, Say) and file.key.startswith(("content.", "sentence.", "clause.")):
            ours, theirs = self._without_shared(file, document)
            yield f"{noun}: “{theirs}” instead of “{ours}”"
        else:
            yield f"{noun}: {theirs or 'nothing'} instead of {ours or 'nothing'}{self._last_day(file, document)}"

    def _last_day(self, file: Node, document: Node) -> str:
        if not (isinstance(file, Say) and isinstance(document, Say)):
            return ""
        (ours, day), (theirs, other) = _end(file), _end(document)
        told = _LAST_DAY.get((ours, theirs))
        return f"; {told}" if told and day == other else ""

    def _noun(self, key: str, hole: str, noun: str) -> str:
        if (key, hole) in _OF_HOLE:
            return _OF_HOLE[key, hole]
        if hole in _PLAIN or (key.startswith("anchor.") and hole == "ev"):
            return noun
        named = _NOUNS.get(hole, noun)
        return f"{noun}, {named}" if noun.startswith(("the start", "the end", "the exception")) and hole != "num" else named

    def _family(self, file: Say, document: Say, noun: str) -> Iterator[str]:
        """One brand here and several there, and the like."""
        (hole, ours), (other, theirs) = (next(iter(node.holes.items())) for node in (file, document))
        yield from self._lists(ours, theirs, self._noun(file.key, hole if isinstance(ours, Items) else other, noun))

    def _without_shared(self, file: Say, document: Say) -> tuple[str, str]:
        """Two phrases with dots for the holes in which they agree."""
        shared = [h for h in file.holes if h in document.holes and self.said(file.holes[h]) == self.said(document.holes[h])]
        dots = {hole: Word("…") for hole in shared if hole != "num"}
        return self.said(Say(file.key, {**file.holes, **dots})), self.said(Say(document.key, {**document.holes, **dots}))

    def _lists(self, file: Node, document: Node, noun: str) -> Iterator[str]:
        gone, new = self._apart(*(tuple(map(_inside, n.items)) if isinstance(n, Items) else (n,) for n in (file, document)))
        if len(gone) == len(new) == 1:
            yield from self.nodes(gone[0], new[0], noun)
        elif gone or new:
            lost = f"no longer {', '.join(map(self.said, gone))}" if gone else ""
            more = f"also {', '.join(map(self.said, new))}" if new else ""
            yield f"{noun}: {'; '.join(filter(None, (lost, more)))}"
        else:
            yield f"{noun}: {self.said(document)} instead of {self.said(file)}"


def _end(node: Say) -> tuple[str, Node | None]:
    """How a window ends, and its day; a moment that is a date is read as either."""
    inner = node.holes.get("w")
    if node.key == "end.moment" and isinstance(inner, Say) and inner.key == "when.date":
        return "end.date", inner.holes["day"]
    return node.key, node.holes.get("day")


def _inside(node: Node) -> Node:
    """An item without its letter."""
    return node.holes["x"] if isinstance(node, Say) and node.key == "item.lettered" else node


def _family(node: Say) -> str:
    """What stands for one thing or for several: `target.brand` and `target.brands`."""
    group, _, name = node.key.rpartition(".")
    name = {"brands": "brand", "categories": "category", "events": "event"}.get(name, name)
    return f"{group}.{name}" if name in ("brand", "category", "event") and len(node.holes) == 1 else ""


def _alike(one: Say, other: Say) -> bool:
    """Whether two sentences can be told apart by their holes."""
    return one.key == other.key or bool(set(one.holes) & set(other.holes) - {"num"})
