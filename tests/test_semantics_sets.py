"""Sets of instants, sets of values, boxes and regions: what is in them, what is left of them, which lies in which."""

from __future__ import annotations

import pytest

from clauselang.driver import compile_text
from clauselang.semantics.clock import BEGIN, END
from clauselang.semantics.facet import ANY, FACETS, INDEX, all_but, everything, only
from clauselang.semantics.intervals import ALWAYS, IntervalSet, normalise_each
from clauselang.semantics.lower import lower, surfaces
from clauselang.semantics.scope import EVERYTHING, NOTHING, Box, Region
from clauselang.semantics.window import Times


def test_sets_of_instants() -> None:
    """Sorted, merged where they touch, without what is empty; half-open."""
    found = IntervalSet.of([(5, 7), (1, 3), (3, 4), (9, 9), (6, 8), (12, 11)])

    assert found.intervals == ((1, 4), (5, 8))
    assert [at for at in range(10) if at in found] == [1, 2, 3, 5, 6, 7]
    assert "x" not in found and BEGIN not in found
    assert (~found).intervals == ((BEGIN, 1), (4, 5), (8, END))
    assert (~IntervalSet()) == ALWAYS and (~ALWAYS).is_empty
    assert BEGIN in ALWAYS and END not in ALWAYS
    assert (found & IntervalSet(((2, 6), (7, 20)))).intervals == ((2, 4), (5, 6), (7, 8))
    assert IntervalSet(((1, 3),)) <= found and not IntervalSet(((1, 5),)) <= found


def test_intervals_of_many_owners() -> None:
    """Those of one that overlap or touch are one, those of another are none of its own, and nobody has none."""
    owned = [(1, 5, 7), (0, 3, 4), (1, 2, 5), (0, 1, 3), (2, 9, 9), (1, 3, 6), (0, 5, 8), (2, 4, 6)]

    assert normalise_each(owned) == ([0, 0, 1, 2], [1, 5, 2, 4], [4, 8, 7, 6])
    assert Times.of([]) == ((), (), (), ()) and Times.of([(1, 2, 3, True), (1, 4, 5, False)]) == ((1, 1), (2, 4), (3, 5), (True, False))


def test_sets_of_values() -> None:
    """One value is known as such; open facets can be anything, closed ones what they list."""
    assert [only("a").single, only("ab").single, ANY.single, all_but("a").single, only("").single] == ["a", None, None, None, None]
    assert everything(FACETS[INDEX["control"]]) == only(["own", "other"])
    assert everything(FACETS[INDEX["brand"]]) == ANY
    assert [facet.name for facet in FACETS if facet.open] == ["brand", "category", "platform", "format", "account", "territory", "event"]


def test_boxes_and_regions() -> None:
    """Inclusion needs every facet and all of the time; an empty box lies in every other."""
    early, late = IntervalSet(((0, 5),)), IntervalSet(((3, 9),))
    small, wide = Box.of({"brand": only("a")}, early), Box.of({"brand": only("ab")}, early)

    assert small <= wide and not wide <= small
    assert not Box.of({"brand": only("a")}, late) <= wide
    assert Box.of({"brand": only("")}) <= small and Box.of(None, IntervalSet()) <= small
    assert wide.with_values("brand", only("c"))["brand"] == only("c") and wide.with_values("brand", only("c")).when == early
    assert Box()["control"] == only(["own", "other"])
    assert Box.of({"control": only(["own", "nobody"])})["control"] == only(["own"])
    region = Region.of([small, Box.of({"brand": only("b")}, late)])
    assert region.within(IntervalSet(((4, 5),))).boxes == (
        Box.of({"brand": only("a")}, IntervalSet(((4, 5),))),
        Box.of({"brand": only("b")}, IntervalSet(((4, 5),))),
    )
    assert region.within(IntervalSet(((5, 6),))) == Region((Box.of({"brand": only("b")}, IntervalSet(((5, 6),))),))
    assert (
        region != NOTHING
        and region != "region"
        and hash(region) == hash(Region(region.boxes[::-1]))
        and region == Region(region.boxes[::-1])
    )
    assert NOTHING <= region <= EVERYTHING and not region >= EVERYTHING
    assert (
        small.minus(small) == [] and small.minus(Box.of({"brand": only("z")})) == [small] and Box.of({"brand": only("")}).minus(small) == []
    )
    assert wide.minus(Box.of({"brand": only("a")}, IntervalSet(((7, 9),)))) == [wide]
    assert region.look(Box.of({"brand": only("a")}).sets) is None
    assert region.look(Box.of({"brand": only("z")}).sets) is False
    assert Region.of([Box.of({"brand": only("ab")})]).look(Box.of({"brand": only("a")}).sets) is True
    assert Region.of([Box.of({"brand": only("ab")})]).look(Box.of({"brand": only("az")}).sets) is None
    assert Region.of([Box.of({"brand": only("ab")}), Box.of({"brand": only("z")})]).look(Box.of({"brand": only("z")}).sets) is True


