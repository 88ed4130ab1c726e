"""Reduced rules of the grammar → nodes of `ast`: one small function per callback name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from clauselang.diagnostics.diagnostic import Diagnostic
from clauselang.diagnostics.suggest import nearest
from clauselang.source import Span, new_span
from clauselang.syntax import ast
from clauselang.syntax.tokens import TEXT, Word

BUILD: dict[str, Callable[[list[Any], Span], Any]] = {}
Builder = Callable[[list[Any], Span], Any]


class Mistake(Exception):
    """A value that is well-formed but cannot be, such as 30 February; parsing goes on with `instead`."""

    def __init__(self, diagnostic: Diagnostic, instead: Any) -> None:
        self.diagnostic = diagnostic
        self.instead = instead


def builds(*names: str) -> Callable[[Builder], Builder]:
    """Register a function for callbacks of the grammar."""

    def register(function: Builder) -> Builder:
        for name in names:
            BUILD[name] = function
        return function

    return register


def _of_type(children: list[Any], kind: type) -> tuple[Any, ...]:
    return tuple(child for child in children if isinstance(child, kind))


def _first(children: list[Any], kind: type) -> Any:
    return next((child for child in children if isinstance(child, kind)), None)


def _at(word: Word, span: Span) -> Span:
    _, _, start, end = word
    return new_span((span.source, start, end))


def text_of(word: Word) -> str:
    """The text inside the quotes, in normal form C."""
    text = word[TEXT][1:-1]
    if text.isascii():
        return text
    import unicodedata  # seldom needed, and slow to load

    return unicodedata.normalize("NFC", text)


def _name(word: Word, span: Span) -> ast.Name:
    kind, text, start, end = word
    quoted = kind == "STRING"
    return ast.Name(text_of(word) if quoted else text, quoted, span=new_span((span.source, start, end)))


# Small parts.

BUILD["name"] = lambda c, s: _name(c[0], s)
BUILD["names"] = BUILD["handles"] = BUILD["kinds"] = BUILD["surfaces"] = lambda c, s: tuple(c)
BUILD["handle"] = lambda c, s: ast.Handle(c[0][TEXT][1:], span=s)
BUILD["unit"] = BUILD["which"] = BUILD["party"] = BUILD["kind"] = BUILD["content"] = lambda c, s: c[0][TEXT].lower()
BUILD["breach"] = BUILD["broad"] = lambda c, s: True


# With the bound on years, no chain of windows leaves the calendar, which ends with the year 9999.
LONGEST_YEARS = 100
_HOURS = {"hour": 1, "day": 24, "week": 7 * 24, "month": 30 * 24, "year": 365 * 24}


@builds("duration")
def duration(c: list[Any], s: Span) -> ast.Duration:
    """Figures with units; a fraction is refused, since nobody knows what half a month is."""
    parts: list[tuple[int, ast.Unit]] = []
    for word, unit in zip(c[::2], c[1::2], strict=True):
        figure = word[TEXT]
        if "." in figure or len(figure) > 5:
            if "." in figure:
                message, remedy = f"`{figure[:20]}` is not a whole number", "write a smaller unit, such as `36 hours` or `45 days`"
            else:
                message, remedy = f"`{figure[:20]}` has more than five digits", "write a larger unit, such as `2 years`"
            raise Mistake(Diagnostic("S112", _at(word, s), message, help=remedy), ast.Duration(((1, unit.rstrip("s")),), span=s))
        parts.append((int(figure), unit.rstrip("s")))
    if sum([count * _HOURS[unit] for count, unit in parts]) > LONGEST_YEARS * _HOURS["year"]:
        message, remedy = f"the duration is longer than {LONGEST_YEARS} years", "write a shorter one; a window without end is `perpetual`"
        raise Mistake(Diagnostic("S112", s, message, help=remedy), ast.Duration(((1, "year"),), span=s))
    return ast.Duration(tuple(parts), span=s)


@builds("money")
def money(c: list[Any], s: Span) -> ast.Money:
    """An amount and an upper-case currency code; `resolve` knows which codes exist."""
    return ast.Money(_figure(c[0], s, ast.Money(Decimal(1), c[1][TEXT], span=s)), c[1][TEXT], span=s)


def _figure(word: Word, span: Span, instead: Any) -> Decimal:
    """A figure that somebody could mean; what is longer is refused and not cut."""
    digits = word[TEXT].rstrip("%")
    if len(digits) > 15:
        message = f"`{digits[:20]}…` has more than 15 digits"
        raise Mistake(Diagnostic("S112", _at(word, span), message, help="write an amount such as `2400 EUR`"), instead)
    return Decimal(digits)


_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?")


@builds("when", "date")
def when(c: list[Any], s: Span) -> ast.When:
    """A date or moment that exists on the calendar."""
    kind, written, *_ = c[0]
    if not ast.FIRST_YEAR <= int(written[:4]) <= ast.LAST_YEAR:
        message = f"the year {written[:4]} is too far away to count from"
        remedy = f"write a year from {ast.FIRST_YEAR} to {ast.LAST_YEAR}; a window without end is `perpetual`"
        raise Mistake(Diagnostic("S110", s, message, help=remedy), ast.When("date", "2000-01-01", span=s))
    try:
        if kind == "DATE":
            date.fromisoformat(written)
            return ast.When("date", written, span=s)
        match = _INSTANT.fullmatch(written)
        assert match
        day, minute, second, offset = match.groups()
        text = f"{day}T{minute}{second or ''}{offset or ''}"
        datetime.fromisoformat(text.replace("Z", "+00:00"))
        if minute.startswith("24"):
            raise ValueError(minute)
    except ValueError:
        what = "a date" if kind == "DATE" else "a moment"
        raise Mistake(
            Diagnostic("S110", s, f"`{written}` is not {what} of the calendar", help="check the day, the month and the time"),
            ast.When("date", "2000-01-01", span=s),
        ) from None
    return ast.When("instant" if offset else "local", text, span=s)


# Files and agreements.

BUILD["module"] = lambda c, s: ast.Module(tuple(c), span=s)
BUILD["import_"] = lambda c, s: ast.Import(c[0][TEXT], span=_at(c[0], s))
BUILD["agreement"] = lambda c, s: ast.Agreement(c[0], tuple(c[1:]), span=s)
BUILD["sells"] = lambda c, s: ("sells", c[0])
BUILD["own_brands"] = lambda c, s: ("brands", c[0])
BUILD["account"] = lambda c, s: ast.Account(_name(c[0], s), ast.Handle(c[1][TEXT][1:], span=_at(c[1], s)), span=s)
BUILD["timezone"] = lambda c, s: ast.Timezone(c[0][TEXT], span=_at(c[0], s))
BUILD["signed"] = lambda c, s: ast.Signed(c[0], span=s)
BUILD["term_dates"] = lambda c, s: ast.Period("term", c[0], c[1], span=s)
BUILD["term_length"] = lambda c, s: ast.Period("term", c[0], length=c[1], span=s)
BUILD["campaign"] = lambda c, s: ast.Period("campaign", c[0], c[1], span=s)
BUILD["usage"] = lambda c, s: ast.Period("usage", c[0], c[1], span=s)
BUILD["event"] = lambda c, s: ast.Event(*c, span=s)
BUILD["base_fee"] = lambda c, s: ast.BaseFee(c[0], span=s)
BUILD["fee_paid"] = lambda c, s: ast.FeePaid(c[0], span=s)
BUILD["ended"] = lambda c, s: ast.Ended(c[0], c[1], bool(c[2]), span=s)
BUILD["schedule"] = lambda c, s: ast.Schedule(c[0], tuple(c[1:]), span=s)
BUILD["commitment"] = lambda c, s: ast.Commitment(*c, span=s)
BUILD["consent"] = lambda c, s: ast.Consent(c[0], c[1] or (), c[2], span=s)
BUILD["posts"] = lambda c, s: ast.Posts(tuple(c), span=s)
BUILD["planned"] = lambda c, s: ast.Planned(c[0], c[1], span=s)
BUILD["published"] = lambda c, s: ast.PostEvent("published", c[0], span=s)
BUILD["deleted"] = lambda c, s: ast.PostEvent("deleted", c[0], span=s)
BUILD["republished"] = lambda c, s: ast.PostEvent("republished", c[0], span=s)
BUILD["cancelled"] = lambda c, s: ast.PostState("cancelled", span=s)
BUILD["owed"] = lambda c, s: ast.PostState("owed", span=s)


@builds("advertiser")
def advertiser(c: list[Any], s: Span) -> ast.Advertiser:
    """The advertiser's block: lines of one sort add up."""
    names = {"sells": (), "brands": ()}
    for line in _of_type(c[1:], tuple):
        names[line[0]] += line[1]
    return ast.Advertiser(c[0], names["sells"], names["brands"], _first(c, ast.Timezone), span=s)


