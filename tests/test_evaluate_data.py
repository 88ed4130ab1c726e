"""How rows of data become what is judged: names and aliases, unknown words, posts of the agreement, several brands, accounts."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import attrs
import pytest

from clauselang.driver import compile_text
from clauselang.evaluate.contract import Contract
from clauselang.evaluate.harbour import harbour
from clauselang.evaluate.item import Item
from clauselang.semantics.clock import iso, moment
from clauselang.semantics.facet import FACETS, Values
from clauselang.semantics.facts import Activity, Placement
from clauselang.semantics.intervals import IntervalSet
from clauselang.semantics.lower import lower
from tests.test_evaluate_sentences import DEAL, IN, compiled, post

NAMES = f"brand Two_Lines sells fitness and fashion\nbrand Rival_A sells sonar\n{DEAL}exclusivity\n  full, 2026-03-01 through 2026-03-31\n"


def placements(activity: Activity, text: str = NAMES) -> list[Placement]:
    """What the row can be."""
    return list(compiled(text).vocabulary.placements(activity))


def facet(placement: Placement, name: str) -> str:
    """One set of a placement: its members, or that it is open."""
    values = placement.box[name]
    assert isinstance(values, Values)
    return ("all but " if values.cofinite else "") + "/".join(sorted(values.names))


# What a row says.


@pytest.mark.parametrize(
    ("facts", "name", "expected"),
    [
        ({"platform": "instagram"}, "platform", "instagram"),
        ({"platform": "Instagram"}, "platform", "instagram"),
        ({"platform": "Twitter"}, "platform", "x"),
        ({"platform": "NewPlace"}, "platform", "newplace"),
        ({"platform": "instagran"}, "platform", "all but "),
        ({"platform": "instagram reels app"}, "platform", "all but "),
        ({"platform": None}, "platform", "all but "),
        ({"format": None}, "format", "all but "),
        ({"platform": "instagram", "format": "reels"}, "format", "reel"),
        ({"platform": "instagram", "format": "scroll"}, "format", "all but "),
        ({"platform": "instagram", "format": "shorts"}, "format", "all but "),
        ({"platform": "youtube", "format": "shorts"}, "format", "short"),
        ({"platform": None, "format": "scroll"}, "format", "all but "),
        ({"platform": None, "format": "story"}, "format", "story"),
        ({"platform": "newplace", "format": "Scroll"}, "format", "scroll"),
        ({"brands": ("RIVAL A",)}, "brand", "rival a"),
        ({"brands": ("RIVAL_A",)}, "brand", "rival_a"),
        ({"brands": ()}, "brand", "all but "),
        ({"brands": ("Rival_A",), "categories": ()}, "category", "fishfinder/sonar"),
        ({"brands": ("Rival_A",), "categories": ("lures",)}, "category", "lures"),
        ({"brands": ("Rival_A",), "categories": ("nonsense",)}, "category", "all but "),
        ({"brands": ("Nobody",), "categories": ()}, "category", "all but "),
        ({"brands": (), "categories": ()}, "category", "all but "),
        ({"acts": ()}, "act", "mention/show"),
        ({"acts": ("show",)}, "act", "show"),
        ({"kinds": ()}, "kind", "affiliate/ambassador/gifted/organic/paid"),
        ({"kinds": ("gifted",)}, "kind", "gifted"),
        ({"kinds": ("gifted",), "deliverable": True, "brands": ("Acme Sonar",)}, "kind", "paid"),
        ({"kinds": ("gifted",), "deliverable": True, "brands": ()}, "kind", "paid"),
        ({"kinds": ("gifted",), "deliverable": True}, "kind", "gifted"),
        ({"kinds": (), "deliverable": True}, "kind", "paid"),
        ({"territories": ("nl",)}, "territory", "NL"),
        ({"territories": ()}, "territory", "all but "),
        ({"events": ("Cup Final",)}, "event", "cup final"),
        ({"events": ()}, "event", "all but "),
        ({"account": "@River"}, "account", "river"),
        ({"account": None}, "account", "all but "),
        ({"account": "@river"}, "control", "own"),
        ({"account": "@other"}, "control", "other/own"),
        ({"account": "@other", "influencer": "River Angler"}, "control", "own"),
        ({"influencer": "river angler"}, "control", "own"),
        ({"influencer": "Somebody"}, "control", "other"),
        ({"influencer": None, "account": None}, "control", "own"),
    ],
)
def test_what_a_row_can_mean(facts: dict[str, object], name: str, expected: str) -> None:
    """Names are found under all their spellings; what nobody declares says nothing."""
    (placement,) = placements(attrs.evolve(post(IN), **facts))

    assert facet(placement, name) == expected


def test_a_short_name_is_no_part_of_a_longer_one() -> None:
    """A platform of two letters stands in many words by chance; one of three is meant when it stands in a name."""
    text = f"platform ok\nplatform aol\n{NAMES}"

    assert facet(placements(post(IN, surface="bookworld post"), text)[0], "platform") == "bookworld"
    assert facet(placements(post(IN, surface="aolworld post"), text)[0], "platform") == "all but "


def test_a_brand_that_sells_two_things() -> None:
    """Without a category the product is one of those that the brand sells."""
    (placement,) = placements(post(IN, "Two_Lines", None))
    values = placement.box["category"]

    assert "fitness" in values and "fashion" in values and "sonar" not in values


def test_without_an_agreement_every_row_is_the_creators() -> None:
    """Clauses alone know no accounts and no names."""
    (placement,) = placements(post(IN, account="@other", influencer="Somebody"), "full, 2026-03-01 through 2026-03-31\n")

    assert facet(placement, "control") == "own"


def test_a_placement_keeps_its_row() -> None:
    """The row, its time, its consent and whether it is owed come with every combination of its values."""
    row = post("2026-03-20", "Moshi", None, timezone="Europe/Vilnius", consent_at="2026-03-19T10:00:00", deliverable=True)
    row = attrs.evolve(row, brands=("Acme Sonar", "Oura"), territories=("NL", "BE"))
    found = placements(row)

    assert [(facet(one, "brand"), facet(one, "territory")) for one in found] == [
        ("acme sonar", "NL"), ("acme sonar", "BE"), ("oura", "NL"), ("oura", "BE")
    ]  # fmt: skip
    for one in found:
        assert one.activity is row
        assert one.deliverable
        assert one.moment == row.moment
        assert one.moment.hi - one.moment.lo == 24 * 3_600_000_000
        assert one.consent == moment("2026-03-19T10:00:00+02:00", None)
        assert one.when.intervals == ((one.moment.lo, one.moment.hi),)
        assert len(one.sets) == len(FACETS)


def test_an_instant_lasts_a_moment() -> None:
    """A post whose time is known to the second covers that instant and no other."""
    (placement,) = placements(post("2026-03-20T12:00:00+02:00"))
    at = placement.moment.lo

    assert placement.when.intervals == ((at, at + 1),)


def test_very_many_combinations_are_cut() -> None:
    """A row of hundreds of brands and countries is looked at as far as 256 combinations."""
    row = attrs.evolve(post(IN), brands=tuple(f"b{i}" for i in range(20)), territories=tuple(f"T{i}" for i in range(20)))

    assert len(placements(row)) == 256


# Words that nobody declares.


def test_words_that_nobody_declares() -> None:
    """Each is said once, with what it counts as and what was probably meant."""
    rows = [
        post(IN, surface="instagran reel", category="sonnar"),
        post(IN, surface="instagran reel", category="sonnar"),
        post(IN, surface="plaza clip", category="qqqqqqqq"),
        post(IN, surface="instagram stori", category="sonar"),
        post(IN, surface="instagram zzzzzzzzzzzz", category=None),
        post(IN, surface="tiktok video", category="sonar"),
        post(IN, surface="youtube shorts", category="sonar"),
        post(IN, surface="instagram shorts", category="q" * 41),
        post(IN, surface=" youtub/shrt", category="sonar"),
        post(IN, surface=" rels", category="sonar"),
    ]
    found = list(compiled(NAMES).vocabulary.undeclared(rows, "posts.csv"))

    assert [(one.code, one.span, one.message, one.help) for one in found] == [
        ("F104", None, "posts.csv: nobody declares the platform `instagran`, so it is unknown", "did you mean `instagram`?"),
        ("F104", None, "posts.csv: nobody declares the category `sonnar`, so it is unknown", "did you mean `sonar`?"),
        (
            "F104", None, "posts.csv: nobody declares the platform `plaza`, so it is a platform of its own",
            "declare it with `platform`, or map it to a known one",
        ),
        (
            "F104", None, "posts.csv: nobody declares the category `qqqqqqqq`, so it is unknown",
            "declare it with `category`, or map it to a known one",
        ),
        ("F104", None, "posts.csv: nobody declares the format `stori` of instagram, so it is unknown", "did you mean `story`?"),
        (
            "F104", None, "posts.csv: nobody declares the format `zzzzzzzzzzzz` of instagram, so it is unknown",
            "declare it with `platform`, or map it to a known one",
        ),
        (
            "F104", None, "posts.csv: nobody declares the format `shorts` of instagram, so it is unknown",
            "declare it with `platform`, or map it to a known one",
        ),
        (
            "F104", None, f"posts.csv: nobody declares the category `{'q' * 40}`, so it is unknown",
            "declare it with `category`, or map it to a known one",
        ),
        (
            "F104", None, "posts.csv: nobody declares the format `youtub/shrt`, so it is unknown",
            "declare it with `platform`, or map it to a known one",
        ),
        ("F104", None, "posts.csv: nobody declares the format `rels`, so it is unknown", "did you mean `reels`?"),
    ]  # fmt: skip


def test_a_hundred_words_are_enough() -> None:
    """Data in which nothing is declared is not said word by word for ever."""
    rows = [post(IN, category=f"qqqqqqqq{number}", surface="") for number in range(300)]

    assert len(list(compiled(NAMES).vocabulary.undeclared(rows, "posts.csv"))) == 100


# Posts of the agreement.

OWED = DEAL + "  posts\n    reel on instagram, owed\n    video on youtube, owed\nexclusivity\n  full, 24 hours after each post\n"
FIRST, SECOND = "2026-03-10T12:00:00+02:00", "2026-03-12T12:00:00+02:00"


def anchors(*rows: Activity, text: str = OWED, as_of: str | None = None) -> list[tuple[str, str]]:
    """The certain causes of the first window, and the surfaces of their posts."""
    resolved = compile_text(text).resolved
    contract, _ = Contract.of(resolved, moment(as_of, None).lo if as_of else None, rows)
    found = [stretch.cause for stretch in contract.norms.norms[0].window.stretches if stretch.certain]
    return [(cause.label, f"{cause.post.platform} {cause.post.format}" if cause.post else "") for cause in found if cause]


def owed(at: str, surface: str = "instagram reel", brand: str = "Acme Sonar", **facts: object) -> Activity:
    """A post for the advertiser that the data shows."""
    return post(at, brand, None, surface, deliverable=True, **facts)


def test_a_post_in_the_data_settles_an_owed_one() -> None:
    """A deliverable fills the place of the first owed post of its surface; a further one is added (R9)."""
    assert anchors() == []
    assert anchors(owed(FIRST)) == [("Instagram reels", "instagram reel")]
    assert anchors(owed(FIRST), owed(SECOND)) == [("Instagram reels", "instagram reel"), ("instagram reel", "instagram reel")]
    assert anchors(owed(FIRST), owed(FIRST)) == [("Instagram reels", "instagram reel")]
    assert anchors(owed(FIRST, "youtube video"), owed(SECOND)) == [
        ("Instagram reels", "instagram reel"), ("YouTube videos", "youtube video")
    ]  # fmt: skip
    assert anchors(owed(FIRST, "instagram")) == [("Instagram reels", "instagram reel")]
    assert anchors(owed(FIRST, "tiktok video")) == [("tiktok video", "tiktok video")]
    assert anchors(owed(FIRST, "")) == [("post", "None None")]


def test_what_is_no_post_of_this_agreement() -> None:
    """Posts that are not owed, of another creator, for another brand, without a time, or later than what is known."""
    assert anchors(post(FIRST, "Acme Sonar", None)) == []
    assert anchors(owed(FIRST, influencer="Somebody")) == []
    assert anchors(owed(FIRST, influencer="RIVER ANGLER")) != []
    assert anchors(owed(FIRST, brand="Garmin")) == []
    assert anchors(attrs.evolve(owed(FIRST), brands=("Garmin", "Acme Sonar"))) != []
    assert anchors(attrs.evolve(owed(FIRST), brands=())) != []
    assert anchors(attrs.evolve(owed(FIRST), published_at=None)) == []
    assert anchors(owed(FIRST), as_of="2026-03-10T09:59:59Z") == []
    assert anchors(owed(FIRST), as_of="2026-03-10T10:00:00Z") != []
    passed_over = [post(FIRST, "Acme Sonar", None), owed(FIRST, influencer="Somebody"), owed(FIRST, brand="Garmin")]
    assert anchors(*passed_over, owed(SECOND)) == anchors(owed(SECOND))
    assert anchors(owed(SECOND), text="full, 24 hours after each post\n") == [("instagram reel", "instagram reel")]


def test_accounts_tell_owed_posts_apart() -> None:
    """A post that is owed on one account is not settled by a post on another."""
    text = OWED.replace("reel on instagram, owed", "reel on instagram from @river, owed")
    label = "Instagram reels"

    assert [one[0] for one in anchors(owed(FIRST, account="@river"), text=text)] == [label]
    assert [one[0] for one in anchors(owed(FIRST), text=text)] == [label]
    assert [one[0] for one in anchors(owed(FIRST, account="@second"), text=text)] == ["instagram reel"]
    assert [one[0] for one in anchors(owed(FIRST, account="@second"))] == [label]


def test_the_brands_of_deliverables_are_the_advertisers() -> None:
    """Where no agreement says who advertises, the posts that are marked as owed do."""
    resolved = compile_text("full, 2026-03-01 through 2026-03-31\n").resolved
    alone = Contract.of(resolved)[0]
    shown = Contract.of(resolved, activities=[owed(FIRST)])[0]

    assert [contract.decide(post(IN, "Acme Sonar")).verdict.word for contract in (alone, shown)] == ["unknown", "compliant"]
    assert [contract.decide(post(IN)).verdict.word for contract in (alone, shown)] == ["unknown", "violation"]


@pytest.mark.parametrize(
    ("brands", "word"),
    [
        (("Acme Sonar",), "compliant"),
        (("acme sonar", "Garmin"), "compliant"),  # what an approved post shows of others is approved with it
        ((), "compliant"),
        (("Garmin",), "violation"),
        (("Moshi", "Garmin"), "violation"),
    ],
)
def test_a_deliverable_for_others_is_a_paid_post(brands: tuple[str, ...], word: str) -> None:
    """A row that is owed to another brand is no approved post of this agreement, and its kind goes without saying (B.6, 2)."""
    contract = compiled(DEAL + "exclusivity\n  category sonar, 2026-03-01 through 2026-03-31\n")
    row = attrs.evolve(owed(IN), brands=brands, categories=("sonar",), kinds=())

    assert contract.decide(row).word == contract.decide(Item.of(row)).word == word


def test_a_deliverable_is_taken_at_its_word_where_nobody_says_who_advertises() -> None:
    """Without an agreement there is no other brand that it could be owed to."""
    contract = compiled("brands Garmin, 2026-03-01 through 2026-03-31\n", activities=(owed(FIRST, brand="Garmin"),))

    assert contract.decide(owed(IN, brand="Garmin")).word == "compliant"


# Several brands in one post.


def test_the_worst_brand_decides() -> None:
    """A post for several brands is judged by the worst; of equal ones by that which is not the advertiser's."""
    contract = compiled(
        DEAL + "exclusivity\n  category sonar, 2026-03-01 through 2026-03-31\n  brands Moshi, 2026-03-01 through 2026-03-31\n"
    )
    mixed = contract.decide(attrs.evolve(post(IN), brands=("Acme Sonar", "Nobody", "Moshi")))
    free = contract.decide(attrs.evolve(post(IN, category="books"), brands=("Acme Sonar", "Nobody")))

    assert [one.verdict for one in mixed.clauses] == ["violation", "violation"]
    assert mixed.verdict.word == "violation"
    assert free.verdict.word == "compliant"
    assert facet(free.verdict.placement, "brand") == "nobody"
    assert (
        facet(contract.decide(attrs.evolve(post(IN, category="books"), brands=("Nobody", "Acme Sonar"))).verdict.placement, "brand")
        == "nobody"
    )


