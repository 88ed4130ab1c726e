"""Exports of platforms: every item is judged, reported or left out; what counts as a fact, and what is only evidence."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from clauselang.driver import compile_text
from clauselang.ingest import mapping as mappings
from clauselang.ingest.platforms.brands import Brands
from clauselang.ingest.platforms.export import Export, read_export
from clauselang.ingest.platforms.fields import mojibake
from clauselang.ingest.platforms.shorts import format_of, seconds_of
from clauselang.ingest.platforms.sniff import NAMES, Name, sniff
from clauselang.ingest.platforms.tags import ROWS
from clauselang.ingest.platforms.words import squash
from clauselang.resolve.codes import COUNTRIES
from clauselang.semantics.facts import Activity

ROOT = Path(__file__).parents[1]
SAMPLES = Path(__file__).parent / "data" / "platforms"
DEAL = """\
brand Tidewell sells sonar
  alias "tidewell_sonar", "tidewell.example"
brand "Mulberry Kettle" sells coffee_machines

agreement "Spring 2026"
  advertiser "Acme Sonar"
  influencer "River Angler"
    instagram @river.angler
    youtube @riveranglertv
    twitch @riverangler
  timezone Europe/Vilnius
  posts
    reel on instagram, published 2026-03-20 18:00:00

category sonar, 1 month before to 1 month after last post
"""
# file: platform, items, judged, unreadable, left out
COUNTS: dict[str, tuple[Name, int, int, int, int]] = {
    "instagram_api.json": ("instagram-api", 11, 6, 5, 0),
    "instagram_export_posts.json": ("instagram-export", 6, 2, 4, 0),
    "instagram_export_stories.json": ("instagram-export", 3, 2, 1, 0),
    "youtube.json": ("youtube", 10, 4, 4, 2),
    "tiktok.json": ("tiktok", 7, 3, 4, 0),
    "tiktok_export.json": ("tiktok-export", 8, 3, 4, 1),
    "x.json": ("x", 7, 3, 4, 0),
    "twitch.jsonl": ("twitch", 10, 4, 2, 4),
    "neutral.json": ("neutral", 7, 3, 3, 1),
}
BRANDS = Brands.of([compile_text(DEAL, meaning=False).resolved])


def read(data: object, source: Name | None = None, mapping: str = "") -> Export:
    """The export of some JSON."""
    found, doubts = mappings.parse_mapping("map.toml", mapping)
    assert found is not None and not doubts
    brands = Brands.of([compile_text(DEAL, meaning=False).resolved], found) if mapping else BRANDS
    return read_export("posts.json", json.dumps(data).encode(), source, brands, found)


def sample(name: str) -> Export:
    """One of the recorded samples, its platform found out by its shape."""
    return read_export(name, (SAMPLES / name).read_bytes(), None, BRANDS, None, name.endswith("l"))


def post(**fields: object) -> tuple[Activity, list[dict[str, Any]]]:
    """A single Instagram post with the evidence for its facts."""
    known = {"id": "1", "media_product_type": "FEED", "timestamp": "2026-03-22T10:00:00+0000"}
    export = read({"data": [known | fields]}, "instagram-api")
    assert not [d for d in export.diagnostics if d.code != "F103"]
    return export.activities[0], [one.record() for one in export.evidence.get(1, ())]


def video(**details: object) -> Activity:
    """A single YouTube video."""
    known = {"kind": "youtube#video", "id": "v", "snippet": {"publishedAt": "2026-03-22T10:00:00Z", "title": "t"}}
    return read({"items": [known | details]}, "youtube").activities[0]


# Every row is judged or reported


@pytest.mark.parametrize("name", COUNTS)
def test_every_item_is_judged_reported_or_left_out(name: str) -> None:
    """Broken, missing and foreign fields lose no item, and the counts of the coverage say what became of each."""
    source, items, judged, unreadable, left_out = COUNTS[name]
    export = sample(name)
    coverage = export.coverage
    assert coverage and coverage.source == source
    assert (coverage.items, coverage.judged, coverage.unreadable, len(coverage.left_out)) == (items, judged, unreadable, left_out)
    reported = {int(found[1]) for d in export.diagnostics if d.code == "F102" and (found := re.search(r" row (\d+)", d.message))}
    met = {a.row for a in export.activities} | reported | {row for row, _ in coverage.left_out}
    assert met == set(range(1, items + 1))


def test_every_platform_has_a_sample() -> None:
    """No platform goes without a recorded sample, and the shape of each sample tells its platform and no other."""
    assert {source for source, *_ in COUNTS.values()} == set(NAMES) and set(COUNTS) == {path.name for path in SAMPLES.iterdir()}
    assert {name: sniff((SAMPLES / name).read_text("utf-8")) for name in COUNTS} == {name: row[0] for name, row in COUNTS.items()}


@pytest.mark.parametrize("name", COUNTS)
def test_reports_point_at_their_item(name: str) -> None:
    """A report on a row shows the line on which its item begins."""
    export = sample(name)
    places = [d.span.source.text[d.span.start : d.span.end].strip() for d in export.diagnostics if d.code == "F102" and d.span]
    assert len(places) == COUNTS[name][3] and all(text and text[0] in '{["7n1' for text in places)


def test_our_own_posts_are_nobodys_export() -> None:
    """Files with our columns are read as before, whatever else stands in them."""
    for own in ({"posts": [{"id": "1", "platform": "x", "published_at": "2026-03-01"}]}, [{"brand": "A", "user_login": "b", "user_id": 1}]):
        assert sniff(json.dumps(own)) is None
    assert sniff('id,"media_product_type": 1') is None and sniff("") is None


def test_names_in_a_caption_do_not_tell_the_platform() -> None:
    """Only the names of fields do."""
    assert sniff(json.dumps([{"text": '"VideoList": [1], "broadcaster_id": 2, \\"snippet\\": 3'}])) is None


# Instagram


def test_instagram_surfaces() -> None:
    """Feed posts, reels and stories are told apart by the product type, else by what can only be one of them."""
    words = ("FEED", "REELS", "STORY", "AD", "NEW")
    assert [post(media_product_type=word)[0].format for word in words] == ["post", "reel", "story", None, None]
    assert post(media_product_type=None, media_type="CAROUSEL_ALBUM")[0].format == "post"
    assert post(media_product_type=None, permalink="https://www.instagram.com/reel/x/")[0].format == "reel"
    assert post(media_product_type=None, media_type="VIDEO", permalink="https://www.instagram.com/p/x/")[0].format is None


def test_pages_of_a_list_are_read_one_after_another() -> None:
    """Several answers in one list, after one another, or one a line are the same items; a page that is missing is said to be."""
    pages = [{"data": [{"id": str(n), "media_product_type": "FEED"}], "paging": {"cursors": {}}} for n in range(3)]
    bodies = [json.dumps(pages), "\n".join(map(json.dumps, pages)), " ".join(json.dumps(page, indent=1) for page in pages)]
    for body in bodies:
        export = read_export("p", body.encode(), None, BRANDS)
        assert [a.id for a in export.activities] == ["0", "1", "2"] and export.coverage
        assert "next-page" not in export.coverage.not_observed
    pages[2]["paging"] = {"next": "https://example.org"}
    coverage = read(pages).coverage
    assert coverage and "next-page" in coverage.not_observed


def test_captions_of_the_download_are_put_right() -> None:
    """UTF-8 that was written as Latin-1 becomes text again; text that is right stays as it is."""
    broken = "Première sortie 🎣".encode().decode("latin-1")
    assert mojibake(broken) == "Première sortie 🎣" and mojibake("Größe 🎣") == "Größe 🎣" and mojibake("déjà") == "déjà"
    assert sample("instagram_export_posts.json").activities[0].text == "Première sortie avec @tidewell_sonar 🎣 #publicité"


def test_lists_that_hold_no_posts_are_named_and_not_read() -> None:
    """A wrapper that is not known is no post, is not judged, and is not passed over in silence."""
    export = sample("instagram_export_stories.json")
    assert [a.format for a in export.activities] == ["story", "story"]
    [report] = [d.message for d in export.diagnostics if d.code == "F103"]
    assert report.endswith("lists that are not known to hold posts were not read: `ig_profile_picture` (1), `ig_music_genres` (2)")


# YouTube


@pytest.mark.parametrize(
    ("duration", "upright", "published", "expected"),
    [
        (59, True, "2024-10-14", ("short", True)),
        (62, True, "2024-10-14", ("video", True)),  # the limit was one minute
        (62, True, "2024-10-15", ("short", False)),  # on the day itself either rule may hold
        (62, True, "2024-10-16", ("short", True)),
        (180, True, "2026-03-01", ("short", True)),
        (181, True, "2026-03-01", ("short", False)),  # 180.4 s are given as 181
        (182, True, "2026-03-01", ("video", True)),
        (30, False, "2026-03-01", ("video", True)),
        (30, None, "2026-03-01", ("short", False)),
        (100, True, None, ("short", False)),
        (None, True, "2026-03-01", ("short", False)),
    ],
)
def test_shorts_by_the_rule(duration: int | None, upright: bool | None, published: str | None, expected: tuple[str, bool]) -> None:
    """A Short is at most 180 s (60 s before 15 October 2024) and not wider than high; where that is not known nothing is settled."""
    found = format_of(duration, upright, False, published)
    assert (found.value, found.counts) == expected and found.confidence is not None


def test_a_tag_makes_a_short_likelier_and_no_fact() -> None:
    """`#shorts` raises the confidence; anybody can write it."""
    with_tag, without = (format_of(30, None, tagged, "2026-03-01") for tagged in (True, False))
    assert not with_tag.counts and (with_tag.confidence or 0) > (without.confidence or 0)


def test_durations() -> None:
    """ISO 8601 durations are read to the second; months have no length."""
    given = ("PT58S", "PT2M58S", "PT1H", "P1DT1S", "P2W", "PT0.5S", "P1M", "58", "P", "PT")
    assert [seconds_of(text) for text in given] == [58, 178, 3600, 86401, 1209600, 0, None, None, None, None]


def test_a_video_that_nobody_could_see_is_left_out() -> None:
    """A private or planned video is no publication; of an unlisted one it is not known when the public could see it."""
    states = [{"privacyStatus": "private"}, {"privacyStatus": "private", "publishAt": "2026-04-01T00:00:00Z"}, {"uploadStatus": "rejected"}]
    export = read({"items": [{"id": "v", "snippet": {"title": "t"}, "status": state} for state in states]}, "youtube")
    assert not export.activities and export.coverage and len(export.coverage.left_out) == 3
    assert video(status={"privacyStatus": "unlisted"}).published_at is None
    assert video(status={"privacyStatus": "public"}).published_at == "2026-03-22T10:00:00Z"


def test_whose_channel_it_is_has_to_be_said() -> None:
    """A channel is an id, which the agreement does not list: a mapping says whose it is."""
    data = {"items": [{"kind": "youtube#video", "id": "v", "snippet": {"publishedAt": "2026-03-22T10:00:00Z", "channelId": "UCr"}}]}
    assert read(data).activities[0].account == "UCr"
    assert read(data, mapping='[values.account]\nUCr = "@riveranglertv"\n').activities[0].account == "@riveranglertv"


# TikTok, X, Twitch, the neutral form


def test_what_was_watched_is_no_post() -> None:
    """The download has lists of the same name for what the creator watched; only the own videos are judged."""
    export = sample("tiktok_export.json")
    assert [a.published_at for a in export.activities] == ["2026-03-22T10:00:00Z", "2026-03-22T10:00:00Z", None]
    assert "Video Browsing History" in export.diagnostics[0].message


def test_seconds_since_1970() -> None:
    """`create_time` is UTC, as a number or as text; milliseconds are refused and named."""
    export = sample("tiktok.json")
    assert export.activities[0].published_at == "2026-03-22T10:00:00Z" and export.activities[1].published_at == "2026-03-23T10:00:00Z"
    assert any("milliseconds" in d.help for d in export.diagnostics)


def test_an_edited_post_keeps_its_identity() -> None:
    """The first id of its history; short addresses lead where `entities` says; long text stands in a field of its own."""
    first, repeated, long = sample("x.json").activities
    assert first.id == "1900000000000000001" and first.account == "@river.angler" and first.kinds == ("paid",)
    assert first.brands == repeated.brands == ("Tidewell",) and long.brands == ("Acme Sonar",)
    assert long.account == "99"  # whose name the answer does not give


def test_nothing_is_no_mistake() -> None:
    """Answers without results are no error; an error among other answers costs no more than itself."""
    for source, page in (("x", {"meta": {"result_count": 0}}), ("twitch", {"data": {"segments": None, "broadcaster_id": "1"}})):
        empty = read(page, source)  # type: ignore[arg-type]
        assert empty.coverage and empty.coverage.items == 0 and not empty.diagnostics
    lines = '{"error": {"code": 190}}\n{"data": [{"id": "1", "media_product_type": "FEED"}]}\n'
    export = read_export("p.jsonl", lines.encode(), None, BRANDS, None, True)
    assert [a.id for a in export.activities] == ["1"] and [d.code for d in export.diagnostics] == ["F102"]


def test_a_channel_is_evidence_for_its_streams() -> None:
    """`is_branded_content` tells of the channel now; a schedule is planned; a clip is published by the one who made it."""
    export = sample("twitch.jsonl")
    assert [a.format for a in export.activities] == ["video", None, "clip", "stream"]
    assert all(not a.kinds for a in export.activities) and export.activities[2].account == "@Somebody"
    labels = [one for one in export.evidence[2] if one.field == "is_branded_content"]
    assert len(labels) == 1 and not labels[0].counts


def test_the_neutral_form_is_described() -> None:
    """Every field that the sample has and that is read stands in the schema."""
    schema = json.loads((ROOT / "clauselang/ingest/platforms/neutral.schema.json").read_text("utf-8"))
    known = set(schema["$defs"]["post"]["properties"])
    used = {name for one in json.loads((SAMPLES / "neutral.json").read_text("utf-8"))["data"] for name in one}
    assert used - known == {"foreign", "engagement"}
    code = (ROOT / "clauselang/ingest/platforms/neutral.py").read_text("utf-8")
    assert {name for name in known if f'"{name}' not in code} == set()


# Brands


@pytest.mark.parametrize(
    "caption",
    [
        "with @tidewell_sonar", "with @Tidewell.Sonar.", "(@tidewell)", "#Tidewell", "https://tidewell.example/x?utm=1",
        "at shop.tidewell.example", "see www.tidewell.com now", "https://www.instagram.com/tidewell_sonar/",
    ],
)  # fmt: skip
def test_handles_tags_and_links_name_a_brand(caption: str) -> None:
    """Without case, accents and signs, by name, alias or domain; the evidence keeps which text at which place."""
    activity, evidence = post(caption=caption)
    assert activity.brands == ("Tidewell",) and activity.acts == ("mention",)
    [found] = [one for one in evidence if one["fact"] == "brand"]
    assert found["counts"] and caption[found["at"] :].startswith(found["text"]) and found["field"] == "caption"


@pytest.mark.parametrize("caption", ["no brand here", "mail me@tidewell_sonarx", "#fishing", "https://www.instagram.com/p/abc/", "see.you"])
def test_what_names_no_brand(caption: str) -> None:
    """Topics, mail addresses, posts and sentences without a space between them leave the brand unknown."""
    activity, _ = post(caption=caption)
    assert activity.brands == () and activity.acts == ()


def test_a_name_in_plain_words_is_evidence_alone() -> None:
    """`Tidewell` in a sentence may be a village: the brand stays unknown, and beside another brand it stays possible."""
    activity, evidence = post(caption="From Tidewell to the lake")
    assert activity.brands == () and [(one["value"], one["counts"]) for one in evidence] == [("Tidewell", False)]
    assert post(caption="From Tidewell to the lake with @acme.sonar")[0].brands == ("Acme Sonar", "")


def test_a_stranger_may_be_a_brand() -> None:
    """A handle that nobody declared keeps the post from being free for the brands that are known; the creator's own does not."""
    assert post(caption="@acme.sonar and @somebody")[0].brands == ("Acme Sonar", "")
    assert post(caption="@acme.sonar, yours @river.angler")[0].brands == ("Acme Sonar",)
    assert post(caption="@acme.sonar", username="ana", alt_text="@ana")[0].brands == ("Acme Sonar",)