@builds("influencer")
def influencer(c: list[Any], s: Span) -> ast.Influencer:
    """The influencer's block."""
    return ast.Influencer(c[0], _of_type(c, ast.Account), _first(c, ast.Timezone), span=s)


@builds("post")
def post(c: list[Any], s: Span) -> ast.Post:
    """`FORMAT on PLATFORM [from @account], …`."""
    return ast.Post(_name(c[0], s), _name(c[1], s), c[2], tuple(c[3:]), span=s)


# Clauses.

BUILD["exclusivity"] = lambda c, s: ast.Exclusivity(c[0], tuple(c[1:]), span=s)
BUILD["clause"] = lambda c, s: ast.Clause(tuple(c), span=s)
BUILD["then"] = lambda c, s: ast.Clause(tuple(c), then=True, span=s)
BUILD["none_clause"] = lambda c, s: ast.Clause((ast.Target((ast.NoExclusivity(span=s),), span=s),), span=s)
BUILD["target"] = lambda c, s: ast.Target(tuple(c), span=s)
BUILD["full"] = lambda c, s: ast.Full(span=s)
BUILD["categories"] = lambda c, s: ast.Categories(c[0], span=s)
BUILD["brands"] = lambda c, s: ast.Brands(c[0], span=s)
BUILD["competitors"] = lambda c, s: ast.Competitors(c[0] or (), span=s)
BUILD["no_exclusivity"] = lambda c, s: ast.NoExclusivity(span=s)
BUILD["gifts_included"] = lambda c, s: ast.Gifts(True, span=s)
BUILD["gifts_excluded"] = lambda c, s: ast.Gifts(False, span=s)
BUILD["any_mention"] = lambda c, s: ast.Act("mention", span=s)
BUILD["any_mention_or_appearance"] = lambda c, s: ast.Act("mention or appearance", span=s)
BUILD["any_engagement"] = lambda c, s: ast.Act("engagement", span=s)
BUILD["around"] = lambda c, s: ast.Around(*c, span=s)
BUILD["before"] = lambda c, s: ast.Before(*c, span=s)
BUILD["after"] = lambda c, s: ast.After(*c, span=s)
BUILD["span"] = lambda c, s: ast.FromTo(*c, span=s)
BUILD["on_the_day"] = lambda c, s: ast.OnTheDay(c[0], span=s)
BUILD["during"] = lambda c, s: ast.During(*c, span=s)
BUILD["dates"] = lambda c, s: ast.Dates(*c, span=s)
BUILD["for_"] = lambda c, s: ast.For(c[0], span=s)
BUILD["perpetual"] = lambda c, s: ast.Perpetual(span=s)
BUILD["at_latest"] = lambda c, s: ast.AtLatest(c[0], span=s)
BUILD["to"] = lambda c, s: c[0]
BUILD["until"] = lambda c, s: ast.Until("until", c[0], span=s)
BUILD["through"] = lambda c, s: ast.Until("through", c[0], span=s)
BUILD["before_date"] = lambda c, s: ast.Until("before", c[0], span=s)
BUILD["bound_before"] = lambda c, s: ast.Bound(c[1], c[0], "before", span=s)
BUILD["bound_after"] = lambda c, s: ast.Bound(c[1], c[0], "after", span=s)
BUILD["bound_at"] = BUILD["bound_literal"] = lambda c, s: ast.Bound(c[0], span=s)
BUILD["post_anchor"] = lambda c, s: ast.PostAnchor(c[0], c[1] or (), span=s)
BUILD["signing"] = lambda c, s: ast.Signing(span=s)
BUILD["start_of"] = lambda c, s: ast.PeriodEdge("start", c[0], span=s)
BUILD["end_of"] = lambda c, s: ast.PeriodEdge("end", c[0], span=s)
BUILD["event_anchor"] = lambda c, s: ast.EventAnchor(c[0], span=s)
BUILD["term_period"] = lambda c, s: "term"
BUILD["campaign_period"] = lambda c, s: "campaign"
BUILD["usage_period"] = lambda c, s: "usage"
BUILD["event_period"] = lambda c, s: c[0]
BUILD["on_surfaces"] = lambda c, s: ast.On(c[0], span=s)
BUILD["any_platform"] = lambda c, s: ast.On(span=s)
BUILD["surfaces_excluded"] = lambda c, s: ast.SurfacesExcluded(c[0], span=s)
BUILD["surface_word"] = lambda c, s: ast.Surface(_name(c[0], s), span=s)
BUILD["platform_format"] = lambda c, s: ast.Surface(None, _name(c[0], s), _name(c[1], s), span=s)
BUILD["format_on_platform"] = lambda c, s: ast.Surface(None, _name(c[1], s), _name(c[0], s), span=s)
BUILD["from_accounts"] = lambda c, s: ast.FromAccounts(c[0], span=s)
BUILD["any_account"] = lambda c, s: ast.FromAccounts(span=s)
BUILD["accounts_excluded"] = lambda c, s: ast.AccountsExcluded(c[0], span=s)
BUILD["in_territory"] = lambda c, s: ast.In(c[0], span=s)
BUILD["worldwide"] = lambda c, s: ast.In(span=s)
BUILD["at_events"] = lambda c, s: ast.At(c[0], span=s)

