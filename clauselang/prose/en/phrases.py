"""The English phrase table: key → template. Typed holes stand in braces; `keys.py` lists both.

Two conventions carry the meaning: `the day` counts in calendar days, `the moment` in elapsed hours; `through` includes
the day that it names, `until` stops at the moment that it names.
"""

from __future__ import annotations

PHRASES: dict[str, str] = {
    # When.
    "window.around_cal": (
        "From the start of the day that is {d} before through the end of the day that is {d2} after the day on which {a}"
    ),
    "window.around_hrs": "From {d} before until {d2} after the moment at which {a}",
    "window.span": "From {s} {e}",
    "window.each_around_cal": (
        "For each Post{f}, from the start of the day that is {d} before through the end of the day that is {d2} after "
        "the day on which that Post is published"
    ),
    "window.each_around_hrs": (
        "For each Post{f}, from {d} before until {d2} after the moment at which that Post is published"
    ),
    "window.each_span": "For each Post{f}, from {s} {e}",
    "window.each_two": "For each combination of a Post{f} and a Post{f2}, from {s} {e}",
    "window.perpetual": "From {s}, without limit in time",
    "window.each_perpetual": "For each Post{f}, from {s}, without limit in time",
    "window.perpetual_signing": "From the signing of this agreement, without limit in time",
    "window.perpetual_then": "From the end of the period in clause {ref}, without limit in time",
    "window.then": "For {d} starting at the end of the period in clause {ref}",
    "window.then_each": "For {d} starting at the end of each period in clause {ref}",
    "window.after_end": "For {d} starting at the end of {p}",
    "window.after_start": "For {d} starting at the start of {p}",
    "window.after_event": "For {d} after the event {ev}",
    "window.on_event": "On the first day of the event {ev}",
    "window.during": "During {p}",
    "window.during_plus": "During {p} and for {d} after the end of {p}",
    "window.dates": "From and including {day} to and including {day2}",
    "window.on_day": "On the day on which {a}",
    "window.each_on_day": "For each Post{f}, on the day on which that Post is published",
    "window.missing": "During [period]",
    "start.before": "the start of the day that is {d} before the day on which {a}",
    "start.after": "the start of the day that is {d} after the day on which {a}",
    "start.hours_before": "{d} before the moment at which {a}",
    "start.hours_after": "{d} after the moment at which {a}",
    "start.at": "the moment at which {a}",
    "start.event": "the start of the event {ev}",
    "start.event_chain": "the end of the period of {d} after the event {ev}",
    "start.event_hours_before": "{d} before the start of the event {ev}",
    "start.event_hours_after": "{d} after the end of the event {ev}",
    "start.chain_before": "the start of the period of {d} that ends at the end of {p}",
    "start.chain_after": "the end of the period of {d} that starts at the end of {p}",
    "start.day": "the start of {day}",
    "start.moment": "{w}",
    "start.period": "the start of {p}",
    "start.on_day": "the start of the day on which {a}",
    "start.clause": "the end of the period in clause {ref}",
    "end.after": "through the end of the day that is {d} after the day on which {a}",
    "end.before": "through the end of the day that is {d} before the day on which {a}",
    "end.hours_after": "until {d} after the moment at which {a}",
    "end.hours_before": "until {d} before the moment at which {a}",
    "end.hours_that": "until {d} after that moment",
    "end.at": "until the moment at which {a}",
    "end.event": "until the end of the event {ev}",
    "end.event_start": "until the start of the event {ev}",
    "end.event_chain": "until the end of the period of {d} after the event {ev}",
    "end.event_hours_before": "until {d} before the start of the event {ev}",
    "end.event_hours_after": "until {d} after the end of the event {ev}",
    "end.chain_before": "until the start of the period of {d} that ends at the end of {p}",
    "end.chain_after": "until the end of the period of {d} that starts at the end of {p}",
    "end.chain_start": "until the end of the period of {d} that starts at the start of {p}",
    "end.through": "through the end of {day}",
    "end.before_day": "until the start of {day}",
    "end.date": "until {day}",
    "end.moment": "until {w}",
    "anchor.first": "the first Post{f} is published",
    "anchor.last": "the last Post{f} is published",
    "anchor.each": "that Post is published",
    "anchor.that": "that Post is published",
    "anchor.former": "the former Post is published",
    "anchor.latter": "the latter Post is published",
    "anchor.signing": "this agreement is signed",
    "anchor.starts": "{p} starts",
    "anchor.ends": "{p} ends",
    "anchor.event": "the event {ev} takes place",
    "filter.all": "",
    "filter.some": " {surfs}",
    "period.term": "the Term",
    "period.campaign": "the Campaign",
    "period.usage": "the Usage Period",
    "period.event": "the event {ev}",
    "when.date": "{day}",
    "when.local": "{time} on {day} (time zone of this agreement)",
    "when.utc": "{time} on {day} (UTC)",
    "when.instant": "{time} on {day} (UTC{offset})",
    # Where, from whose account, what, and for whom.
    "surface.anywhere": "on any platform",
    "surface.platforms": "on {platforms}",
    "surface.formats": "in the form of {forms}",
    "surface.generic": "in the form of {forms} on any platform",
    "place.format_on": "{form} on {platform}",
    "account.any": "from any account",
    "account.some": "from {handles}",
    "content.sponsored": "Sponsored Content for {t}",
    "content.sponsored_gifted": "Sponsored Content or Gifted Content for {t}",
    "content.mention": "content that mentions {t}",
    "content.mention_show": "content that mentions or shows {t}",
    "target.full": "any brand other than the Advertiser’s brands",
    "target.category": "any brand or product in the category {c}, other than the Advertiser’s brands and products",
    "target.categories": (
        "any brand or product in any of the categories {cs}, other than the Advertiser’s brands and products"
    ),
    "target.brand": "the brand {b}",
    "target.brands": "any of the brands {bs}",
    "target.list": "any of the brands on the closed list {n} ({bs})",
    "target.union": "{ts}",
    # What a clause does not apply to.
    "item.lettered": "({letter}) {x}",
    "item.but_not": "{x}, with the exception of {y}",
    "item.platforms": "publications on {platforms}",
    "item.formats": "{forms}",
    "item.generic": "{forms} on any platform",
    "mixed.platforms": "publications on {platforms}",
    "mixed.formats": "publications in the form of {forms}",
    "mixed.generic": "publications in the form of {forms} on any platform",
    "item.kinds": "{kinds}",
    "item.brand": "the brand {b}",
    "item.brands": "the brands {bs}",
    "item.category": "brands and products in the category {c}",
    "item.categories": "brands and products in any of the categories {cs}",
    "item.list": "the brands on the closed list {n} ({bs})",
    "item.schedule": "the commitments listed in Schedule {sch}",
    "item.accounts": "publications from {handles}",
    "item.territory": "publications directed at the public in {countries}",
    "item.event": "publications made at the event {ev}",
    "item.events": "publications made at any of the events {evs}",
    "item.test": "content to which the following applies: {text}",
    "kind.paid": "content for which the Influencer receives or is promised a fee",
    "kind.affiliate": "content for which the Influencer receives or is promised a commission",
    "kind.ambassador": "content for which the Influencer receives or is promised remuneration as ambassador",
    "kind.gifted": "Gifted Content",
    "kind.organic": "content for which the Influencer neither receives nor is promised anything",
    # The sentences of a clause.
    "clause.publish": "{win}, the Influencer shall not publish, {surf} and {acct}, {content}.",
    "clause.engage": (
        "{win}, the Influencer shall not work for, act as ambassador of or invest in the business behind {t}."
    ),
    "clause.none": (
        "The parties agree no exclusivity in this article; the Influencer remains free to publish content for any brand "
        "or product."
    ),
    "clause.statement": (
        "The Influencer states that from {s} until the moment at which this agreement is signed the Influencer did not "
        "publish, {surf} and {acct}, {content}."
    ),
    "clause.statement_each": (
        "The Influencer states that, for each Post{f}, from {s} until the moment at which this agreement is signed the "
        "Influencer did not publish, {surf} and {acct}, {content}."
    ),
    "clause.statement_engage": (
        "The Influencer states that from {s} until the moment at which this agreement is signed the Influencer did not "
        "work for, act as ambassador of or invest in the business behind {t}."
    ),
    "clause.statement_engage_each": (
        "The Influencer states that, for each Post{f}, from {s} until the moment at which this agreement is signed the "
        "Influencer did not work for, act as ambassador of or invest in the business behind {t}."
    ),
    "sentence.gifts_excluded": "Clause {num} does not cover Gifted Content.",
    "sentence.engage_surfaces": "Clause {num} applies only to activities {surf}.",
    "sentence.engage_accounts": "Clause {num} applies only to activities from {handles}.",
    "sentence.territory": (
        "Clause {num} applies only to publications directed at the public in the following countries: {countries}."
    ),
    "sentence.territory_engage": "Clause {num} applies only to activities in the following countries: {countries}.",
    "sentence.event": "Clause {num} applies only to publications made at the event {ev}.",
    "sentence.events": "Clause {num} applies only to publications made at any of the events {evs}.",
    "sentence.event_engage": "Clause {num} applies only to activities at the event {ev}.",
    "sentence.events_engage": "Clause {num} applies only to activities at any of the events {evs}.",
    "sentence.if": "Clause {num} applies only if {test}.",
    "sentence.unless": "Clause {num} does not apply if {test}.",
    "sentence.exception": "Clause {num} does not apply to {x}.",
    "sentence.exceptions": "Clause {num} does not apply to: {xs}.",
    "sentence.long_stop": "Clause {num} ends at the latest at the end of {day}.",
    "sentence.fee_percent": (
        "As consideration for clause {num}, the Advertiser shall pay the Influencer, in addition to the Base Fee, "
        "{pct} of the Base Fee{per}{min}."
    ),
    "sentence.fee_amount": (
        "As consideration for clause {num}, the Advertiser shall pay the Influencer, in addition to the Base Fee, "
        "{m}{per}{min}."
    ),
    "sentence.fee_included": "The Base Fee includes the consideration for clause {num}.",
    "sentence.penalty": "For each breach of clause {num}, the Influencer shall pay the Advertiser a penalty of {m}.",
    "sentence.cure": (
        "The Influencer may cure a breach of clause {num} within {d} after the Advertiser gives notice of it in writing."
    ),
    "sentence.takedown": (
        "Within {d} after a request in writing by the Advertiser, the Influencer shall remove content published in breach "
        "of clause {num}."
    ),
    "per.none": "",
    "per.period": " for each started period of {d}",
    "min.none": "",
    "min.some": ", with a minimum of {m}",
    "test.term_longer": "the Term is longer than {d}",
    "test.ended": "this agreement has been ended by {party}",
    "test.ended_breach": "this agreement has been ended by {party} on the ground of a breach by the other party",
    "test.fee_paid": "the fee for exclusivity has been paid",
    "test.quoted": "the following applies: {text}",
    "party.advertiser": "the Advertiser",
    "party.influencer": "the Influencer",
    # The document around the clauses.
    "title.default": "Exclusivity",
    "heading.definitions": "Definitions",
    "heading.article": "{num}. {title}",
    "heading.untitled": "{num}. Exclusivity",
    "heading.always": "{num}. What is always permitted",
    "heading.posts": "Schedule A: Posts",
    "heading.schedule": "Schedule {sch}: Existing commitments",
    "heading.annex": "Annex T: Rules for periods (version 1)",
    "fact.parties": (
        "This agreement is made between {advertiser} (the “Advertiser”) and {influencer} (the “Influencer”)."
    ),
    "fact.brands": "The Advertiser’s brands are: {bs}.",
    "fact.sells": "The Advertiser offers products in the following categories: {cs}.",
    "fact.accounts": "The Influencer publishes from the following accounts, among others: {xs}.",
    "fact.account": "{handle} on {platform}",
    "fact.signed_day": "This agreement is signed on {day}.",
    "fact.signed_moment": "The moment at which this agreement is signed is {w}.",
    "fact.ended": "This agreement has been ended by {party}; the moment at which it ends is {w}.",
    "fact.ended_breach": (
        "This agreement has been ended by {party} on the ground of a breach by the other party; the moment at which it "
        "ends is {w}."
    ),
    "fact.fee_paid": "The fee for exclusivity has been paid; the moment of payment is {w}.",
    "fact.zone": "The time zone of {party} is {zone}; periods are not counted in it.",
    "fact.event": "The event {ev} takes place on {day}.",
    "fact.event_range": "The event {ev} takes place from and including {day} to and including {day2}.",
    "define.post": "“Post” means content listed in Schedule A that the Influencer publishes for the Advertiser.",
    "define.sponsored": (
        "“Sponsored Content” means content that mentions or shows a brand or product and for which the Influencer "
        "receives or is promised a fee, a commission or remuneration as ambassador."
    ),
    "define.gifted": (
        "“Gifted Content” means content that mentions or shows a brand or product supplied to the Influencer free of "
        "charge or at a discount, without any such remuneration."
    ),
    "define.mention": (
        "Content “mentions” a brand or product if it names it, tags it, links to it or gives a code for it."
    ),
    "define.show": (
        "Content “shows” a brand or product if it is recognisably visible or audible, also when used or worn."
    ),
    "define.product": "“Product” includes a service.",
    "define.account": "“Account” means any account or channel over whose content the Influencer decides.",
    "define.term": (
        "“Term” means the period from and including {day} to and including {day2} or, if this agreement ends earlier, "
        "until the moment at which it ends."
    ),
    "define.term_length": (
        "“Term” means the period of {d} of which {day} is the first day or, if this agreement ends earlier, "
        "until the moment at which it ends."
    ),
    "define.campaign": "“Campaign” means the period from and including {day} to and including {day2}.",
    "define.usage": (
        "“Usage Period” means the period from and including {day} to and including {day2}, in which the Advertiser may "
        "use the Posts."
    ),
    "define.base_fee": "“Base Fee” means the fee of {m} that the Advertiser pays the Influencer for the Posts.",
    "define.event": (
        "An event lasts from the start of its first day through the end of its last day; the day on which it takes place is "
        "its first day, and a period after it starts at the end of its last day."
    ),
    "always.alone": (
        "Each clause stands on its own. An exception limits only the clause in which it stands. If one clause prohibits "
        "content, that content is prohibited, even if another clause does not apply to it."
    ),
    "always.list": "No clause of this agreement prohibits: {xs}.",
    "always.own": "content for the Advertiser’s brands and products",
    "always.deliverable": (
        "a Post in the form approved by the Advertiser, including what it mentions or shows of other brands and products"
    ),
    "always.consent": "content to which the Advertiser has given its prior consent in writing, including by e-mail",
    "always.commitments": "content under the commitments listed in a Schedule to this agreement, within the dates stated there",
    "always.online": "leaving available content that was published outside the period of a clause",
    "always.harbour": "content that became subject to a clause only because a Post was moved after that content was published",
    "always.consents": "The Advertiser has consented in writing to: {xs}.",
    "consent.one": "content for the brand {b} {surf} (consent given: {w})",
    "post.line": "{place} {acct}: {events}",
    "post.planned": "planned: {w}",
    "post.notified": "planned: {w} (notified: {y})",
    "post.published": "published: {w}",
    "post.deleted": "deleted: {w}",
    "post.republished": "published again: {w}",
    "post.cancelled": "cancelled",
    "post.owed": "owed, without a planned date",
    "post.unknown": "no date known",
    "post.any_account": "from an account of the Influencer",
    "post.account": "from {handle}",
    "commitment.open": "the brand {b}",
    "commitment.dated": "the brand {b}, from and including {day} to and including {day2}",
    "blank.advertiser": "[name of the Advertiser]",
    "blank.influencer": "[name of the Influencer]",
    "blank.zone": "[time zone]",
    "blank.first": "[first day]",
    "blank.last": "[last day]",
    "blank.amount": "[amount]",
    "blank.posts": "[list of the Posts]",
    "blank.commitments": "[list of the commitments]",
    "blank.clause": "[number]",
    # Annex T.
    "annex.1": "In this agreement a day runs from midnight to midnight in the time zone {zone}.",
    "annex.2": (
        "A period stated in hours is elapsed time. It is counted from the exact moment stated; the hour in progress counts, "
        "and a clock change neither lengthens nor shortens it."
    ),
    "annex.3": (
        "In a period stated in days, weeks, months or years, the day of the event from which it is counted is not one of "
        "the days counted. The day that is a number of months before or after another day is the day with the same number "
        "in that month or, if that month has no such day, the last day of that month. Months are counted before days."
    ),
    "annex.4": (
        "If a period starts when another period ends and that moment is midnight, the day that then begins is the first "
        "day of the period."
    ),
    "annex.5": "No period is extended because it ends on a Saturday, Sunday or public holiday.",
    "annex.6": (
        "Content is published at the moment it first becomes available to the public. Deletion, archiving or expiry does "
        "not change that moment. Leaving available content that was published outside a period is not publishing it; "
        "posting it again, sharing it again or paying to promote it is."
    ),
    "annex.7": (
        "Until a Post is published, the moment last notified to the Influencer in writing counts as the moment of its "
        "publication. Content that was permitted when it was published does not become prohibited because a Post is moved "
        "later."
    ),
    "annex.8": (
        "To the extent that a period lies before the signing of this agreement, the Influencer states that the Influencer "
        "did not publish the content concerned in that part of the period; the obligation applies from signing."
    ),
    "annex.9": "In these clauses “or” covers each of the items it joins.",
}