def test_what_is_left_of_a_box() -> None:
    """First what lies outside in the first facet, then what of the rest lies outside in the next, then in time."""
    whole = Box.of({"brand": only(["a", "b"]), "format": only(["x", "y"])}, IntervalSet(((0, 9),)))
    taken = Box.of({"brand": only(["b", "c"]), "format": only(["y", "z"])}, IntervalSet(((5, 20),)))

    assert whole.minus(taken) == [
        Box.of({"brand": only(["a"]), "format": only(["x", "y"])}, IntervalSet(((0, 9),))),
        Box.of({"brand": only(["b"]), "format": only(["x"])}, IntervalSet(((0, 9),))),
        Box.of({"brand": only(["b"]), "format": only(["y"])}, IntervalSet(((0, 5),))),
    ]


def test_the_advertisers_own_brands() -> None:
    """They are never in a category or in everything, but a clause that names one means it."""
    clauses = "full, during term\ncategory sonar, during term\nbrands Acme, during term\n"
    norms = lower(compile_text(f'agreement "A"\n  advertiser Acme\n  influencer River\n{clauses}').resolved)[0].norms

    assert [[box["brand"] for box in norm.scope.boxes] for norm in norms] == [[all_but(["acme"])], [all_but(["acme"])], [only(["acme"])]]


def test_surfaces_as_boxes() -> None:
    """Whole platforms in one box, then one box for each format with the platforms that it is named for."""
    resolved = compile_text(
        "full, during term, on instagram and youtube and tiktok videos and youtube shorts and stories and instagram stories\n"
    ).resolved
    boxes = surfaces(resolved.clauses[0].surfaces)

    assert [(box["format"], box["platform"]) for box in boxes] == [
        (ANY, only(["instagram", "youtube"])),
        (only(["short"]), only(["youtube"])),
        (only(["story"]), ANY),
        (only(["video"]), only(["tiktok"])),
    ]
    assert surfaces(()) == [Box()]
    (stories,) = compile_text("full, during term, on stories\n").resolved.clauses
    assert surfaces(stories.surfaces) == [Box.of({"format": only(["story"])})]


@pytest.mark.parametrize(
    ("exception", "taken", "back"),
    [
        ("competitors rivals", {"brand": ("garmin", "lowrance")}, None),
        ("brands Garmin and Moshi", {"brand": ("garmin", "moshi")}, None),
        ('schedule "B"', {"brand": ("garmin",)}, None),
        ('stories but not schedule "B"', {"format": ("story",)}, {"brand": ("garmin",)}),
        ("organic but not competitors rivals", {"kind": ("organic",)}, {"brand": ("garmin", "lowrance")}),
        ("in BE and NL", {"territory": ("BE", "NL")}, None),
    ],
)
def test_what_an_exception_takes_out(exception: str, taken: dict[str, tuple[str, ...]], back: dict[str, tuple[str, ...]] | None) -> None:
    """Brands under whichever of their names a list or a schedule has them; a counter-exception puts back."""
    lists = 'brand Garmin\n  alias "Garmin Ltd"\ncompetitors rivals\n  "Garmin Ltd"\n  Lowrance\n'
    deal = 'agreement "A"\n  advertiser Acme\n  influencer River\n  schedule "B"\n    "Garmin Ltd"\n'
    (norm,) = lower(compile_text(f"{lists}{deal}exclusivity\n  full, perpetual, except {exception}\n").resolved)[0].norms
    (exempt,) = norm.exemptions

    assert exempt.region == Region((Box.of({name: only(values) for name, values in taken.items()}),))
    assert exempt.but_not == (Region((Box.of({name: only(values) for name, values in back.items()}),)) if back else NOTHING)


def test_a_schedule_of_no_agreement_lists_nothing() -> None:
    """Clauses alone may except what a schedule lists, without knowing what that is."""
    (norm,) = lower(compile_text('full, perpetual, except schedule "B"\n').resolved)[0].norms

    assert norm.exemptions[0].region.is_empty