# Exceptions, conditions, commercial terms.

BUILD["except_"] = lambda c, s: ast.Except(*c, span=s)
BUILD["exempt_surfaces"] = lambda c, s: ast.Exempt("surface", c[0], span=s)
BUILD["exempt_kinds"] = lambda c, s: ast.Exempt("kind", c[0], span=s)
BUILD["exempt_brands"] = lambda c, s: ast.Exempt("brand", c[0], span=s)
BUILD["exempt_categories"] = lambda c, s: ast.Exempt("category", c[0], span=s)
BUILD["exempt_competitors"] = lambda c, s: ast.Exempt("competitors", c[0], span=s)
BUILD["exempt_schedule"] = lambda c, s: ast.Exempt("schedule", (c[0],), span=s)
BUILD["exempt_accounts"] = lambda c, s: ast.Exempt("account", c[0], span=s)
BUILD["exempt_territory"] = lambda c, s: ast.Exempt("territory", c[0], span=s)
BUILD["exempt_events"] = lambda c, s: ast.Exempt("event", c[0], span=s)
BUILD["exempt_test"] = BUILD["quoted_test"] = lambda c, s: ast.Test(text_of(c[0]), span=s)
BUILD["if_"] = lambda c, s: ast.Condition(False, c[0], span=s)
BUILD["unless"] = lambda c, s: ast.Condition(True, c[0], span=s)
BUILD["term_longer"] = lambda c, s: ast.TermLonger(c[0], span=s)
BUILD["ended_by"] = lambda c, s: ast.EndedBy(c[0], bool(c[1]), span=s)
BUILD["is_fee_paid"] = lambda c, s: ast.IsFeePaid(span=s)
BUILD["fee_percent"] = lambda c, s: ast.Fee(_figure(c[0], s, ast.Fee(span=s)), None, c[1], c[2], span=s)
BUILD["fee_amount"] = lambda c, s: ast.Fee(None, c[0], c[1], span=s)
BUILD["fee_included"] = lambda c, s: ast.Fee(span=s)
BUILD["rate"] = lambda c, s: c[0]
BUILD["rate_unit"] = lambda c, s: ast.Duration(((1, c[0].rstrip("s")),), span=s)
BUILD["penalty"] = lambda c, s: ast.Penalty(c[0], span=s)
BUILD["cure"] = lambda c, s: ast.Remedy("cure", c[0], span=s)
BUILD["takedown"] = lambda c, s: ast.Remedy("takedown", c[0], span=s)

