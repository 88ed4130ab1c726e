"""Names → what they mean: library and own words, imports, categories, the slots of a clause, the deal."""

from __future__ import annotations

import pytest

from clauselang.diagnostics.diagnostic import Diagnostics
from clauselang.resolve.imports import MAX_FILES
from clauselang.resolve.resolved import Clause, Deal, Resolved
from clauselang.resolve.resolver import MAX_CHAIN, resolve
from clauselang.resolve.symbols import Row
from clauselang.resolve.taxonomy import Taxonomy
from clauselang.source import Source
from clauselang.syntax import ast
from clauselang.syntax.parser import parse


def project(files: dict[str, str], main: str = "deal.excl", rows: list[Row] | None = None) -> tuple[Resolved, Diagnostics]:
    """Resolve a file of a project that is a table from paths to texts."""
    parsed = parse(Source(main, files[main]))
    assert parsed.diagnostics == ()
    return resolve(parsed, lambda path: Source(path, files[path]) if path in files else None, rows)


def one(text: str) -> tuple[Resolved, Diagnostics]:
    """Resolve a single file."""
    return project({"deal.excl": text})


def good(text: str) -> Resolved:
    """Resolve a file in which every name has a meaning."""
    resolved, found = one(text)
    assert [d for d in found if d.is_error] == []
    return resolved


def codes(found: Diagnostics) -> list[str]:
    """The codes, in order."""
    return [d.code for d in found]


def clause(phrases: str) -> Clause:
    """The one clause of a text."""
    (found,) = good(phrases).clauses
    return found


DEAL = 'agreement "X"\n  advertiser "Acme"\n  influencer "River"\n'


def deal(facts: str) -> tuple[Deal, Diagnostics]:
    """An agreement with further facts."""
    resolved, found = one(DEAL + "".join(f"  {line}\n" for line in facts.splitlines()))
    assert resolved.deal
    return resolved.deal, found


# Names.


@pytest.mark.parametrize("name", ["sonar", "SONAR", "Sonars", '"castable_sonar"'])
def test_library_names_and_aliases_have_no_case(name: str) -> None:
    """A category of the library is found by its name and its aliases, in any case, quoted or not."""
    assert [s.key for s in clause(f"category {name}, 1 day after last post").target.categories] == ["sonar"]


def test_own_names_and_aliases_have_no_case() -> None:
    """So is a category that the file declares."""
    text = 'category Augers "ice augers" under sonar\n  alias Auger, "ice drill"\n'
    for name in ("augers", "AUGER", '"Ice Drill"'):
        (found,) = good(f"{text}category {name}, 1 day after last post").clauses
        assert [s.name for s in found.target.categories] == ["Augers"]


def test_names_are_looked_up_by_kind() -> None:
    """A brand, a category and a list of the same name are three things."""
    text = "brand sonar\ncompetitors sonar\n  Garmin\ncategory sonar plus brands sonar plus competitors sonar, 1 day after last post"
    (found,) = good(text).clauses
    assert [s.kind for s in found.target.categories] == ["category"]
    assert [b.key for b in found.target.brands] == ["sonar"]
    assert [s.related for s in found.target.lists] == [("garmin",)]


def test_a_brand_needs_no_declaration() -> None:
    """Brands are an open list; a declared one is found by its alias."""
    assert [b.key for b in clause("brands Nobody, 1 day after last post").target.brands] == ["nobody"]
    (found,) = good('brand Garmin\n  alias "Garmin Ltd."\nbrands "garmin ltd.", 1 day after last post').clauses
    assert [b.key for b in found.target.brands] == ["garmin"]


