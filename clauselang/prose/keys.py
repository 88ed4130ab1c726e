"""The reference list of the phrase table: every key that a language must have, with the holes it may use.

A key is `group.name`. A hole is typed by its name: `HOLES` says what may fill it, either a plain value or any
phrase of a group (`window` stands for all `window.…`). A template may leave a hole out when another phrase of
the same sentence says it, and may ask for another form of the phrase in it: `{content:past}` takes the entry
`content.mention:past` if the language has one.
"""

from __future__ import annotations

# Hole: what fills it.
HOLES: dict[str, str] = {
    "a": "anchor", "acct": "account", "advertiser": "word or blank", "b": "quoted brand", "bs": "list of quoted brands",
    "c": "quoted category", "content": "content", "countries": "list of countries", "cs": "list of quoted categories",
    "d": "duration", "d2": "duration", "day": "date or blank", "day2": "date or blank", "e": "end", "ev": "quoted event",
    "events": "list of post phrases", "evs": "list of quoted events", "f": "filter", "f2": "filter", "form": "label",
    "forms": "list of formats", "handle": "handle", "handles": "list of handles", "influencer": "word or blank",
    "kinds": "list of kind phrases", "letter": "letter", "m": "money or blank", "min": "min", "n": "quoted name",
    "num": "number", "offset": "offset from UTC", "p": "period", "party": "party", "pct": "percentage", "per": "per",
    "place": "place", "platform": "label", "platforms": "list of platforms", "ref": "number", "s": "start", "sch": "schedule",
    "surf": "surface", "surfs": "list of surface phrases", "t": "target", "test": "test", "text": "quoted text",
    "time": "time of day", "title": "text", "ts": "list of target phrases", "w": "when", "win": "window", "x": "item",
    "xs": "list of item phrases", "y": "item", "zone": "word or blank",
}  # fmt: skip

_WINDOWS = {
    "window.around_cal": "d d2 a", "window.around_hrs": "d d2 a", "window.span": "s e",
    "window.each_around_cal": "f d d2", "window.each_around_hrs": "f d d2", "window.each_span": "f s e",
    "window.each_two": "f f2 s e", "window.perpetual": "s", "window.each_perpetual": "f s", "window.perpetual_signing": "",
    "window.perpetual_then": "ref", "window.then": "d ref", "window.then_each": "d ref", "window.after_end": "d p",
    "window.after_start": "d p", "window.after_event": "d ev", "window.on_event": "ev",
    "window.during": "p", "window.during_plus": "p d", "window.dates": "day day2", "window.on_day": "a",
    "window.each_on_day": "f a", "window.missing": "",
    "start.before": "d a", "start.after": "d a", "start.hours_before": "d a", "start.hours_after": "d a", "start.at": "a",
    "start.event": "ev", "start.event_chain": "d ev", "start.event_hours_before": "d ev",
    "start.event_hours_after": "d ev", "start.chain_before": "d p", "start.chain_after": "d p",
    "start.day": "day", "start.moment": "w", "start.period": "p",
    "start.on_day": "a", "start.clause": "ref",
    "end.after": "d a", "end.before": "d a", "end.hours_after": "d a", "end.hours_before": "d a", "end.hours_that": "d",
    "end.at": "a", "end.event": "ev", "end.event_start": "ev", "end.event_chain": "d ev", "end.event_hours_before": "d ev",
    "end.event_hours_after": "d ev", "end.chain_before": "d p", "end.chain_after": "d p", "end.chain_start": "d p",
    "end.through": "day", "end.before_day": "day", "end.date": "day",
    "end.moment": "w",
    "anchor.first": "f", "anchor.last": "f", "anchor.each": "f", "anchor.that": "", "anchor.former": "", "anchor.latter": "",
    "anchor.signing": "", "anchor.starts": "p", "anchor.ends": "p", "anchor.event": "ev",
    "filter.all": "", "filter.some": "surfs",
    "period.term": "", "period.campaign": "", "period.usage": "", "period.event": "ev",
    "when.date": "day", "when.local": "time day", "when.utc": "time day", "when.instant": "time day offset",
}  # fmt: skip

