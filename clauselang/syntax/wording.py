"""What was expected at a place and what a stray word probably meant, as tables of sentences for `errors.py`."""

from __future__ import annotations

_UNITS = "`hours`, `days`, `weeks`, `months` or `years`"
_ACCOUNT = "an account such as `@river.angler`"

# What may stand at a place: the terminals that mark it, the word before it (`*`: any), the sentence. The first that fits is used.
PLACES: tuple[tuple[frozenset[str], str, str], ...] = tuple(
    (frozenset(marks.split()), before, sentence)
    for marks, before, sentence in (
        ("HOUR DAY MONTH", "PER", "a unit, as in `per 30 days` or `per month`"),
        ("HOUR DAY MONTH", "*", f"a unit: {_UNITS}"),
        ("EACH FIRST TO", "BEFORE", "what to count from, such as `first post`, or `to`, as in `1 month before to 1 month after last post`"),
        ("EACH FIRST DATE", "FROM", "where the window starts, as in `from signing to end of term`, or an account such as `@river.angler`"),
        ("EACH FIRST DATE", "TO", "where the window ends, as in `to 1 month after last post` or `to end of term`"),
        ("EACH FIRST LAST SIGNING", "*", "what to count from: `each post`, `last post`, `signing`, `end of term` or a named event"),
        ("TERM CAMPAIGN USAGE NAME", "*", "`term`, `campaign`, `usage` or a named event"),
        ("AGREEMENT EXCLUSIVITY SCENARIO", "*", "an agreement, an exclusivity block, a clause or a vocabulary entry"),
        ("ADVERTISER INFLUENCER TIMEZONE", "*", "a fact of the agreement, such as `signed 2026-02-20` or `timezone Europe/Vilnius`"),
        ("PLANNED PUBLISHED OWED", "*", "what happened to the post, such as `published 2026-03-10 18:00`, `planned 2026-04-12` or `owed`"),
        ("COMPLIANT VIOLATION UNKNOWN", "*", "a verdict: `compliant`, `violation`, `misstatement`, `excused` or `unknown`"),
        ("NEEDS PROVISIONAL", "*", "`needs` and a fact, `provisional` or `reading-sensitive`"),
        ("FULL CATEGORY PERPETUAL", "*", "a phrase of a clause, such as `category sonar`, `1 month after last post` or `on instagram`"),
        ("FULL CATEGORY", "PLUS", "a further target, such as `brands Garmin`"),
        ("MENTION APPEARANCE POST", "*", "a described post, such as `paid mention of Garmin, reel on instagram, 2026-04-20: violation`"),
        ("MENTION ENGAGEMENT", "*", "`any mention`, `any mention or appearance` or `any engagement`"),
        ("INCLUDED PERCENT NUMBER", "*", "a fee, such as `fee 300 USD`, `fee 15% of base per 30 days` or `fee included`"),
        ("INCLUDED EXCLUDED", "*", "`included` or `excluded`"),
        ("TO UNTIL THROUGH", "*", "where the window ends, as in `to 1 month after last post` or `through 2026-03-31`, or a comma"),
        ("DELIVERABLE CONSENT", "*", "a further fact of the post, such as `on instagram`, `2026-04-20 12:00` or `from @river.angler`"),
        ("THROUGH FOR", "*", "`through` and a date, or `for` and a duration"),
        ("THROUGH _NL", "*", "`through` and a second date, or the end of the line"),
        ("THROUGH", "*", "`through` and a date"),
        ("BEFORE AFTER NUMBER", "*", "`before` or `after`, as in `1 month after last post`"),
        ("BEFORE AFTER", "*", "`before` or `after`, as in `1 month after last post`"),
        ("AFTER", "*", "`after`, as in `1 month before to 1 month after last post` or `during term and 1 month after`"),
        ("DATE LOCAL INSTANT", "UNTIL", "a moment, such as `2026-03-10 18:00`; before anything else write `to`, as in `to end of term`"),
        ("DATE LOCAL INSTANT ON", "*", "`on` and a platform, or when it was given, such as `2026-03-10`"),
        ("DATE LOCAL INSTANT", "*", "a date or a moment, such as `2026-03-10` or `2026-03-10 18:00`"),
        ("DATE _NL", "*", "a date such as `2026-03-10`, or the end of the line"),
        ("DATE", "THROUGH", "a date such as `2026-03-31`; before anything else write `to`, as in `to end of term`"),
        ("DATE", "*", "a date such as `2026-03-10`"),
        ("EXCLUDED NAME", "*", "a format of the platform, or `excluded`, as in `instagram stories excluded`"),
        ("HANDLE ACCOUNT", "*", f"{_ACCOUNT}, or `any account`"),
        ("HANDLE", "*", _ACCOUNT),
        ("ANY THE NAME", "*", "a surface, as in `on instagram stories`, or `on the day of each post`"),
        ("BRANDS CATEGORY SCHEDULE STRING", "*", "what stays free, such as `brands Moshi`, `stories` or `schedule \"B\"`"),
        ("TERM ENDED FEE STRING", "*", "a condition, such as `term longer than 1 year`, `ended by influencer` or a quoted question"),
        ("ADVERTISER INFLUENCER", "*", "`advertiser` or `influencer`"),
        ("FORMAT ALIAS NAME", "*", "a format or an entry, such as `format story \"stories\"` or `nl \"…\"`"),
        ("ALIAS IAB NAME", "*", "an entry, such as `nl \"sonarapparaten\"`, `alias sonars` or `iab 1113`"),
        ("NUMBER", "IAB", "the number of a row, as in `iab 1113`"),
        ("NUMBER", "FEE", "an amount, such as `2400 EUR`"),
        ("NUMBER", "LEAST", "an amount, such as `200 USD`"),
        ("NUMBER", "PENALTY", "an amount, such as `5000 EUR`"),
        ("NUMBER", "*", "a duration, such as `1 month`"),
        ("PATH", "IMPORT", "a path, such as `categories/fishing`"),
        ("PATH", "*", "a time zone, such as `Europe/Vilnius`"),
        ("LATEST NAME STRING", "*", "a named event, or `latest through 2026-12-31`"),
        ("STRING COMMA", "*", "a comma, or the end of the line"),
        ("STRING NAME _NL", "*", "a title, or the end of the line"),
        ("STRING NAME", "*", "a name, such as `sonar` or `\"Acme Sonar\"`"),
        ("STRING _NL", "*", "a label in straight double quotes, or the end of the line"),
        ("STRING", "*", "a label in straight double quotes, such as `\"sonar devices\"`"),
        ("COLON OF", "*", "`of` and a brand, a comma and a further fact, or `:` and a verdict"),
        ("COLON", "*", "a comma and a further fact, or `:` and a verdict"),
        ("TIMEZONE NAME", "*", "an account, such as `instagram @river.angler`, or `timezone Europe/Vilnius`"),
        ("COMMA _NL", "*", "a comma and a further part, or the end of the line"),
        ("COMMA", "*", "a comma and when it applies, such as `, 1 month after last post`"),
        ("NAME _DEDENT", "*", "a post, such as `reel on instagram, planned 2026-03-10`"),
        ("NAME _NL", "STRING", "a further language and its label, such as `de \"Sonargeräte\"`, or the end of the line"),
        ("NAME", "NUMBER", "a currency, such as `EUR`"),
        ("NAME", "AND", "a platform or format, such as `instagram` or `instagram stories`"),
        ("NAME", "ON", "a platform, such as `instagram`"),
        ("NAME", "*", "a name without quotes, such as `instagram`"),
        ("ACCOUNT", "*", "`account`, as in `from any account`"),
        ("APPEARANCE", "*", "`appearance`, as in `any mention or appearance`"),
        ("PLATFORM", "*", "`platform`, as in `on any platform`"),
        ("DAY", "*", "`day`, as in `on the day of each post`"),
        ("OF", "PERCENT", "`of base`, as in `15% of base`"),
        ("OF", "DAY", "`of` and a post, as in `on the day of each post`"),
        ("OF", "*", "`of` and a period, as in `end of term`"),
        ("BASE", "*", "`base`, as in `15% of base`"),
        ("FEE", "*", "`fee` and an amount, as in `base fee 2400 EUR`"),
        ("PAID", "*", "`paid`, as in `fee paid`"),
        ("BY", "*", "`by advertiser` or `by influencer`"),
        ("PER _NL", "*", "`per` and a duration, or the end of the line"),
        ("PER", "*", "`per breach`, as in `penalty 5000 EUR per breach`"),
        ("BREACH", "PER", "`breach`, as in `penalty 5000 EUR per breach`"),
        ("BREACH", "*", "`breach`, as in `ended by influencer for breach`"),
        ("LEAST", "*", "`least`, as in `at least 200 USD`"),
        ("LONGER", "*", "`longer than`, as in `if term longer than 1 year`"),
        ("THAN", "*", "`than`, as in `if term longer than 1 year`"),
        ("NOT", "*", "`not`, as in `except stories but not stories on tiktok`"),
        ("POST", "*", "`post`, as in `each post`"),
        ("ON", "*", "`on` and a platform, as in `reel on instagram`"),
        ("_NL", "*", "the end of the line"),
    )
)