@pytest.mark.parametrize(
    ("text", "code", "remedy"),
    [
        ("category sonarr, during term", "R104", "did you mean `sonar`?"),
        ("category zzzzzz, during term", "R104", "declare it, or import the file that does"),
        ("full, during term, on instgram", "R105", "did you mean `instagram`?"),
        ("full, during term, on storys", "R105", "did you mean `story`?"),
        ("full, during term, gifted excluded", "R105", "write `except gifted`"),
        ("full, during term, except Moshi", "R105", "declare it with `platform`, or write `brands Moshi` if it is a brand"),
        ("full, during term, on youtube reels", "R106", "known: community_post, live, short, video"),
        ("full, during term, on youtube vidoes", "R106", "did you mean `videos`?"),
        ("competitors rivls, during term\ncompetitors rivals\n  Garmin", "R107", "did you mean `rivals`?"),
        ("full, during term, in UK", "R114", "write the ISO 3166 code, such as `NL` (the United Kingdom is `GB`)"),
        ("full, during term, fee 3 EUX", "R115", "did you mean `EUR`?"),
        ("full, during term, fee 3 eur", "R115", "did you mean `EUR`?"),
        ('category augers "x" under sonarr', "R104", "did you mean `sonar`?"),
        ("brand Garmin sells sonarr", "R104", "did you mean `sonar`?"),
        ('format recap "recaps"\n  pl "x"', "R117", "known: en, nl, de, fr, es"),
        ('act borrow "borrowings"', "R124", "use the words of the language"),
        (DEAL + "full, during grand_finale", "R108", "add `event grand_finale 2026-07-12` to the agreement"),
        (DEAL + "  event grand_final 2026-07-12\nfull, during grand_finale", "R108", "did you mean `grand_final`?"),
        (DEAL + "full, 1 day after contract", "R108", "add `event contract 2026-07-12` to the agreement"),
        (DEAL + 'full, during term, except schedule "B"', "R109", 'add `schedule "B"` with one brand per line to the agreement'),
        (DEAL + "  timezone Europe/Vilnus", "R116", "did you mean `Europe/Vilnius`?"),
        ('agreement "X"\n  influencer "R"\n  advertiser "A"\n    timezone Dutch', "R116", "write an IANA zone, such as `Europe/Vilnius`"),
    ],
)
def test_a_name_without_meaning(text: str, code: str, remedy: str) -> None:
    """A name that means nothing is one error, with what was probably meant or where to declare it."""
    assert [(d.code, d.help) for d in one(text)[1]] == [(code, remedy)]


def test_an_event_is_open_without_an_agreement() -> None:
    """A file of clauses alone can count from an event that an agreement will have."""
    assert codes(one("full, during grand_final, at grand_final")[1]) == []


def test_own_words_shadow_the_library() -> None:
    """An own entry replaces the library's as a whole and the tools say so; the rest of the library stays."""
    resolved, found = one('category sonar "my sonar"\ncategory sonar and fishfinder, 1 day after last post')
    assert [(d.code, str(d.severity)) for d in found] == [("R111", "info")]
    assert [(s.label("en"), s.in_library) for s in resolved.clauses[0].target.categories] == [("my sonar", False), ("fishfinders", True)]
    assert resolved.taxonomy.parents["sonar"] == ()


def test_a_clause_without_a_window_reads_as_a_declaration() -> None:
    """`category sonar` on a line of its own declares; the note says how to make a clause of it."""
    assert [(d.code, d.help) for d in one("category sonar")[1]] == [("R111", "for a clause, say when: `category sonar, during term`")]


def test_declared_twice() -> None:
    """The first declaration counts and the second is pointed at, whatever its case."""
    resolved, found = one('category augers "first"\ncategory Augers "second"')
    assert [(d.code, d.help) for d in found] == [("R110", "it already stands at deal.excl:1:10; keep one")]
    symbol = resolved.symbols.find("category", "augers")
    assert symbol
    assert symbol.label("en") == "first"


def test_formats() -> None:
    """A platform's format is found by its name, its alias and the general word; a general word means every platform."""
    for surface in ("instagram story", "instagram stories", "story on instagram", "INSTAGRAM Stories"):
        (place,) = clause(f"full, during term, on {surface}").surfaces
        assert place.platform
        assert (place.platform.key, place.format_key) == ("instagram", "story")
    (anywhere,) = clause("full, during term, on stories").surfaces
    assert (anywhere.platform, anywhere.format_key) == (None, "story")
    (own,) = good('platform riverside\n  format recap "recaps"\nfull, during term, on riverside recap').clauses
    assert [p.format_key for p in own.surfaces] == ["recap"]


# Imports.


def test_an_import_brings_its_declarations() -> None:
    """Words of an imported file, and of what it imports, are known; paths count from the folder of the importer."""
    files = {
        "deal.excl": "import lists/rivals\ncompetitors rivals plus category augers, 1 day after last post",
        "lists/rivals.excl": "import ../words\nimport more\ncompetitors rivals\n  Garmin",
        "words.excl": 'category augers "ice augers"',
        "lists/more.excl": "brand Lowrance",
    }
    resolved, found = project(files)
    assert found == ()
    assert resolved.symbols.find("brand", "lowrance")


def test_the_library_can_be_imported_by_name() -> None:
    """A path of the library is no error although the project has no such file."""
    assert codes(one("import categories/fishing\nimport platforms")[1]) == []


def test_a_diamond_is_read_once() -> None:
    """A file that two imports share is declared once."""
    files = {"deal.excl": "import a\nimport b", "a.excl": "import c", "b.excl": "import c", "c.excl": "brand Garmin"}
    assert project(files)[1] == ()