def test_a_mapping_says_who_somebody_is() -> None:
    """`[values.brand]` is a table of aliases; an empty text is somebody who is no brand."""
    data = {"data": [{"id": "1", "media_product_type": "FEED", "caption": "@acme.sonar @friend @tw_marine"}]}
    assert read(data).activities[0].brands == ("Acme Sonar", "")
    table = '[values.brand]\n"@friend" = ""\n"tw_marine" = "Tidewell"\n'
    assert read(data, mapping=table).activities[0].brands == ("Acme Sonar", "Tidewell")


def test_a_spelling_that_two_brands_share_says_nothing() -> None:
    """Neither of them is taken; the handle is a stranger's."""
    twice = 'brand Alpha\n  alias "alp"\nbrand Alps\n  alias "alp"\n\nfull, 2026-03-01 through 2026-03-31\n'
    brands = Brands.of([compile_text(twice, meaning=False).resolved])
    export = read_export(
        "p", json.dumps({"data": [{"id": "1", "media_type": "IMAGE", "caption": "@alp"}]}).encode(), "instagram-api", brands
    )
    assert export.activities[0].brands == () and export.evidence[1][0].value is None


def test_every_brand_that_an_agreement_names_is_known() -> None:
    """Advertiser, declared, in a clause, in a list, in an exception, in a schedule; a label is one more spelling of its name."""
    terms = (
        'brand fixit "Fix It Tools"\ncompetitors rivals\n  Sawmark\n\nagreement "A"\n  advertiser "Acme Sonar"\n    brands "Deepline"\n'
        '  influencer "River Angler"\n  schedule "B"\n    "Old Harbour Rods"\n\n'
        "brands fixit and Planer, 2026-03-01 through 2026-03-31\ncompetitors rivals, 2026-03-01 through 2026-03-31\n"
    )
    brands = Brands.of([compile_text(terms, meaning=False).resolved])
    caption = "@acmesonar @deep_line @fixittools @planer @SAWMARK @oldharbourrods"
    export = read_export("p", json.dumps({"data": [{"id": "1", "media_product_type": "FEED", "caption": caption}]}).encode(), None, brands)
    assert {name.casefold() for name in export.activities[0].brands} == {
        "acme sonar", "deepline", "fixit", "planer", "sawmark", "old harbour rods",
    }  # fmt: skip