# Words that two people read differently, and what can be said instead.
VAGUE: dict[str, str] = {
    "around": "say both sides: `24 hours before to 24 hours after each post`",
    "within": "say from what to what: `24 hours before to 24 hours after each post`",
    "promote": "say what counts: nothing (sponsored content), `any mention` or `any mention or appearance`",
    "endorse": "say what counts: nothing (sponsored content), `any mention` or `any engagement`",
    "collaborate": "say what counts: nothing (sponsored content), `any mention` or `any engagement`",
    "advertise": "say what counts: nothing (sponsored content) or `any mention`",
    "similar": "name the category, such as `category sonar`, or a list, such as `brands Garmin and Lowrance`",
    "competing": "name the category, such as `category sonar`, or a list, such as `competitors rivals`",
    "competitive": "name the category, such as `category sonar`, or a list, such as `competitors rivals`",
    "rivals": "name a list of competitors: `competitors rivals`",
    "including": "list everything that is meant: an open list cannot be checked",
    "reasonable": "say a duration, such as `30 days`",
    "immediately": "say a duration, such as `24 hours`",
    "till": "write `through` and a date to include it, or `before` and a date to exclude it",
    "exclusive": "write `full`, or name what is excluded: `category sonar`",
    "weekdays": "write a number of days; every day counts",
}