def test_many_rows_in_their_order() -> None:
    """Verdicts come in the order of the rows, each with its row."""
    contract = compiled(NAMES)
    rows = [post(IN), post("2026-05-01T12:00:00+03:00"), post(IN, "Acme Sonar")]

    found = list(contract.decide_many(rows))

    assert [one.verdict.word for one in found] == ["violation", "compliant", "compliant"]
    assert [one.activity for one in found] == rows


def test_names_and_their_aliases() -> None:
    """A list of competitors and a schedule mean a brand under whichever of its names they have it."""
    contract = compiled(
        'brand Garmin\n  alias "Garmin Ltd"\ncompetitors rivals\n  "Garmin Ltd"\n  Lowrance\n' + DEAL
        + '  schedule "B"\n    "Garmin Ltd" 2026-03-01 through 2026-03-10\n'
        "exclusivity\n  competitors rivals, 2026-03-01 through 2026-03-31\n"
    )  # fmt: skip
    words = {
        (brand, day): contract.decide(post(f"2026-03-{day}T12:00:00+02:00", brand, None)).verdict.word
        for brand in ("Garmin", "Garmin Ltd", "Lowrance")
        for day in ("05", "25")
    }

    assert words == {
        ("Garmin", "05"): "compliant", ("Garmin", "25"): "violation", ("Garmin Ltd", "05"): "compliant", ("Garmin Ltd", "25"): "violation",
        ("Lowrance", "05"): "violation", ("Lowrance", "25"): "violation",
    }  # fmt: skip