def test_mistakes_of_an_imported_file_are_shown_there() -> None:
    """A finding in an imported file names that file."""
    _, found = project({"deal.excl": "import a", "a.excl": "full, within it"})
    assert [d.span.place for d in found if d.span] == ["a.excl:1:7"]


@pytest.mark.parametrize(
    ("files", "chain"),
    [
        ({"deal.excl": "import deal"}, "deal → deal"),
        ({"deal.excl": "import a", "a.excl": "import deal"}, "deal → a → deal"),
        ({"deal.excl": "import a", "a.excl": "import b", "b.excl": "import a"}, "a → b → a"),
        ({"deal.excl": "import x/../a", "a.excl": "import ./deal.excl"}, "deal → a → deal"),
    ],
)
def test_import_cycle(files: dict[str, str], chain: str) -> None:
    """A file that imports itself by any way is one error, which shows the way."""
    (found,) = project(files)[1]
    assert (found.code, chain in found.message) == ("R102", True)


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "..\\secret",
        "C\\secret",
        "~/secret",
        "~root",
        "a/../../b",
        "..",
        "a/b/../../../c",
        "//host/share",
    ],
)
def test_import_out_of_the_project(path: str) -> None:
    """Nothing outside the project is asked for, however the path is written."""
    asked: list[str] = []

    def load(name: str) -> Source | None:
        asked.append(name)
        return None

    _, found = resolve(parse(Source("deal.excl", f"import {path}")), load)
    assert (codes(found), asked) == (["R103"], [])


def test_import_of_what_is_not_there() -> None:
    """A missing file is an error with the nearest path of the library, and each is reported once per line."""
    _, found = one("import categories/fishin\nimport nowhere")
    assert [(d.code, d.help) for d in found] == [("R101", "did you mean `categories/fishing`?"), ("R101", "check the path")]


def test_a_chain_of_imports_has_an_end() -> None:
    """A project that always has one more file is read up to the bound."""
    loaded: list[str] = []

    def load(name: str) -> Source:
        loaded.append(name)
        return Source(name, f"import f{len(loaded)}")

    _, found = resolve(parse(Source("deal.excl", "import f0")), load)
    assert codes(found) == ["R101"]
    assert len(loaded) == MAX_FILES


# Categories.


def test_closure_over_the_library_and_own_categories() -> None:
    """Below a category stand its children, their children, and own ones; not its parents or its neighbours."""
    below = good('category augers "ice augers" under sonars').taxonomy.below("fishing_gear")
    assert {"fishing_gear", "fishing_electronics", "sonar", "fishfinder", "fishing_rods", "augers"} <= below
    assert not {"fishing", "outdoor"} & below


def test_closure_of_a_graph_that_joins_again() -> None:
    """A category with two parents is below both, once."""
    taxonomy = Taxonomy({"a": (), "b": ("a",), "c": ("a",), "d": ("b", "c")})
    assert taxonomy.below("a") == {"a", "b", "c", "d"}
    assert taxonomy.below("b") == {"b", "d"}
    assert taxonomy.cycle(["a", "b", "c", "d"]) == ()


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        ("category a under a", "a → a"),
        ("category a under b\ncategory b under a", "a → b → a"),
        ("category z under sonar\ncategory a under sonar and b\ncategory b under c\ncategory c under a", "a → b → c → a"),
        ("category fishing_gear under sonar", "fishing_gear → sonar → fishing_electronics → fishing_gear"),
    ],
)
def test_category_cycle(text: str, cycle: str) -> None:
    """Categories that stand under themselves are one error, which shows the way; closure still ends."""
    resolved, found = one(text)
    (error,) = [d for d in found if d.is_error]
    assert (error.code, error.message.split(": ")[1]) == ("R113", cycle)
    resolved.taxonomy.below(cycle.split(" ")[0])


# Articles and clauses.


def test_articles_and_numbers() -> None:
    """A block is an article; neighbouring clauses outside a block share one; numbers run through the file."""
    text = (
        'full, during term\nnone\nbrand Garmin\nfull, during usage\nexclusivity "A"\n  full, 1 day after last post\n'
        "  then full, for 1 day\nexclusivity\n  none\nnone"
    )
    resolved = good(text)
    assert [(a.number, a.title, len(a.clauses)) for a in resolved.articles] == [(1, None, 3), (2, "A", 2), (3, None, 1), (4, None, 1)]
    assert [c.number for c in resolved.clauses] == ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "4.1"]
    assert [c.index for c in resolved.clauses] == [1, 2, 3, 4, 5, 6, 7]
    assert [c.after for c in resolved.clauses] == [None, None, None, None, 4, None, None]