_SCOPE = {
    "surface.anywhere": "", "surface.platforms": "platforms", "surface.formats": "forms", "surface.generic": "forms",
    "place.format_on": "form platform",
    "account.any": "", "account.some": "handles",
    "content.sponsored": "t", "content.sponsored_gifted": "t", "content.mention": "t", "content.mention_show": "t",
    "target.full": "", "target.category": "c", "target.categories": "cs", "target.brand": "b", "target.brands": "bs",
    "target.list": "n bs", "target.union": "ts",
    "item.lettered": "letter x", "item.but_not": "x y", "item.platforms": "platforms", "item.formats": "forms",
    "item.generic": "forms", "mixed.platforms": "platforms", "mixed.formats": "forms", "mixed.generic": "forms",
    "item.kinds": "kinds", "item.brand": "b", "item.brands": "bs", "item.category": "c",
    "item.categories": "cs", "item.list": "n bs", "item.schedule": "sch", "item.accounts": "handles",
    "item.territory": "countries", "item.event": "ev", "item.events": "evs", "item.test": "text",
    "kind.paid": "", "kind.affiliate": "", "kind.ambassador": "", "kind.gifted": "", "kind.organic": "",
}  # fmt: skip

_SENTENCES = {
    "clause.publish": "win surf acct content", "clause.engage": "win t", "clause.none": "",
    "clause.statement": "s surf acct content", "clause.statement_each": "f s surf acct content",
    "clause.statement_engage": "s t", "clause.statement_engage_each": "f s t",
    "sentence.gifts_excluded": "num", "sentence.engage_surfaces": "num surf", "sentence.engage_accounts": "num handles",
    "sentence.territory": "num countries", "sentence.territory_engage": "num countries",
    "sentence.event": "num ev", "sentence.events": "num evs", "sentence.event_engage": "num ev",
    "sentence.events_engage": "num evs",
    "sentence.if": "num test", "sentence.unless": "num test", "sentence.exception": "num x", "sentence.exceptions": "num xs",
    "sentence.long_stop": "num day",
    "sentence.fee_percent": "num pct per min", "sentence.fee_amount": "num m per min", "sentence.fee_included": "num",
    "sentence.penalty": "num m", "sentence.cure": "num d", "sentence.takedown": "num d",
    "per.none": "", "per.period": "d", "min.none": "", "min.some": "m",
    "test.term_longer": "d", "test.ended": "party", "test.ended_breach": "party", "test.fee_paid": "", "test.quoted": "text",
    "party.advertiser": "", "party.influencer": "",
}  # fmt: skip

_DOCUMENT = {
    "title.default": "", "heading.definitions": "", "heading.article": "num title", "heading.untitled": "num",
    "heading.always": "num", "heading.posts": "", "heading.schedule": "sch", "heading.annex": "",
    "fact.parties": "advertiser influencer", "fact.brands": "bs", "fact.sells": "cs", "fact.accounts": "xs",
    "fact.account": "handle platform", "fact.signed_day": "day", "fact.signed_moment": "w", "fact.ended": "party w",
    "fact.ended_breach": "party w", "fact.fee_paid": "w", "fact.zone": "party zone", "fact.event": "ev day",
    "fact.event_range": "ev day day2",
    "define.post": "", "define.sponsored": "", "define.gifted": "", "define.mention": "", "define.show": "",
    "define.product": "", "define.account": "", "define.term": "day day2", "define.term_length": "d day",
    "define.campaign": "day day2", "define.usage": "day day2", "define.base_fee": "m", "define.event": "",
    "always.alone": "", "always.list": "xs", "always.own": "", "always.deliverable": "", "always.consent": "",
    "always.commitments": "", "always.online": "", "always.harbour": "", "always.consents": "xs",
    "consent.one": "b surf w",
    "post.line": "place acct events", "post.planned": "w", "post.notified": "w y", "post.published": "w", "post.deleted": "w",
    "post.republished": "w", "post.cancelled": "", "post.owed": "", "post.unknown": "", "post.any_account": "",
    "post.account": "handle", "commitment.open": "b", "commitment.dated": "b day day2",
    "blank.advertiser": "", "blank.influencer": "", "blank.zone": "", "blank.first": "", "blank.last": "", "blank.amount": "",
    "blank.posts": "", "blank.commitments": "", "blank.clause": "",
    **{f"annex.{rule}": "zone" if rule == 1 else "" for rule in range(1, 10)},
}  # fmt: skip

KEYS: dict[str, tuple[str, ...]] = {
    key: tuple(holes.split()) for part in (_WINDOWS, _SCOPE, _SENTENCES, _DOCUMENT) for key, holes in part.items()
}
