"""The inputs of the benchmarks, made from lists of words; the same on every run."""

from itertools import cycle, islice

TARGETS = (
    "category sonar",
    "full",
    "brands Garmin and Lowrance",
    "category meal_kits and vpn",
    "category sonar plus brands Humminbird",
    "competitors rivals",
)
WINDOWS = (
    "1 month before to 1 month after last post",
    "24 hours before to 24 hours after each post on instagram",
    "during term and 1 month after",
    "2026-03-01 through 2026-03-31",
    "from 2 weeks before first post to 10 days after last post",
)
REST = (
    ", instagram stories excluded",
    ", on instagram and youtube videos, except organic",
    ", any mention, worldwide",
    ", gifts included, in NL and BE, fee 15% of base per 30 days at least 200 USD",
    "",
    ", from any account, except brands Moshi, penalty 5000 EUR per breach",
    ", on any platform, if term longer than 1 year",
)
RIVALS = "competitors rivals\n  Garmin\n  Lowrance\n  Humminbird\n\n"


def clauses(count: int) -> str:
    """A text of `count` clauses in articles of ten; targets, windows and details run through their lists."""
    lines = [RIVALS]
    parts = zip(cycle(TARGETS), cycle(WINDOWS), cycle(REST), strict=False)
    for index, (target, window, rest) in enumerate(islice(parts, count)):
        if index % 10 == 0:
            lines.append(f'exclusivity "Article {index // 10 + 1}"\n')
        lines.append(f"  {target}, {window}{rest}\n")
    return "".join(lines)


# A usual deal, 40 lines, and the same facts as YAML, 40 lines.

DEAL = """\
# The spring campaign.
import categories/fishing

agreement "Sonar ambassador 2026"
  advertiser "Acme Sonar"
    sells sonar
  influencer "River Angler"
    instagram @river.angler
    youtube @riveranglertv
  timezone Europe/Vilnius
  signed 2026-02-20
  term 2026-03-01 through 2027-06-30
  campaign 2026-03-01 through 2026-04-30
  base fee 2400 EUR
  posts
    reel on instagram, planned 2026-03-10 18:00
    video on youtube, planned 2026-04-12, published 2026-04-13T17:02:41+03:00
    story on instagram, owed

competitors rivals
  Garmin
  Lowrance
  Humminbird

exclusivity "Sonar brands"
  category sonar, any mention, during term and 1 month after, if term longer than 1 year
  category sonar, gifts excluded, from 1 month before first post to 1 month after last post,
    instagram stories excluded, at latest through 2027-07-31
  competitors rivals, any mention, during campaign

exclusivity "Room around our posts"
  full, gifts excluded, 24 hours before to 24 hours after each post on instagram, on instagram
  full, gifts excluded, 48 hours after each post on youtube, on youtube videos
  then category fishing_gear, gifts excluded, for 1 month, fee 15% of base per 30 days at least 200 USD

scenario "Stories about sonar brands stay free in the month around the posts"
  paid mention of Garmin, reel on instagram, 2026-03-20 12:00: violation
  organic mention of Garmin, reel on instagram, 2026-05-20 12:00: violation
  mention of Moshi, on tiktok, 2027-12-20: compliant
# End.
"""

DEAL_YAML = """\
---
# The spring campaign.
agreement: Sonar ambassador 2026
advertiser:
  name: Acme Sonar
  sells: [sonar]
influencer:
  name: River Angler
  accounts:
    instagram: river.angler
    youtube: riveranglertv
timezone: Europe/Vilnius
signed: 2026-02-20
term: {from: 2026-03-01, through: 2027-06-30}
campaign: {from: 2026-03-01, through: 2026-04-30}
base_fee: 2400 EUR
posts:
  - {format: reel, platform: instagram, planned: 2026-03-10T18:00}
  - {format: video, platform: youtube, planned: 2026-04-12}
  - {format: story, platform: instagram, owed: true}
competitors:
  rivals: [Garmin, Lowrance, Humminbird]
exclusivity:
  - title: Sonar brands
    clauses:
      - category: sonar
        act: any mention
        during: term and 1 month after
        if: term longer than 1 year
      - category: sonar
        before: 1 month
        after: 1 month
  - title: Room around our posts
    clauses:
      - target: full
        before: 24 hours
        after: 24 hours
        anchor: each post on instagram
        on: instagram
# End.
"""