def test_slots_do_not_depend_on_order() -> None:
    """Every phrase fills the slot of its facet, in any order of phrases."""
    phrases = [
        "category sonar plus brands Garmin", "any mention", "1 day after last post", "at latest through 2026-12-31",
        "on instagram stories", "from @River.Angler", "in nl and BE", "at Final", "except stories but not stories on tiktok",
        "if fee paid", "fee 3 EUR", "cure 3 days",
    ]  # fmt: skip
    found = clause(", ".join(phrases))
    assert [s.key for s in found.target.categories] == ["sonar"]
    assert [b.key for b in found.target.brands] == ["garmin"]
    assert (found.act, found.gifts, found.perpetual) == ("mention", None, False)
    assert isinstance(found.window, ast.After)
    assert found.at_latest == ast.When("date", "2026-12-31")
    assert (found.accounts, found.territory, [e.key for e in found.events]) == (("river.angler",), ("NL", "BE"), ["final"])
    assert [(e.exempt.facet, e.but_not.facet if e.but_not else None) for e in found.exceptions] == [("surface", "surface")]
    assert (len(found.conditions), len(found.commercial)) == (1, 2)
    backwards = clause(", ".join(reversed(phrases)))
    for slot in ("target", "act", "window", "surfaces", "accounts", "territory", "events", "exceptions", "conditions"):
        assert getattr(backwards, slot) == getattr(found, slot)


@pytest.mark.parametrize(
    ("phrases", "act", "gifts"),
    [
        ("full, during term", "sponsored", None),
        ("full, gifts included, during term", "sponsored", True),
        ("full, gifts excluded, during term", "sponsored", False),
        ("full, any mention or appearance, during term", "mention or show", None),
        ("full, any engagement, during term", "engage", None),
    ],
)
def test_act_and_gifts(phrases: str, act: str, gifts: bool | None) -> None:
    """Silence about gifts is kept apart from a statement about them."""
    found = clause(phrases)
    assert (found.act, found.gifts) == (act, gifts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("full, category sonar, during term", ["R118"]),
        ("full, during term, during campaign", ["R118"]),
        ("full, during term, any mention, any engagement", ["R118"]),
        ("full, during term, on instagram, on tiktok", ["R118"]),
        ("full, during term, from @a, from @b", ["R118"]),
        ("full, during term, in NL, worldwide", ["R118"]),
        ("full, during term, fee 3 EUR, fee included", ["R118"]),
        ("full, during term, cure 3 days, cure 4 days", ["R118"]),
        ("full, during term, cure 3 days, takedown 4 hours", []),
        ("full, during term, except stories, except reels, stories excluded", []),
        ("full, during term, if fee paid, unless ended by influencer", []),
        ("during term, on instagram", ["R119"]),
        ("full, on instagram", ["R120"]),
        ("full, from first post", ["R120"]),
        ("full, from first post to signing, perpetual", ["R120"]),
        ("full, from first post, perpetual", []),
        ("full, perpetual", []),
        ("full, during term, perpetual", ["R125"]),
        ("full, for 1 month", ["R121"]),
        ("then full, for 1 month", ["R121"]),
        ("exclusivity\n  full, during term\n  then full, during campaign", ["R121"]),
        ("exclusivity\n  full, during term\nexclusivity\n  then full, for 1 day", ["R121"]),
        ("full, during term\nthen full, for 1 day", []),
        ("none", []),
        ("none, during term", ["R125"]),
        ("none plus full, during term", ["R125"]),
        ("full plus category sonar, during term", ["R125"]),
        ("full, any mention, gifts excluded, during term", ["R125"]),
        ("competitors, during term", ["R122"]),
        ("competitors rivals\n\ncompetitors rivals, during term", ["R123"]),
        ("competitors rivals\n  Garmin\n\ncompetitors none_such and rivals, during term", ["R107"]),
    ],
)
def test_whole_clauses(text: str, expected: list[str]) -> None:
    """Repeated, missing and contradicting phrases are found, and nothing else is."""
    assert codes(one(text)[1]) == expected


def test_the_empty_list_is_the_one_pointed_at() -> None:
    """With a list that is unknown and a list that is empty, each is reported at its own name."""
    _, found = one("competitors empty\n\ncompetitors unknown_one and empty, during term")
    assert [(d.code, d.span.text) for d in found if d.span] == [("R107", "unknown_one"), ("R123", "empty")]


