"""The German phrase table: key → template. Typed holes stand in braces; `keys.py` lists both.

`Tag` counts in calendar days, `Zeitpunkt` in elapsed hours; `bis zum Ablauf` and `bis einschließlich` include, `bis zum`
excludes. Anchors and periods stand in the genitive. Forms: `{d:dat}`, `{forms:dat}` and `{t:dat}` are the dative,
`{party:gen}` is the genitive, `{s:within}` is the start in the middle of a sentence.
"""

from __future__ import annotations

# The first words of a window: with a capital at the start of a sentence, without one within it.
_STARTS: dict[str, str] = {
    "start.before": "Vom Beginn des Tages, der {d} vor dem Tag {a} liegt,",
    "start.after": "Vom Beginn des Tages, der {d} nach dem Tag {a} liegt,",
    "start.hours_before": "Von {d:dat} vor dem Zeitpunkt {a}",
    "start.hours_after": "Von {d:dat} nach dem Zeitpunkt {a}",
    "start.at": "Vom Zeitpunkt {a}",
    "start.event": "Vom Beginn der Veranstaltung {ev}",
    "start.event_chain": "Vom Ende des Zeitraums von {d:dat} nach der Veranstaltung {ev}",
    "start.event_hours_before": "Von {d:dat} vor dem Beginn der Veranstaltung {ev}",
    "start.event_hours_after": "Von {d:dat} nach dem Ende der Veranstaltung {ev}",
    "start.chain_before": "Vom Beginn des Zeitraums von {d:dat}, der mit dem Ende {p} endet,",
    "start.chain_after": "Vom Ende des Zeitraums von {d:dat}, der mit dem Ende {p} beginnt,",
    "start.day": "Vom Beginn des {day}",
    "start.moment": "Vom {w}",
    "start.period": "Vom Beginn {p}",
    "start.on_day": "Vom Beginn des Tages {a}",
    "start.clause": "Vom Ende des Zeitraums nach Ziffer {ref}",
}