def test_tags_and_collaborators() -> None:
    """Tagged users and collaborators who accepted name brands; an invitation that is pending does not."""
    people = {"data": [{"username": "tidewell_sonar", "invite_status": "Pending"}, {"username": "acme.sonar", "invite_status": "Accepted"}]}
    assert post(collaborators=people)[0].brands == ("Acme Sonar",)
    assert post(user_tags=[{"username": "tidewell", "x": 0.1, "y": 0.2}])[0].brands == ("Tidewell",)


# Paid or not


def test_a_missing_label_is_unknown() -> None:
    """No label, a label that says no, and null: the kind stays open, and is never organic."""
    for label in ({}, {"is_paid_partnership": None}, {"is_paid_partnership": False}):
        assert post(caption="@tidewell", **label)[0].kinds == ()


def test_a_label_speaks_of_the_brand_that_it_names() -> None:
    """With one brand the label is its; of several it is a fact only where it names them all."""
    assert post(caption="@tidewell", is_paid_partnership=True)[0].kinds == ("paid",)
    assert post(caption="a thing", is_paid_partnership=True)[0].kinds == ("paid",)
    assert post(caption="@tidewell @acme.sonar", is_paid_partnership=True)[0].kinds == ()
    assert post(caption="@acme.sonar", branded_content_sponsor_ids=["tidewell"])[0].kinds == ()
    assert post(caption="@tidewell", branded_content_sponsor_ids=["tidewell"])[0].kinds == ("paid",)