_FIGURES = "write numbers with digits, as in `1 month after last post`"
_AND = "join with `and`: the clause then covers each of them"
_OUT = "leave it out"
_START = "start with who is excluded and say when, as in `category sonar, 1 month after last post`"

# Words with one meaning that the language says in another way.
SAID: dict[str, str] = {
    "forever": "write `perpetual`",
    "every": "write `each post`",
    "or": _AND,
    "is": _OUT,
    "the": _OUT,
    "h": "write the unit in full: `24 hours`",
    "hrs": "write the unit in full: `24 hours`",
}

# The same for words that people start a phrase of a clause with.
PHRASE: dict[str, str] = {
    "until": "say from when: `from signing until 2026-03-31 18:00`, or `from signing through 2026-03-31`",
    "between": "write `from` and `to`, as in `from signing to end of term`",
    "mention": "write `any mention`",
    "mentions": "write `any mention`",
    "paid": "leave it out: a clause covers paid, affiliate and ambassador content unless it says otherwise",
    "sponsored": "leave it out: a clause covers sponsored content unless it says otherwise",
    "without": "write `except`, as in `except stories`",
    "excluding": "write `excluded` behind it, as in `instagram stories excluded`, or `except brands Moshi`",
    "before": "say how long before, as in `1 month before first post`",
    "after": "say how long after, as in `1 month after last post`",
    **dict.fromkeys("one two three four five six seven eight nine ten twelve".split(), _FIGURES),
}

# Beginnings of a sentence that a contract would have and a clause has not.
SENTENCE: dict[str, str] = dict.fromkeys("no not do the influencer creator talent must may shall".split(), _START)

MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep oct nov dec".split()
)

# Characters that are no part of the language where people would put them.
CHARACTERS: dict[str, str] = {
    ";": "separate phrases with commas",
    ".": "write an account as `@river.angler`; any other name with a full stop goes in straight double quotes",
    "-": "write `to` or `through` between two moments, and one number in a duration",
    "–": "write `to` or `through` between two moments, and one number in a duration",
    "&": "join names with `and`",
    "+": "join names with `and`, and targets with `plus`",
    "/": "join names with `and`",
    "(": "leave the brackets out: what they hold is a phrase of its own",
    ")": "leave the brackets out: what they hold is a phrase of its own",
    ">": "write it in words, as in `term longer than 1 year`",
    "%": "write the figure first, as in `15% of base`",
    **dict.fromkeys("€$£¥", "write the amount and its ISO 4217 code, such as `300 EUR`"),
}