PHRASES: dict[str, str] = {
    # When.
    "window.around_cal": "Vom Beginn des Tages, der {d} vor, bis zum Ablauf des Tages, der {d2} nach dem Tag {a} liegt,",
    "window.around_hrs": "Von {d:dat} vor bis {d2} nach dem Zeitpunkt {a}",
    "window.span": "{s} {e}",
    "window.each_around_cal": (
        "Jeweils vom Beginn des Tages, der {d} vor, bis zum Ablauf des Tages, der {d2} nach dem Tag der Veröffentlichung "
        "eines Beitrags{f} liegt,"
    ),
    "window.each_around_hrs": "Jeweils von {d:dat} vor bis {d2} nach dem Zeitpunkt der Veröffentlichung eines Beitrags{f}",
    "window.each_span": "Jeweils {s:within} {e}",
    "window.each_two": "Für jede Kombination eines Beitrags{f} mit einem Beitrag{f2} jeweils {s:within} {e}",
    "window.perpetual": "{s} an ohne zeitliche Begrenzung",
    "window.each_perpetual": "Jeweils {s:within} an ohne zeitliche Begrenzung",
    "window.perpetual_signing": "Ab der Unterzeichnung dieses Vertrags ohne zeitliche Begrenzung",
    "window.perpetual_then": "Ab dem Ende des Zeitraums nach Ziffer {ref} ohne zeitliche Begrenzung",
    "window.then": "Für die Dauer von {d:dat} ab dem Ende des Zeitraums nach Ziffer {ref}",
    "window.then_each": "Jeweils für die Dauer von {d:dat} ab dem Ende jedes Zeitraums nach Ziffer {ref}",
    "window.after_end": "Für die Dauer von {d:dat} ab dem Ende {p}",
    "window.after_start": "Für die Dauer von {d:dat} ab dem Beginn {p}",
    "window.after_event": "Für die Dauer von {d:dat} nach der Veranstaltung {ev}",
    "window.on_event": "Am ersten Tag der Veranstaltung {ev}",
    "window.during": "Während {p}",
    "window.during_plus": "Während {p} und für die Dauer von {d:dat} nach dem Ende {p}",
    "window.dates": "Vom {day} bis einschließlich {day2}",
    "window.on_day": "Am Tag {a}",
    "window.each_on_day": "Jeweils am Tag {a}",
    "window.missing": "Während [Zeitraum]",
    **_STARTS,
    **{f"{key}:within": "v" + template[1:] for key, template in _STARTS.items()},
    "end.after": "bis zum Ablauf des Tages, der {d} nach dem Tag {a} liegt,",
    "end.before": "bis zum Ablauf des Tages, der {d} vor dem Tag {a} liegt,",
    "end.hours_after": "bis {d} nach dem Zeitpunkt {a}",
    "end.hours_before": "bis {d} vor dem Zeitpunkt {a}",
    "end.hours_that": "bis {d} nach diesem Zeitpunkt",
    "end.at": "bis zum Zeitpunkt {a}",
    "end.event": "bis zum Ende der Veranstaltung {ev}",
    "end.event_start": "bis zum Beginn der Veranstaltung {ev}",
    "end.event_chain": "bis zum Ende des Zeitraums von {d:dat} nach der Veranstaltung {ev}",
    "end.event_hours_before": "bis {d} vor dem Beginn der Veranstaltung {ev}",
    "end.event_hours_after": "bis {d} nach dem Ende der Veranstaltung {ev}",
    "end.chain_before": "bis zum Beginn des Zeitraums von {d:dat}, der mit dem Ende {p} endet,",
    "end.chain_after": "bis zum Ende des Zeitraums von {d:dat}, der mit dem Ende {p} beginnt,",
    "end.chain_start": "bis zum Ende des Zeitraums von {d:dat}, der mit dem Beginn {p} beginnt,",
    "end.through": "bis zum Ablauf des {day}",
    "end.before_day": "bis zum Beginn des {day}",
    "end.date": "bis zum {day}",
    "end.moment": "bis zum {w}",
    "anchor.first": "der Veröffentlichung des ersten Beitrags{f}",
    "anchor.last": "der Veröffentlichung des letzten Beitrags{f}",
    "anchor.each": "der Veröffentlichung eines Beitrags{f}",
    "anchor.that": "der Veröffentlichung dieses Beitrags",
    "anchor.former": "der Veröffentlichung des erstgenannten Beitrags",
    "anchor.latter": "der Veröffentlichung des letztgenannten Beitrags",
    "anchor.signing": "der Unterzeichnung dieses Vertrags",
    "anchor.starts": "des Beginns {p}",
    "anchor.ends": "des Endes {p}",
    "anchor.event": "der Veranstaltung {ev}",
    "filter.all": "",
    "filter.some": " {surfs}",
    "period.term": "der Laufzeit",
    "period.campaign": "der Kampagne",
    "period.usage": "des Nutzungszeitraums",
    "period.event": "der Veranstaltung {ev}",
    "when.date": "{day}",
    "when.local": "{day} um {time} Uhr (Zeitzone dieses Vertrags)",
    "when.utc": "{day} um {time} Uhr (UTC)",
    "when.instant": "{day} um {time} Uhr (UTC{offset})",
    # Where, from whose account, what, and for whom.
    "surface.anywhere": "auf einer beliebigen Plattform",
    "surface.platforms": "auf {platforms}",
    "surface.formats": "in Form von {forms:dat}",
    "surface.generic": "in Form von {forms:dat} auf einer beliebigen Plattform",
    "place.format_on": "{form} auf {platform}",
    "account.any": "über ein beliebiges Konto",
    "account.some": "über {handles}",
    "content.sponsored": "Gesponserte Inhalte für {t} zu veröffentlichen",
    "content.sponsored_gifted": "Gesponserte Inhalte oder Geschenk-Inhalte für {t} zu veröffentlichen",
    "content.mention": "Inhalte zu veröffentlichen, in denen {t} genannt wird",
    "content.mention_show": "Inhalte zu veröffentlichen, in denen {t} genannt oder gezeigt wird",
    "target.full": "eine andere Marke als die Marken des Auftraggebers",
    "target.full:dat": "einer anderen Marke als den Marken des Auftraggebers",
    "target.category": (
        "eine Marke oder ein Produkt der Kategorie {c} (ausgenommen die Marken und Produkte des Auftraggebers)"
    ),
    "target.category:dat": (
        "einer Marke oder einem Produkt der Kategorie {c} (ausgenommen die Marken und Produkte des Auftraggebers)"
    ),
    "target.categories": (
        "eine Marke oder ein Produkt einer der Kategorien {cs} (ausgenommen die Marken und Produkte des Auftraggebers)"
    ),
    "target.categories:dat": (
        "einer Marke oder einem Produkt einer der Kategorien {cs} (ausgenommen die Marken und Produkte des Auftraggebers)"
    ),
    "target.brand": "die Marke {b}",
    "target.brand:dat": "der Marke {b}",
    "target.brands": "eine der Marken {bs}",
    "target.brands:dat": "einer der Marken {bs}",
    "target.list": "eine der Marken auf der abschließenden Liste {n} ({bs})",
    "target.list:dat": "einer der Marken auf der abschließenden Liste {n} ({bs})",
    "target.union": "{ts}",
    "target.union:dat": "{ts:dat}",
    # What a clause does not apply to. No item of a kind ends in a subclause, since they are joined without a comma.
    "item.lettered": "({letter}) {x}",
    "item.but_not": "{x}, ausgenommen {y}",
    "item.platforms": "Veröffentlichungen auf {platforms}",
    "item.formats": "{forms}",
    "item.generic": "{forms} auf einer beliebigen Plattform",
    "mixed.platforms": "Veröffentlichungen auf {platforms}",
    "mixed.formats": "Veröffentlichungen in Form von {forms:dat}",
    "mixed.generic": "Veröffentlichungen in Form von {forms:dat} auf einer beliebigen Plattform",
    "item.kinds": "{kinds}",
    "item.brand": "die Marke {b}",
    "item.brands": "die Marken {bs}",
    "item.category": "Marken und Produkte der Kategorie {c}",
    "item.categories": "Marken und Produkte einer der Kategorien {cs}",
    "item.list": "die Marken auf der abschließenden Liste {n} ({bs})",
    "item.schedule": "die in Anlage {sch} aufgeführten Verpflichtungen",
    "item.accounts": "Veröffentlichungen über {handles}",
    "item.territory": "Veröffentlichungen, die sich an die Öffentlichkeit in den folgenden Ländern richten ({countries})",
    "item.event": "Veröffentlichungen bei der Veranstaltung {ev}",
    "item.events": "Veröffentlichungen bei einer der Veranstaltungen {evs}",
    "item.test": "Inhalte, auf die Folgendes zutrifft: {text}",
    "kind.paid": "Inhalte gegen ein erhaltenes oder zugesagtes Entgelt",
    "kind.affiliate": "Inhalte gegen eine erhaltene oder zugesagte Provision",
    "kind.ambassador": "Inhalte gegen eine erhaltene oder zugesagte Vergütung als Botschafter",
    "kind.gifted": "Geschenk-Inhalte",
    "kind.organic": "Inhalte ohne jede erhaltene oder zugesagte Gegenleistung",
    # The sentences of a clause.
    "clause.publish": "{win} hat es der Influencer zu unterlassen, {surf} und {acct} {content}.",
    "clause.engage": (
        "{win} hat es der Influencer zu unterlassen, für das Unternehmen hinter {t:dat} zu arbeiten, als dessen Botschafter "
        "aufzutreten oder in dieses zu investieren."
    ),
    "clause.none": (
        "Die Parteien vereinbaren in dieser Ziffer keine Exklusivität; dem Influencer steht es frei, Inhalte für jede Marke "
        "und jedes Produkt zu veröffentlichen."
    ),
    "clause.statement": (
        "Der Influencer versichert, es {s:within} bis zum Zeitpunkt der Unterzeichnung dieses Vertrags unterlassen zu haben, "
        "{surf} und {acct} {content}."
    ),
    "clause.statement_each": (
        "Der Influencer versichert, es jeweils {s:within} bis zum Zeitpunkt der Unterzeichnung dieses Vertrags unterlassen zu "
        "haben, {surf} und {acct} {content}."
    ),
    "clause.statement_engage": (
        "Der Influencer versichert, es {s:within} bis zum Zeitpunkt der Unterzeichnung dieses Vertrags unterlassen zu haben, "
        "für das Unternehmen hinter {t:dat} zu arbeiten, als dessen Botschafter aufzutreten oder in dieses zu investieren."
    ),
    "clause.statement_engage_each": (
        "Der Influencer versichert, es jeweils {s:within} bis zum Zeitpunkt der Unterzeichnung dieses Vertrags unterlassen zu "
        "haben, für das Unternehmen hinter {t:dat} zu arbeiten, als dessen Botschafter aufzutreten oder in dieses zu "
        "investieren."
    ),
    "sentence.gifts_excluded": "Ziffer {num} erfasst keine Geschenk-Inhalte.",
    "sentence.engage_surfaces": "Ziffer {num} gilt nur für Tätigkeiten {surf}.",
    "sentence.engage_accounts": "Ziffer {num} gilt nur für Tätigkeiten über {handles}.",
    "sentence.territory": (
        "Ziffer {num} gilt nur für Veröffentlichungen, die sich an die Öffentlichkeit in den folgenden Ländern richten: "
        "{countries}."
    ),
    "sentence.territory_engage": "Ziffer {num} gilt nur für Tätigkeiten in den folgenden Ländern: {countries}.",
    "sentence.event": "Ziffer {num} gilt nur für Veröffentlichungen bei der Veranstaltung {ev}.",
    "sentence.events": "Ziffer {num} gilt nur für Veröffentlichungen bei einer der Veranstaltungen {evs}.",
    "sentence.event_engage": "Ziffer {num} gilt nur für Tätigkeiten bei der Veranstaltung {ev}.",
    "sentence.events_engage": "Ziffer {num} gilt nur für Tätigkeiten bei einer der Veranstaltungen {evs}.",
    "sentence.if": "Ziffer {num} gilt nur, wenn {test}.",
    "sentence.unless": "Ziffer {num} gilt nicht, wenn {test}.",
    "sentence.exception": "Ziffer {num} gilt nicht für {x}.",
    "sentence.exceptions": "Ziffer {num} gilt nicht für: {xs}.",
    "sentence.long_stop": "Ziffer {num} endet spätestens mit Ablauf des {day}.",
    "sentence.fee_percent": (
        "Als Vergütung für die Verpflichtung nach Ziffer {num} zahlt der Auftraggeber dem Influencer zusätzlich zur "
        "Grundvergütung {pct} der Grundvergütung{per}{min}."
    ),
    "sentence.fee_amount": (
        "Als Vergütung für die Verpflichtung nach Ziffer {num} zahlt der Auftraggeber dem Influencer zusätzlich zur "
        "Grundvergütung {m}{per}{min}."
    ),
    "sentence.fee_included": "Die Vergütung für die Verpflichtung nach Ziffer {num} ist in der Grundvergütung enthalten.",
    "sentence.penalty": (
        "Für jeden Verstoß gegen Ziffer {num} zahlt der Influencer dem Auftraggeber eine Vertragsstrafe in Höhe von {m}."
    ),
    "sentence.cure": (
        "Der Influencer kann einen Verstoß gegen Ziffer {num} innerhalb von {d:dat} beheben, nachdem der Auftraggeber ihn in "
        "Textform angezeigt hat."
    ),
    "sentence.takedown": (
        "Innerhalb von {d:dat} nach einer Aufforderung des Auftraggebers in Textform entfernt der Influencer Inhalte, die unter "
        "Verstoß gegen Ziffer {num} veröffentlicht wurden."
    ),
    "per.none": "",
    "per.period": " je angefangenem Zeitraum von {d:dat}",
    "min.none": "",
    "min.some": ", mindestens jedoch {m}",
    "test.term_longer": "die Laufzeit mehr als {d} beträgt",
    "test.ended": "dieser Vertrag durch {party} beendet worden ist",
    "test.ended_breach": "dieser Vertrag durch {party} wegen einer Pflichtverletzung der anderen Partei beendet worden ist",
    "test.fee_paid": "die Vergütung für die Exklusivität gezahlt worden ist",
    "test.quoted": "Folgendes zutrifft: {text}",
    "party.advertiser": "den Auftraggeber",
    "party.advertiser:gen": "des Auftraggebers",
    "party.influencer": "den Influencer",
    "party.influencer:gen": "des Influencers",
    # The document around the clauses.
    "title.default": "Exklusivität",
    "heading.definitions": "Begriffsbestimmungen",
    "heading.article": "{num}. {title}",
    "heading.untitled": "{num}. Exklusivität",
    "heading.always": "{num}. Was stets erlaubt ist",
    "heading.posts": "Anlage A: Beiträge",
    "heading.schedule": "Anlage {sch}: Bestehende Verpflichtungen",
    "heading.annex": "Anlage T: Regeln für Zeiträume (Fassung 1)",
    "fact.parties": (
        "Dieser Vertrag wird geschlossen zwischen {advertiser} (nachfolgend „Auftraggeber“) und {influencer} (nachfolgend "
        "„Influencer“)."
    ),
    "fact.brands": "Die Marken des Auftraggebers sind: {bs}.",
    "fact.sells": "Der Auftraggeber bietet Produkte der folgenden Kategorien an: {cs}.",
    "fact.accounts": "Der Influencer veröffentlicht unter anderem über die folgenden Konten: {xs}.",
    "fact.account": "{handle} auf {platform}",
    "fact.signed_day": "Dieser Vertrag ist am {day} unterzeichnet worden.",
    "fact.signed_moment": "Der Zeitpunkt der Unterzeichnung dieses Vertrags ist der {w}.",
    "fact.ended": "Dieser Vertrag ist durch {party} beendet worden; der Zeitpunkt seines Endes ist der {w}.",
    "fact.ended_breach": (
        "Dieser Vertrag ist durch {party} wegen einer Pflichtverletzung der anderen Partei beendet worden; der Zeitpunkt seines "
        "Endes ist der {w}."
    ),
    "fact.fee_paid": "Die Vergütung für die Exklusivität ist gezahlt worden; der Zeitpunkt der Zahlung ist der {w}.",
    "fact.zone": "Die Zeitzone {party:gen} ist {zone}; Zeiträume werden nicht in dieser Zeitzone gerechnet.",
    "fact.event": "Die Veranstaltung {ev} findet am {day} statt.",
    "fact.event_range": "Die Veranstaltung {ev} findet vom {day} bis einschließlich {day2} statt.",
    "define.post": "„Beitrag“: in Anlage A aufgeführter Inhalt, den der Influencer für den Auftraggeber veröffentlicht.",
    "define.sponsored": (
        "„Gesponserte Inhalte“: Inhalte, in denen eine Marke oder ein Produkt genannt oder gezeigt wird und für die der "
        "Influencer ein Entgelt, eine Provision oder eine Vergütung als Botschafter erhält oder zugesagt bekommt."
    ),
    "define.gifted": (
        "„Geschenk-Inhalte“: Inhalte, in denen eine Marke oder ein Produkt genannt oder gezeigt wird, das der Influencer "
        "unentgeltlich oder vergünstigt erhalten hat, ohne eine solche Vergütung."
    ),
    "define.mention": (
        "„Genannt“ wird eine Marke oder ein Produkt durch Benennung, Markierung, Verlinkung oder Angabe eines Codes."
    ),
    "define.show": (
        "„Gezeigt“ wird eine Marke oder ein Produkt, wenn sie erkennbar zu sehen oder zu hören sind, auch bei Gebrauch oder "
        "Tragen."
    ),
    "define.product": "„Produkt“ umfasst auch eine Dienstleistung.",
    "define.account": "„Konto“: jedes Konto oder jeder Kanal, über dessen Inhalte der Influencer entscheidet.",
    "define.term": (
        "„Laufzeit“: der Zeitraum vom {day} bis einschließlich {day2} oder, wenn dieser Vertrag früher endet, bis zu dem "
        "Zeitpunkt, zu dem er endet."
    ),
    "define.term_length": (
        "„Laufzeit“: der Zeitraum von {d:dat}, dessen erster Tag der {day} ist, oder, wenn dieser Vertrag früher endet, bis zu "
        "dem Zeitpunkt, zu dem er endet."
    ),
    "define.campaign": "„Kampagne“: der Zeitraum vom {day} bis einschließlich {day2}.",
    "define.usage": (
        "„Nutzungszeitraum“: der Zeitraum vom {day} bis einschließlich {day2}, in dem der Auftraggeber die Beiträge nutzen "
        "darf."
    ),
    "define.base_fee": "„Grundvergütung“: die Vergütung von {m}, die der Auftraggeber dem Influencer für die Beiträge zahlt.",
    "define.event": (
        "Eine Veranstaltung dauert vom Beginn ihres ersten Tages bis zum Ablauf ihres letzten Tages; der Tag einer "
        "Veranstaltung ist ihr erster Tag, und ein Zeitraum nach einer Veranstaltung beginnt mit dem Ablauf ihres letzten "
        "Tages."
    ),
    "always.alone": (
        "Jede Ziffer steht für sich. Eine Ausnahme beschränkt nur die Ziffer, in der sie steht. Verbietet eine Ziffer Inhalte, "
        "so sind sie verboten, auch wenn eine andere Ziffer für sie nicht gilt."
    ),
    "always.list": "Keine Ziffer dieses Vertrags verbietet: {xs}.",
    "always.own": "Inhalte für die Marken und Produkte des Auftraggebers",
    "always.deliverable": (
        "einen Beitrag in der vom Auftraggeber freigegebenen Form, einschließlich der anderen Marken und Produkte, die darin "
        "genannt oder gezeigt werden"
    ),
    "always.consent": "Inhalte, denen der Auftraggeber zuvor in Textform, auch per E-Mail, zugestimmt hat",
    "always.commitments": (
        "Inhalte aufgrund der in einer Anlage zu diesem Vertrag aufgeführten Verpflichtungen, innerhalb der dort genannten Daten"
    ),
    "always.online": "das Abrufbarhalten von Inhalten, die außerhalb des Zeitraums einer Ziffer veröffentlicht wurden",
    "always.harbour": (
        "Inhalte, die nur deshalb unter eine Ziffer fallen, weil ein Beitrag nach der Veröffentlichung dieser Inhalte "
        "verschoben wurde"
    ),
    "always.consents": "Der Auftraggeber hat Folgendem in Textform zugestimmt: {xs}.",
    "consent.one": "Inhalte für die Marke {b} {surf} (Zustimmung erteilt: {w})",
    "post.line": "{place} {acct}: {events}",
    "post.planned": "geplant: {w}",
    "post.notified": "geplant: {w} (mitgeteilt: {y})",
    "post.published": "veröffentlicht: {w}",
    "post.deleted": "gelöscht: {w}",
    "post.republished": "erneut veröffentlicht: {w}",
    "post.cancelled": "entfallen",
    "post.owed": "geschuldet, ohne geplantes Datum",
    "post.unknown": "kein Datum bekannt",
    "post.any_account": "über ein Konto des Influencers",
    "post.account": "über {handle}",
    "commitment.open": "die Marke {b}",
    "commitment.dated": "die Marke {b}, vom {day} bis einschließlich {day2}",
    "blank.advertiser": "[Name des Auftraggebers]",
    "blank.influencer": "[Name des Influencers]",
    "blank.zone": "[Zeitzone]",
    "blank.first": "[erster Tag]",
    "blank.last": "[letzter Tag]",
    "blank.amount": "[Betrag]",
    "blank.posts": "[Liste der Beiträge]",
    "blank.commitments": "[Liste der Verpflichtungen]",
    "blank.clause": "[Nummer]",
    # Annex T.
    "annex.1": "Ein Tag läuft in diesem Vertrag von Mitternacht bis Mitternacht in der Zeitzone {zone}.",
    "annex.2": (
        "Ein nach Stunden bestimmter Zeitraum ist verstrichene Zeit. Er wird ab dem genauen genannten Zeitpunkt gerechnet; die "
        "angebrochene Stunde zählt mit, und eine Zeitumstellung verlängert oder verkürzt ihn nicht."
    ),
    "annex.3": (
        "Bei einem nach Tagen, Wochen, Monaten oder Jahren bestimmten Zeitraum wird der Tag, in den das Ereignis fällt, nicht "
        "mitgerechnet. Der Tag, der eine Anzahl von Monaten vor oder nach einem anderen Tag liegt, ist der Tag mit derselben "
        "Zahl in dem betreffenden Monat oder, wenn dieser Tag fehlt, der letzte Tag dieses Monats. Monate werden vor Tagen "
        "gerechnet."
    ),
    "annex.4": (
        "Beginnt ein Zeitraum mit dem Ende eines anderen Zeitraums und ist dieser Zeitpunkt Mitternacht, so ist der dann "
        "beginnende Tag der erste Tag des Zeitraums."
    ),
    "annex.5": (
        "Ein Zeitraum verlängert sich nicht dadurch, dass sein Ende auf einen Samstag, Sonntag oder gesetzlichen Feiertag fällt."
    ),
    "annex.6": (
        "Inhalte sind veröffentlicht, sobald sie der Öffentlichkeit erstmals zugänglich sind. Löschen, Archivieren oder Ablauf "
        "ändern diesen Zeitpunkt nicht. Inhalte abrufbar zu lassen, die außerhalb eines Zeitraums veröffentlicht wurden, ist "
        "keine Veröffentlichung; ihre Löschung ist nicht geschuldet. Sie erneut zu veröffentlichen, erneut zu teilen oder "
        "bezahlt zu bewerben, ist eine Veröffentlichung."
    ),
    "annex.7": (
        "Solange ein Beitrag nicht veröffentlicht ist, gilt der dem Influencer zuletzt in Textform mitgeteilte Zeitpunkt als "
        "Zeitpunkt der Veröffentlichung. Inhalte, die bei ihrer Veröffentlichung zulässig waren, werden nicht dadurch "
        "unzulässig, dass ein Beitrag später verschoben wird."
    ),
    "annex.8": (
        "Soweit ein Zeitraum vor der Unterzeichnung dieses Vertrags liegt, versichert der Influencer, die betreffenden Inhalte "
        "in diesem Teil des Zeitraums nicht veröffentlicht zu haben; die Unterlassungspflicht gilt ab Unterzeichnung."
    ),
    "annex.9": "„Oder“ erfasst in diesen Bestimmungen jedes der verbundenen Glieder.",
}