@pytest.mark.parametrize(
    "caption",
    "#ad|#werbung|Anzeige: neu|#publi|#publicite|Publicité|#advertentie|#reclame|#spon|Paid partnership with|#PaidPartnership".split("|"),
)
def test_disclosure_tags_are_evidence_and_no_proof(caption: str) -> None:
    """They suggest a paid post, with jurisdiction, source and date, and settle nothing."""
    activity, evidence = post(caption=f"@tidewell {caption}")
    [tag] = [one for one in evidence if one["fact"] == "kind"]
    assert activity.kinds == () and tag["value"] == "paid" and not tag["counts"] and tag["source"] and tag["as_of"]


@pytest.mark.parametrize("caption", ["#adidas", "I ad it", "#spontan", "a sponge", "#pubs"])
def test_words_that_only_begin_like_a_tag(caption: str) -> None:
    """Tags are whole words: `#adidas` is no `#ad`."""
    assert not [one for one in post(caption=caption)[1] if one["fact"] == "kind"]


def test_the_vocabulary_of_tags() -> None:
    """Each tag has a form, known jurisdictions, and sources with a date; no word stands twice."""
    table = tomllib.loads((ROOT / "stdlib/disclosure/tags.toml").read_text("utf-8"))
    assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}", source["date"]) and source["title"] for source in table["sources"].values())
    words = [squash(word) for row in ROWS for word in row[0]]
    assert len(words) == len(set(words)) and {row[1] for row in ROWS} <= {"tag", "word", "both"}
    for _, _, _, says, sources, as_of in ROWS:
        assert says.keys() <= COUNTRIES | {"EU"} and set(says.values()) <= {"accepted", "weak", "rejected"} and sources and as_of