def test_chains_are_bounded() -> None:
    """One clause more than may be chained is one error, and the chain is cut there."""
    text = "exclusivity\n  full, during term\n" + "  then full, for 1 day\n" * (MAX_CHAIN + 1)
    resolved, found = one(text)
    assert codes(found) == ["R121"]
    assert [c.after is None for c in resolved.clauses] == [True, *[False] * MAX_CHAIN, True]


def test_a_broken_line_has_no_consequences() -> None:
    """What a line with a mistake would have said is not reported as missing."""
    parsed = parse(Source("deal.excl", 'agreement "X"\n  advertiser A B\nexclusivity\n  full, durin term\n  then full, for 1 day'))
    assert codes(resolve(parsed)[1]) == []
    assert codes(parsed.diagnostics) == ["S101", "S101"]


# The deal.


def test_facts_of_the_deal() -> None:
    """Every fact of an agreement stands in its place; what is left out is unknown."""
    found, said = deal(
        "timezone Europe/Vilnius\nsigned 2026-02-20\nterm 2026-03-01 for 6 months\ncampaign 2026-03-01 through 2026-04-01\n"
        'event Final 2026-07-12\nbase fee 2400 EUR\nended 2026-12-01 by influencer for breach\nschedule "B"\n  Moshi\n'
        "consent Moshi on stories 2026-03-05\nposts\n  reel on instagram from @A.b, planned 2026-03-10\n  story on instagram, owed"
    )
    assert said == ()
    assert (found.title, found.advertiser, found.influencer, found.own_brands) == ("X", "Acme", "River", {"acme"})
    assert (found.timezone, found.signed) == ("Europe/Vilnius", ast.When("date", "2026-02-20"))
    assert (sorted(found.periods), sorted(found.events), sorted(found.schedules)) == (["campaign", "term"], ["final"], ["b"])
    assert found.ended == ast.Ended(ast.When("date", "2026-12-01"), "influencer", True)
    assert [(brand, len(places)) for brand, places, _ in found.consents] == [("moshi", 1)]
    assert [(p.place.format_key, p.account) for p in found.posts] == [("reel", "a.b"), ("story", None)]
    assert (found.fee_paid, found.accounts) == (None, frozenset())


def test_own_brands_and_accounts() -> None:
    """The advertiser's name and further brands are its own, by their keys; so are the creator's accounts."""
    text = 'brand Deeper\n  alias Deep\nagreement "X"\n  advertiser "Acme"\n    brands Deep and Other\n  influencer "R"\n    tiktok @A.B\n'
    found = good(text).deal
    assert found
    assert (found.own_brands, found.accounts) == ({"acme", "deeper", "other"}, {"a.b"})


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("signed 2026-02-20\nsigned 2026-02-21", ["R126"]),
        ("term 2026-03-01 for 1 month\nterm 2026-03-01 through 2026-04-01", ["R126"]),
        ("event a 2026-03-01\nevent A 2026-03-02\nevent b 2026-03-02", ["R126"]),
        ("consent Moshi 2026-03-01\nconsent Moshi 2026-03-02", []),
        ('advertiser "B"', ["R126"]),
        ("posts\n  reel on youtube, owed", ["R106"]),
        ("base fee 2400 EURO", ["R115"]),
    ],
)
def test_facts_that_cannot_be(facts: str, expected: list[str]) -> None:
    """A fact stands once, and its names have a meaning."""
    assert codes(deal(facts)[1]) == expected


def test_parties_and_agreements() -> None:
    """An agreement names both parties, and a file has one agreement."""
    assert codes(one('agreement "X"')[1]) == ["R128", "R128"]
    resolved, found = one(DEAL + DEAL.replace("X", "Y"))
    assert codes(found) == ["R127"]
    assert resolved.deal
    assert resolved.deal.title == "X"


def test_scenarios_are_checked() -> None:
    """Surfaces, categories, countries and needed facts of a scenario must exist."""
    text = 'scenario "S"\n  paid mention of Garmin, reel on youtube: violation\n'
    text += "  mention, category sonarr, in XX, on nowhere: unknown, needs colour"
    assert sorted(codes(one(text)[1])) == ["R104", "R105", "R106", "R114", "R129"]


def test_same_text_same_findings() -> None:
    """Findings come in the order of the text, whatever the order in which they were made."""
    text = "full, in XX, on nowhere\ncategory sonarr, during term\ncategory a under a"
    first = one(text)[1]
    assert codes(first) == codes(one(text)[1])
    assert [d.span.start for d in first if d.span] == sorted(d.span.start for d in first if d.span)