def test_an_item_under_no_clause_at_all() -> None:
    """Where nothing is forbidden, an item that was read once is free as well."""
    assert compiled(DEAL + "exclusivity\n  none\n").decide(Item.of(post(IN))).word == "compliant"


def test_a_consent_given_in_a_minute_is_told_apart_to_the_microsecond() -> None:
    """At its first instant a post is surely earlier; from the next on it is not known which came first; after the minute it is later."""
    contract = compiled(DEAL + "  consent Oura 2026-03-22 09:00\nexclusivity\n  full, 2026-03-01 through 2026-03-31\n")
    instants = ("08:59:59.999999", "09:00:00", "09:00:00.000001", "09:00:59.999999", "09:01:00")

    found = [contract.decide(Item.of(post(f"2026-03-22T{at}+02:00", "Oura", "toys"))).word for at in instants]

    assert found == ["excused", "excused", "unknown", "unknown", "compliant"]


def test_an_owed_post_leaves_hours_of_a_day_open() -> None:
    """What is still owed may come from the moment of asking on: an hour before each post may be any hour but those too late to be it."""
    agreement = 'agreement "d"\n  timezone UTC\n  signed 2026-02-01\n  posts\n'
    owed = "    reel on instagram, planned 2026-03-20 12:00\n    story on instagram, owed\n"
    (norm,) = lower(compile_text(f"{agreement}{owed}full, any mention, 1 hour before each post\n").resolved)[0].norms
    day = moment("2026-03-10", ZoneInfo("UTC"))

    found = harbour(norm, IntervalSet(((day.lo, day.hi),)))
    (after,) = lower(compile_text(f"{agreement}{owed}full, any mention, 1 hour after each post\n").resolved)[0].norms
    two = harbour(after, IntervalSet(((day.lo, day.lo + 2),)))

    assert found.free == IntervalSet()
    assert [(iso(start), iso(end)) for start, end in found.open.intervals] == [("2026-03-10T00:00:00Z", "2026-03-10T22:59:59.999999Z")]
    assert two.open == IntervalSet(((day.lo, day.lo + 1),)), "an instant later the first of two is before every post"