# Vocabulary.

BUILD["alias"] = lambda c, s: ast.Alias(tuple(c), span=s)
BUILD["labels"] = lambda c, s: ast.Labels(tuple(c), span=s)
BUILD["label"] = lambda c, s: (_name(c[0], s), text_of(c[1]))
BUILD["member"] = lambda c, s: c[0]
BUILD["competitors_decl"] = lambda c, s: ast.CompetitorList(c[0], tuple(c[1:]), span=s)


@builds("iab")
def iab(c: list[Any], s: Span) -> ast.Iab:
    """A crosswalk id is a whole number."""
    if not c[0][TEXT].isdigit():
        raise Mistake(
            Diagnostic("S112", _at(c[0], s), f"`{c[0][TEXT][:20]}` is not an id", help="write the id as digits, such as `iab 1113`"),
            ast.Iab(0, span=s),
        )
    return ast.Iab(int(c[0][TEXT][:9]), bool(c[1]), span=s)


_KINDS = ("act", "brand", "category", "format", "kind", "platform")


@builds("category_decl", "brand_decl", "platform_decl", "format_decl", "act_decl", "kind_decl")
def declaration(c: list[Any], s: Span) -> ast.Declaration:
    """A vocabulary entry; its kind is the keyword that it starts with."""
    word = re.split("[^a-z]", s.text.lower(), maxsplit=1)[0]
    kind: Any = word if word in _KINDS else nearest(word, _KINDS) or "category"  # a stand-in header has a misspelt word
    name = c[0] if isinstance(c[0], ast.Name) else _name(c[0], s)
    label = text_of(c[1]) if c[1] is not None else None
    related = next((child for child in c[2:] if isinstance(child, tuple)), ())
    entries = tuple(child for child in c if isinstance(child, ast.Alias | ast.Iab | ast.Labels))
    return ast.Declaration(kind, name, label, related, entries, _of_type(c, ast.Declaration), span=s)


