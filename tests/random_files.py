"""A seed → a random file with any construct of the language that a contract can say, and what it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from random import Random
from typing import Any

import attrs

from clauselang.prose import canonical
from clauselang.prose.read.reader import as_resolved
from clauselang.prose.sentences import sentences
from clauselang.resolve.resolved import Clause, Resolved
from clauselang.syntax import ast

CLAUSES = 20
UNITS: tuple[ast.Unit, ...] = ("hour", "day", "week", "month", "year")

# Names that would break a text that is put together carelessly.
NAMES = (
    "Garmin", "Lowrance", "Acme Sonar", "acme_lite", "A*B", "Brand A", "Öko-Kind", "L’Atelier", "Q&A &amp; more", "<b>bold</b>", "x, y",
    "one and two", "one or two", "A. B. Clause 1.1 does not", "(a) first; or (b) second", "“Quoted” name", "a “b” “c", "«Guillemets»",
    "„unten“", "  two  blanks ", "Ends.", "1.1", "[name]", "snake_case_", "#1", "~x~", "back\\slash", "é1", "term", "the Influencer",
    "content that mentions", "до", "漢字", "100%", "a:b", "-", "- item", "T.1 rule", "1. one", "!", "post",
)  # fmt: skip
TITLES = (*NAMES, "Exclusivity", "Exclusiviteit", "Definitions", "Schedule A: Posts", "# Title", "What is always permitted", "", " ")
EVENTS = ("final", "Final", "cup", "Tour de France", "a “b” c", "x_y", "term", "the Term, the end")
SCHEDULES = ("B", "b", "C1", "é", "XYZ", "Long name", "x_y", "A. B", "“q”")
HANDLES = ("river.angler", "River.Angler", "a", "x_y", "a-b.c", "_x_", "Maker9", "b__c")
COUNTRIES = ("NL", "BE", "de", "US", "AW", "GB", "ae", "ZW", "CI")
CURRENCIES = ("EUR", "USD", "JPY", "GBP")
ZONES = ("Europe/Vilnius", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "UTC", "America/New_York")
KINDS = ("paid", "affiliate", "ambassador", "gifted", "organic")
CATEGORIES = ("sonar", "coffee", "apps", "mobile_apps", "sleep_apps", "own_one", "own_two", "Own, three", "own_alias")
BRANDS = (*NAMES, "Moshi", "moshi_x", "Moshi the owl", "mo")
WORDS = (
    "instagram", "insta", "Instagram", "tiktok", "youtube", "yt", "x", "podcast", "stories", "story", "reel", "issue", "own_place",
    "bare_form",
)  # fmt: skip
FORMATS = (
    ("instagram", "stories"), ("instagram", "reel"), ("youtube", "shorts"), ("yt", "videos"), ("tiktok", "story"), ("x", "post"),
    ("newsletter", "issue"), ("podcast", "episodes"), ("own_place", "plain_form"), ("own_place", "named_form"), ("twitch", "clip"),
)  # fmt: skip


def _name(text: str) -> ast.Name:
    return ast.Name(text, True)


def _labels(**labels: str) -> ast.Labels:
    return ast.Labels(tuple((ast.Name(code), text) for code, text in labels.items()))


VOCABULARY: tuple[ast.Item, ...] = (
    ast.Declaration("category", _name("own_one"), "own things", (), (
        _labels(nl="eigen dingen", de="eigene Dinge", fr="nos choses", es="cosas propias"),
    )),
    ast.Declaration("category", _name("own_two"), "other “things”", (), (ast.Alias((ast.Name("own_alias"),)),)),
    ast.Declaration("category", _name("Own, three")),
    ast.Declaration("brand", _name("moshi_x"), "Moshi the owl", (), (ast.Alias((ast.Name("mo"),)),)),
    ast.Declaration("platform", _name("own_place"), "Own Place", (), (), (
        ast.Declaration("format", _name("plain_form")),
        ast.Declaration("format", _name("named_form"), "named forms", (), (_labels(nl="vormen met naam"),)),
    )),
    ast.Declaration("format", _name("bare_form")),
)  # fmt: skip


class Maker:
    """Makes one file from a seed. In a `small` world clauses often differ in one word, or in nothing."""

    def __init__(self, seed: int | str, small: bool = False) -> None:
        self.random = Random(seed)
        self.small = small
        self.agreement = self.random.random() < 0.7
        self.lists = [f"{n} {i}" if i else n for i, n in enumerate(self.random.sample(NAMES, 3))]
        self.events = self.some(EVENTS, 3)
        self.schedules = self.some(SCHEDULES, 2)

    # Small parts.

    def chance(self, share: float) -> bool:
        """Whether something that happens in this share of cases happens."""
        return self.random.random() < (share * 0.12 if self.small else share)

    def some(self, of: Iterable[Any], most: int = 3) -> tuple[Any, ...]:
        """One to `most` different things."""
        found = tuple(of)
        if self.small:
            found, most = found[:3], 2
        return tuple(self.random.sample(found, self.random.choice([1, 1, *range(1, min(most, len(found)) + 1)])))

    def names(self, of: Iterable[str], most: int = 3) -> tuple[ast.Name, ...]:
        """One to `most` names."""
        return tuple(map(_name, self.some(of, most)))

    def duration(self) -> ast.Duration:
        """One to three figures with units."""
        units: tuple[ast.Unit, ...] = self.some(UNITS) if self.chance(0.15) else (self.random.choice(UNITS),)
        return ast.Duration(tuple((self.random.choice([1, 2] if self.small else [0, 1, 1, 2, 3, 10, 24, 48]), unit) for unit in units))

    def money(self) -> ast.Money:
        """An amount, with or without decimals."""
        amount = self.random.choice(["1", "0.5", "200", "200.50", "2400.00", "12000", "7.125", "999999999999"])
        return ast.Money(Decimal(amount), self.random.choice(CURRENCIES))

    def day(self) -> ast.When:
        """A date."""
        if self.small:
            return ast.When("date", self.random.choice(["2026-03-01", "2026-03-31"]))
        year, month = self.random.choice([1999, 2025, 2026, 2199]), self.random.randint(1, 12)
        return ast.When("date", f"{year}-{month:02}-{self.random.randint(1, 28):02}")

    def when(self) -> ast.When:
        """A date, a local moment or an instant."""
        kind = self.random.choice(["date", "local", "instant"])
        day = self.day().text
        if kind == "date":
            return ast.When("date", day)
        clock = self.random.choice(["00:00", "09:05", "18:00:41", "23:59:59.5", "17:02:41.000001"])
        offset = self.random.choice(["Z", "+00:00", "+02:00", "-03:30"]) if kind == "instant" else ""
        return ast.When("instant" if offset else "local", f"{day}T{clock}{offset}")

    def surface(self) -> ast.Surface:
        """A platform, a format, or a format of a platform."""
        if self.chance(0.5):
            return ast.Surface(ast.Name(self.random.choice(WORDS)))
        platform, form = self.random.choice(FORMATS)
        return ast.Surface(None, ast.Name(platform), ast.Name(form))

    def surfaces(self) -> tuple[ast.Surface, ...]:
        """One to four surfaces."""
        return tuple(self.surface() for _ in range(self.random.choice([1, 1, 2, 3, 4])))

    def handles(self) -> tuple[ast.Handle, ...]:
        """One to three accounts."""
        return tuple(map(ast.Handle, self.some(HANDLES)))

    # When.

    def period(self) -> Any:
        """The term, the campaign, the usage or an event."""
        return self.random.choice(["term", "campaign", "usage", _name(self.random.choice(self.events))])

    def anchor(self) -> ast.Anchor:
        """What a window can be counted from."""
        match self.random.randrange(6):
            case 0 | 1 | 2:
                which: Any = self.random.choice(["each", "each", "first", "last"])
                return ast.PostAnchor(which, self.surfaces() if self.chance(0.4) else ())
            case 3:
                return ast.Signing()
            case 4:
                edge: Any = self.random.choice(["start", "end"])
                return ast.PeriodEdge(edge, self.period())
            case _:
                return ast.EventAnchor(_name(self.random.choice(self.events)))

    def bound(self) -> ast.Bound:
        """One end of a window."""
        if self.chance(0.15):
            return ast.Bound(self.when())
        side: Any = self.random.choice([None, "before", "after"])
        return ast.Bound(self.anchor(), self.duration() if side else None, side)

    def window(self) -> tuple[ast.Phrase, ...]:
        """A window that needs no clause above it."""
        match self.random.randrange(10):
            case 0:
                return (ast.Around(self.duration(), self.duration(), self.anchor()),)
            case 1:
                return (ast.Before(self.duration(), self.anchor()),)
            case 2:
                return (ast.After(self.duration(), self.anchor()),)
            case 3 | 4 | 5:
                return (self.span(),)
            case 6:
                return (ast.OnTheDay(self.anchor()),)
            case 7:
                return (ast.During(self.period(), self.duration() if self.chance(0.5) else None),)
            case 8:
                return (ast.Dates(self.day(), self.day()),)
            case _:
                return (ast.FromTo(self.bound()), ast.Perpetual()) if self.chance(0.7) else (ast.Perpetual(),)

    def span(self) -> ast.FromTo:
        """A window from one bound to another, sometimes of the same anchor."""
        start = self.bound()
        match self.random.choice(["to", "to", "same", "until", "through", "before"]):
            case "to":
                return ast.FromTo(start, self.bound())
            case "same":
                if isinstance(start.at, ast.When):
                    return ast.FromTo(start, self.bound())
                side: Any = self.random.choice([None, "before", "after"])
                return ast.FromTo(start, ast.Bound(start.at, self.duration() if side else None, side))
            case "until":
                return ast.FromTo(start, ast.Until("until", self.when()))
            case word:
                preposition: Any = word
                return ast.FromTo(start, ast.Until(preposition, self.day()))

    # Clauses.

    def target(self) -> ast.Target:
        """Everybody, or up to four parts."""
        if self.random.random() < (0.7 if self.small else 0.3):
            return ast.Target((ast.Full(),))
        makers = (
            lambda: ast.Categories(self.names(CATEGORIES)),
            lambda: ast.Brands(self.names(BRANDS)),
            lambda: ast.Competitors(self.names(self.lists, 2)),
        )
        return ast.Target(tuple(self.random.choice(makers)() for _ in range(self.random.choice([1, 1, 1, 2, 3, 4]))))

    def exempt(self) -> ast.Exempt | ast.Test:
        """What an exception names."""
        facet: Any = self.random.choice(
            ["surface", "surface", "kind", "brand", "category", "competitors", "schedule", "account", "territory", "event", "test"]
        )
        values: dict[str, Any] = {
            "surface": self.surfaces, "kind": lambda: self.some(KINDS, 5), "brand": lambda: self.names(BRANDS),
            "category": lambda: self.names(CATEGORIES), "competitors": lambda: self.names(self.lists),
            "schedule": lambda: (_name(self.random.choice(self.schedules)),), "account": self.handles,
            "territory": lambda: self.names(COUNTRIES), "event": lambda: self.names(self.events),
        }  # fmt: skip
        return ast.Test(self.random.choice(NAMES)) if facet == "test" else ast.Exempt(facet, values[facet]())

    def exception(self) -> ast.Phrase:
        """An exception in one of its spellings."""
        match self.random.randrange(5):
            case 0:
                return ast.SurfacesExcluded(self.surfaces())
            case 1:
                return ast.AccountsExcluded(self.handles())
            case _:
                return ast.Except(self.exempt(), self.exempt() if self.chance(0.25) else None)

    def condition(self) -> ast.Condition:
        """What a clause depends on."""
        party: Any = self.random.choice(["advertiser", "influencer"])
        tests = (
            ast.TermLonger(self.duration()), ast.EndedBy(party, self.chance(0.5)), ast.IsFeePaid(), ast.Test(self.random.choice(NAMES)),
        )  # fmt: skip
        return ast.Condition(self.chance(0.5), self.random.choice(tests))

    def fee(self) -> ast.Fee:
        """A fee of some sort."""
        per = self.duration() if self.chance(0.5) else None
        match self.random.randrange(3):
            case 0:
                return ast.Fee()
            case 1:
                return ast.Fee(None, self.money(), per)
            case _:
                share = Decimal(self.random.choice(["15", "12.5", "0.1", "100.00"]))
                return ast.Fee(share, None, per, self.money() if self.chance(0.5) else None)

    def clause(self, may_follow: bool) -> ast.Clause:
        """A clause with any of its phrases, in any order."""
        if self.chance(0.02):
            return ast.Clause((ast.Target((ast.NoExclusivity(),)),))
        then = may_follow and self.chance(0.15)
        phrases: list[ast.Phrase] = [self.target()]
        phrases.extend((ast.For(self.duration()) if self.chance(0.8) else ast.Perpetual(),) if then else self.window())
        acts: tuple[ast.Phrase, ...] = (
            ast.Gifts(True), ast.Gifts(False), ast.Act("mention"), ast.Act("mention or appearance"), ast.Act("engagement"),
        )  # fmt: skip
        optional: tuple[tuple[float, Any], ...] = (
            (0.6, lambda: self.random.choice(acts)),
            (0.1, lambda: ast.AtLatest(self.day())),
            (0.35, lambda: ast.On(() if self.chance(0.1) else self.surfaces())),
            (0.2, lambda: ast.FromAccounts(() if self.chance(0.1) else self.handles())),
            (0.15, lambda: ast.In(() if self.chance(0.1) else self.names(COUNTRIES))),
            (0.1, lambda: ast.At(self.names(self.events))),
            *(((0.25, self.exception),) * 3),
            *(((0.1, self.condition),) * 2),
            (0.15, self.fee),
            (0.1, lambda: ast.Penalty(self.money())),
            (0.1, lambda: ast.Remedy("cure", self.duration())),
            (0.1, lambda: ast.Remedy("takedown", self.duration())),
        )  # fmt: skip
        phrases.extend(make() for share, make in optional if self.chance(share))
        self.random.shuffle(phrases)
        return ast.Clause(tuple(phrases), then)

    def clauses(self, count: int) -> tuple[ast.Clause, ...]:
        """The clauses of an article."""
        return tuple(self.clause(place > 0) for place in range(count))

    # The agreement.

    def facts(self) -> Iterator[ast.Fact]:
        """Facts in any order."""
        zone = ast.Timezone(self.random.choice(ZONES))
        yield ast.Advertiser(
            _name(self.random.choice(NAMES)), self.names(CATEGORIES) if self.chance(0.5) else (),
            self.names(NAMES) if self.chance(0.3) else (), zone if self.chance(0.2) else None,
        )  # fmt: skip
        accounts = tuple(ast.Account(ast.Name(p), h) for p, h in zip(("insta", "youtube", "own_place"), self.handles(), strict=False))
        yield ast.Influencer(_name(self.random.choice(NAMES)), accounts if self.chance(0.7) else (), zone if self.chance(0.2) else None)
        yield from (ast.Event(_name(name), self.day(), self.day() if self.chance(0.5) else None) for name in _each_once(self.events))
        yield from (ast.Schedule(_name(name), self.commitments()) for name in _each_once(self.schedules))
        party: Any = self.random.choice(["advertiser", "influencer"])
        term = ast.Period("term", self.day(), length=self.duration()) if self.chance(0.3) else ast.Period("term", self.day(), self.day())
        optional: tuple[tuple[float, Any], ...] = (
            (0.7, lambda: ast.Timezone(self.random.choice(ZONES))), (0.6, lambda: ast.Signed(self.when())), (0.6, lambda: term),
            (0.4, lambda: ast.Period("campaign", self.day(), self.day())), (0.4, lambda: ast.Period("usage", self.day(), self.day())),
            (0.5, lambda: ast.BaseFee(self.money())), (0.2, lambda: ast.FeePaid(self.when())),
            (0.2, lambda: ast.Ended(self.when(), party, self.chance(0.5))), (0.2, self.consent), (0.2, self.consent),
            (0.7, lambda: ast.Posts(tuple(self.post() for _ in range(self.random.randrange(4))))),
        )  # fmt: skip
        yield from (make() for share, make in optional if self.chance(share))

    def consent(self) -> ast.Consent:
        """A consent of the advertiser."""
        return ast.Consent(_name(self.random.choice(BRANDS)), self.surfaces() if self.chance(0.5) else (), self.when())

    def commitments(self) -> tuple[ast.Commitment, ...]:
        """None to two commitments."""
        made = (ast.Commitment(_name(b), *((self.day(), self.day()) if self.chance(0.5) else ())) for b in self.some(BRANDS, 2))
        return tuple(made) if self.chance(0.8) else ()

    def post(self) -> ast.Post:
        """A post owed, with what is known of it."""
        platform, form = self.random.choice(FORMATS)
        whats: Any = ("published", "deleted", "republished")
        states: Any = ("cancelled", "owed")
        events = (
            lambda: ast.Planned(self.when(), self.when() if self.chance(0.4) else None),
            lambda: ast.PostEvent(self.random.choice(whats), self.when()),
            lambda: ast.PostState(self.random.choice(states)),
        )
        account = ast.Handle(self.random.choice(HANDLES)) if self.chance(0.4) else None
        made = tuple(self.random.choice(events)() for _ in range(self.random.choice([0, 1, 1, 2, 3])))
        return ast.Post(ast.Name(form), ast.Name(platform), account, made)

    # Files.

    def items(self) -> tuple[ast.Item, ...]:
        """A file: its vocabulary, perhaps an agreement, its articles and clauses outside of them."""
        found: list[ast.Item] = [*VOCABULARY]
        found.extend(ast.CompetitorList(_name(name), self.names(BRANDS)) for name in self.lists)
        if self.agreement:
            facts = list(self.facts())
            self.random.shuffle(facts)
            found.append(ast.Agreement(_name(self.random.choice(TITLES)), tuple(facts)))
        left = CLAUSES
        while left > 0:
            count = min(left, self.random.choice([0, 1, 2, 4, 6]))
            left -= count
            if self.chance(0.2):
                found.extend(self.clauses(count))
            else:
                title = _name(self.random.choice(TITLES)) if self.chance(0.7) else None
                found.append(ast.Exclusivity(title, self.clauses(count)))
        return tuple(found)


def _each_once(names: Iterable[str]) -> list[str]:
    return list({canonical.spoken(name).casefold(): name for name in names}.values())


@attrs.frozen
class File:
    """A random file with the clauses that also state what was so before signing."""

    items: tuple[ast.Item, ...]
    resolved: Resolved
    stated: frozenset[int]
    known: tuple[ast.Item, ...]


def file(seed: int | str, small: bool = False) -> File:
    """The file of a seed; INVARIANT: it has no error."""
    maker = Maker(seed, small)
    items = maker.items()
    resolved, error = as_resolved(items)
    assert not error, (seed, error)
    stated = frozenset(c.index for c in resolved.clauses if maker.chance(0.3) and _can_state(c, resolved))
    return File(items, resolved, stated, tuple(item for item in items if isinstance(item, ast.Declaration)))


def _can_state(clause: Clause, resolved: Resolved) -> bool:
    """Whether a clause says more when part of its window lies before signing."""
    return len(sentences(clause, resolved, True)) > len(sentences(clause, resolved, False))