# Scenarios.

BUILD["scenario"] = lambda c, s: ast.Scenario(c[0], tuple(c[1:]), span=s)
BUILD["verdict"] = lambda c, s: ast.Expectation(c[0][TEXT].lower(), span=s)
BUILD["flag"] = lambda c, s: ("flag", c[0][TEXT].lower())
BUILD["needs"] = lambda c, s: ("needs", c[0])
BUILD["at_surface"] = lambda c, s: ast.Detail("surface", (ast.Surface(None, _name(c[1], s), _name(c[0], s), span=s),), span=s)
BUILD["at_account"] = lambda c, s: ast.Detail("account", (c[0],), span=s)
BUILD["at_time"] = lambda c, s: ast.Detail("time", (c[0],), span=s)
BUILD["at_territory"] = lambda c, s: ast.Detail("territory", c[0], span=s)
BUILD["at_event"] = lambda c, s: ast.Detail("event", (c[0],), span=s)
BUILD["at_category"] = lambda c, s: ast.Detail("category", (c[0],), span=s)
BUILD["is_deliverable"] = lambda c, s: ast.Detail("deliverable", span=s)
BUILD["has_consent"] = lambda c, s: ast.Detail("consent", (c[0],), span=s)


@builds("at_platform")
def at_platform(c: list[Any], s: Span) -> ast.Detail:
    """`on tiktok`, `on youtube videos`."""
    form = _name(c[1], s) if c[1] else None
    return ast.Detail("surface", (ast.Surface(None, _name(c[0], s), form, span=s),), span=s)


@builds("example")
def example(c: list[Any], s: Span) -> ast.Example:
    """A described post and what is expected of it."""
    expected = _first(c, ast.Expectation)
    after = c[c.index(expected) + 1 :]
    needs = tuple(name for what, names in after if what == "needs" for name in names)
    flags = tuple(flag for what, flag in after if what == "flag")
    full = ast.Expectation(expected.verdict, needs, flags, span=expected.span)
    return ast.Example(c[0], c[1], c[2] or (), _of_type(c, ast.Detail), full, span=s)
