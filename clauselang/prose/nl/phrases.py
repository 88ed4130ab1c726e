"""The Dutch phrase table: key → template. Typed holes stand in braces; `keys.py` lists both.

`Dag` counts in calendar days, `moment` in elapsed hours; `tot en met` includes, `tot` excludes. A comma stands only after a
subclause that ends in a verb. `{content:past}` is the infinitive that a statement about the past needs.
"""

from __future__ import annotations

PHRASES: dict[str, str] = {
    # When.
    "window.around_cal": (
        "Vanaf het begin van de dag die {d} vóór tot en met het einde van de dag die {d2} na de dag van {a} ligt,"
    ),
    "window.around_hrs": "Vanaf {d} vóór tot {d2} na het moment van {a}",
    "window.span": "Vanaf {s} {e}",
    "window.each_around_cal": (
        "Telkens vanaf het begin van de dag die {d} vóór tot en met het einde van de dag die {d2} na de dag van plaatsing "
        "van een Post{f} ligt,"
    ),
    "window.each_around_hrs": "Telkens vanaf {d} vóór tot {d2} na het moment van plaatsing van een Post{f}",
    "window.each_span": "Telkens vanaf {s} {e}",
    "window.each_two": "Voor elke combinatie van een Post{f} en een Post{f2} telkens vanaf {s} {e}",
    "window.perpetual": "Vanaf {s} en zonder beperking in de tijd",
    "window.each_perpetual": "Telkens vanaf {s} en zonder beperking in de tijd",
    "window.perpetual_signing": "Vanaf de ondertekening van deze overeenkomst en zonder beperking in de tijd",
    "window.perpetual_then": "Vanaf het einde van de periode in artikel {ref} en zonder beperking in de tijd",
    "window.then": "Gedurende {d} vanaf het einde van de periode in artikel {ref}",
    "window.then_each": "Telkens gedurende {d} vanaf het einde van elke periode in artikel {ref}",
    "window.after_end": "Gedurende {d} vanaf het einde van {p}",
    "window.after_start": "Gedurende {d} vanaf het begin van {p}",
    "window.after_event": "Gedurende {d} na het evenement {ev}",
    "window.on_event": "Op de eerste dag van het evenement {ev}",
    "window.during": "Gedurende {p}",
    "window.during_plus": "Gedurende {p} en gedurende {d} na het einde van {p}",
    "window.dates": "Van {day} tot en met {day2}",
    "window.on_day": "Op de dag van {a}",
    "window.each_on_day": "Telkens op de dag van {a}",
    "window.missing": "Gedurende [periode]",
    "start.before": "het begin van de dag die {d} vóór de dag van {a} ligt",
    "start.after": "het begin van de dag die {d} na de dag van {a} ligt",
    "start.hours_before": "{d} vóór het moment van {a}",
    "start.hours_after": "{d} na het moment van {a}",
    "start.at": "het moment van {a}",
    "start.event": "het begin van het evenement {ev}",
    "start.event_chain": "het einde van de periode van {d} na het evenement {ev}",
    "start.event_hours_before": "{d} vóór het begin van het evenement {ev}",
    "start.event_hours_after": "{d} na het einde van het evenement {ev}",
    "start.chain_before": "het begin van de periode van {d} die bij het einde van {p} eindigt",
    "start.chain_after": "het einde van de periode van {d} die bij het einde van {p} begint",
    "start.day": "het begin van {day}",
    "start.moment": "{w}",
    "start.period": "het begin van {p}",
    "start.on_day": "het begin van de dag van {a}",
    "start.clause": "het einde van de periode in artikel {ref}",
    "end.after": "tot en met het einde van de dag die {d} na de dag van {a} ligt,",
    "end.before": "tot en met het einde van de dag die {d} vóór de dag van {a} ligt,",
    "end.hours_after": "tot {d} na het moment van {a}",
    "end.hours_before": "tot {d} vóór het moment van {a}",
    "end.hours_that": "tot {d} na dat moment",
    "end.at": "tot het moment van {a}",
    "end.event": "tot het einde van het evenement {ev}",
    "end.event_start": "tot het begin van het evenement {ev}",
    "end.event_chain": "tot het einde van de periode van {d} na het evenement {ev}",
    "end.event_hours_before": "tot {d} vóór het begin van het evenement {ev}",
    "end.event_hours_after": "tot {d} na het einde van het evenement {ev}",
    "end.chain_before": "tot het begin van de periode van {d} die bij het einde van {p} eindigt,",
    "end.chain_after": "tot het einde van de periode van {d} die bij het einde van {p} begint,",
    "end.chain_start": "tot het einde van de periode van {d} die bij het begin van {p} begint,",
    "end.through": "tot en met het einde van {day}",
    "end.before_day": "tot het begin van {day}",
    "end.date": "tot {day}",
    "end.moment": "tot {w}",
    "anchor.first": "plaatsing van de eerste Post{f}",
    "anchor.last": "plaatsing van de laatste Post{f}",
    "anchor.each": "plaatsing van een Post{f}",
    "anchor.that": "plaatsing van die Post",
    "anchor.former": "plaatsing van de eerstgenoemde Post",
    "anchor.latter": "plaatsing van de laatstgenoemde Post",
    "anchor.signing": "ondertekening van deze overeenkomst",
    "anchor.starts": "aanvang van {p}",
    "anchor.ends": "afloop van {p}",
    "anchor.event": "het evenement {ev}",
    "filter.all": "",
    "filter.some": " {surfs}",
    "period.term": "de Looptijd",
    "period.campaign": "de Campagne",
    "period.usage": "de Gebruiksperiode",
    "period.event": "het evenement {ev}",
    "when.date": "{day}",
    "when.local": "{day} om {time} uur (tijdzone van deze overeenkomst)",
    "when.utc": "{day} om {time} uur (UTC)",
    "when.instant": "{day} om {time} uur (UTC{offset})",
    # Where, from whose account, what, and for whom.
    "surface.anywhere": "op welk platform dan ook",
    "surface.platforms": "op {platforms}",
    "surface.formats": "in de vorm van {forms}",
    "surface.generic": "in de vorm van {forms} op welk platform dan ook",
    "place.format_on": "{form} op {platform}",
    "account.any": "via welk account dan ook",
    "account.some": "via {handles}",
    "content.sponsored": "Gesponsorde Content voor {t} te plaatsen",
    "content.sponsored:past": "Gesponsorde Content voor {t} te hebben geplaatst",
    "content.sponsored_gifted": "Gesponsorde Content of Content met Gekregen Producten voor {t} te plaatsen",
    "content.sponsored_gifted:past": (
        "Gesponsorde Content of Content met Gekregen Producten voor {t} te hebben geplaatst"
    ),
    "content.mention": "content te plaatsen waarin {t} wordt genoemd",
    "content.mention:past": "content te hebben geplaatst waarin {t} wordt genoemd",
    "content.mention_show": "content te plaatsen waarin {t} wordt genoemd of getoond",
    "content.mention_show:past": "content te hebben geplaatst waarin {t} wordt genoemd of getoond",
    "target.full": "een ander merk dan de merken van de Adverteerder",
    "target.category": (
        "een merk of product in de categorie {c} (met uitzondering van de merken en producten van de Adverteerder)"
    ),
    "target.categories": (
        "een merk of product in een van de categorieën {cs} (met uitzondering van de merken en producten van de Adverteerder)"
    ),
    "target.brand": "het merk {b}",
    "target.brands": "een van de merken {bs}",
    "target.list": "een van de merken op de gesloten lijst {n} ({bs})",
    "target.union": "{ts}",
    # What a clause does not apply to.
    "item.lettered": "({letter}) {x}",
    "item.but_not": "{x}, met uitzondering van {y}",
    "item.platforms": "publicaties op {platforms}",
    "item.formats": "{forms}",
    "item.generic": "{forms} op welk platform dan ook",
    "mixed.platforms": "publicaties op {platforms}",
    "mixed.formats": "publicaties in de vorm van {forms}",
    "mixed.generic": "publicaties in de vorm van {forms} op welk platform dan ook",
    "item.kinds": "{kinds}",
    "item.brand": "het merk {b}",
    "item.brands": "de merken {bs}",
    "item.category": "merken en producten in de categorie {c}",
    "item.categories": "merken en producten in een van de categorieën {cs}",
    "item.list": "de merken op de gesloten lijst {n} ({bs})",
    "item.schedule": "de verplichtingen genoemd in Bijlage {sch}",
    "item.accounts": "publicaties via {handles}",
    "item.territory": "publicaties die zijn gericht op het publiek in {countries}",
    "item.event": "publicaties op het evenement {ev}",
    "item.events": "publicaties op een van de evenementen {evs}",
    "item.test": "content waarvoor het volgende geldt: {text}",
    "kind.paid": "content waarvoor de Influencer een vergoeding ontvangt of toegezegd krijgt",
    "kind.affiliate": "content waarvoor de Influencer een commissie ontvangt of toegezegd krijgt",
    "kind.ambassador": "content waarvoor de Influencer een beloning als ambassadeur ontvangt of toegezegd krijgt",
    "kind.gifted": "Content met Gekregen Producten",
    "kind.organic": "content waarvoor de Influencer niets ontvangt en niets toegezegd krijgt",
    # The sentences of a clause.
    "clause.publish": "{win} onthoudt de Influencer zich ervan {surf} en {acct} {content}.",
    "clause.engage": (
        "{win} onthoudt de Influencer zich ervan te werken voor, op te treden als ambassadeur van of te investeren in de "
        "onderneming achter {t}."
    ),
    "clause.none": (
        "De partijen komen in dit artikel geen exclusiviteit overeen; het staat de Influencer vrij content voor elk merk of "
        "product te plaatsen."
    ),
    "clause.statement": (
        "De Influencer verklaart vanaf {s} tot het moment van ondertekening van deze overeenkomst {surf} en {acct} geen "
        "{content:past}."
    ),
    "clause.statement_each": (
        "De Influencer verklaart telkens vanaf {s} tot het moment van ondertekening van deze overeenkomst {surf} en {acct} "
        "geen {content:past}."
    ),
    "clause.statement_engage": (
        "De Influencer verklaart vanaf {s} tot het moment van ondertekening van deze overeenkomst niet te hebben gewerkt "
        "voor, niet te zijn opgetreden als ambassadeur van en niet te hebben geïnvesteerd in de onderneming achter {t}."
    ),
    "clause.statement_engage_each": (
        "De Influencer verklaart telkens vanaf {s} tot het moment van ondertekening van deze overeenkomst niet te hebben "
        "gewerkt voor, niet te zijn opgetreden als ambassadeur van en niet te hebben geïnvesteerd in de onderneming achter "
        "{t}."
    ),
    "sentence.gifts_excluded": "Artikel {num} geldt niet voor Content met Gekregen Producten.",
    "sentence.engage_surfaces": "Artikel {num} geldt alleen voor activiteiten {surf}.",
    "sentence.engage_accounts": "Artikel {num} geldt alleen voor activiteiten via {handles}.",
    "sentence.territory": (
        "Artikel {num} geldt alleen voor publicaties die zijn gericht op het publiek in de volgende landen: {countries}."
    ),
    "sentence.territory_engage": "Artikel {num} geldt alleen voor activiteiten in de volgende landen: {countries}.",
    "sentence.event": "Artikel {num} geldt alleen voor publicaties op het evenement {ev}.",
    "sentence.events": "Artikel {num} geldt alleen voor publicaties op een van de evenementen {evs}.",
    "sentence.event_engage": "Artikel {num} geldt alleen voor activiteiten op het evenement {ev}.",
    "sentence.events_engage": "Artikel {num} geldt alleen voor activiteiten op een van de evenementen {evs}.",
    "sentence.if": "Artikel {num} geldt alleen als {test}.",
    "sentence.unless": "Artikel {num} geldt niet als {test}.",
    "sentence.exception": "Artikel {num} is niet van toepassing op {x}.",
    "sentence.exceptions": "Artikel {num} is niet van toepassing op: {xs}.",
    "sentence.long_stop": "Artikel {num} eindigt uiterlijk aan het einde van {day}.",
    "sentence.fee_percent": (
        "Als vergoeding voor artikel {num} betaalt de Adverteerder aan de Influencer, boven op de Basisvergoeding, "
        "{pct} van de Basisvergoeding{per}{min}."
    ),
    "sentence.fee_amount": (
        "Als vergoeding voor artikel {num} betaalt de Adverteerder aan de Influencer, boven op de Basisvergoeding, "
        "{m}{per}{min}."
    ),
    "sentence.fee_included": "De vergoeding voor artikel {num} is in de Basisvergoeding begrepen.",
    "sentence.penalty": "Voor elke overtreding van artikel {num} verbeurt de Influencer aan de Adverteerder een boete van {m}.",
    "sentence.cure": (
        "De Influencer kan een overtreding van artikel {num} herstellen binnen {d} nadat de Adverteerder die schriftelijk heeft "
        "gemeld."
    ),
    "sentence.takedown": (
        "Binnen {d} na een schriftelijk verzoek van de Adverteerder verwijdert de Influencer content die in strijd met artikel "
        "{num} is geplaatst."
    ),
    "per.none": "",
    "per.period": " per begonnen periode van {d}",
    "min.none": "",
    "min.some": ", met een minimum van {m}",
    "test.term_longer": "de Looptijd langer is dan {d}",
    "test.ended": "deze overeenkomst is beëindigd door {party}",
    "test.ended_breach": "deze overeenkomst is beëindigd door {party} wegens een tekortkoming van de andere partij",
    "test.fee_paid": "de vergoeding voor exclusiviteit is betaald",
    "test.quoted": "het volgende geldt: {text}",
    "party.advertiser": "de Adverteerder",
    "party.influencer": "de Influencer",
    # The document around the clauses.
    "title.default": "Exclusiviteit",
    "heading.definitions": "Definities",
    "heading.article": "{num}. {title}",
    "heading.untitled": "{num}. Exclusiviteit",
    "heading.always": "{num}. Wat altijd is toegestaan",
    "heading.posts": "Bijlage A: Posts",
    "heading.schedule": "Bijlage {sch}: Bestaande verplichtingen",
    "heading.annex": "Bijlage T: Regels voor periodes (versie 1)",
    "fact.parties": (
        "Deze overeenkomst is gesloten tussen {advertiser} (de “Adverteerder”) en {influencer} (de “Influencer”)."
    ),
    "fact.brands": "De merken van de Adverteerder zijn: {bs}.",
    "fact.sells": "De Adverteerder biedt producten aan in de volgende categorieën: {cs}.",
    "fact.accounts": "De Influencer plaatst content via onder meer de volgende accounts: {xs}.",
    "fact.account": "{handle} op {platform}",
    "fact.signed_day": "Deze overeenkomst is ondertekend op {day}.",
    "fact.signed_moment": "Het moment van ondertekening van deze overeenkomst is {w}.",
    "fact.ended": "Deze overeenkomst is beëindigd door {party}; het moment waarop zij eindigt is {w}.",
    "fact.ended_breach": (
        "Deze overeenkomst is beëindigd door {party} wegens een tekortkoming van de andere partij; het moment waarop zij "
        "eindigt is {w}."
    ),
    "fact.fee_paid": "De vergoeding voor exclusiviteit is betaald; het moment van betaling is {w}.",
    "fact.zone": "De tijdzone van {party} is {zone}; periodes worden niet in die tijdzone gerekend.",
    "fact.event": "Het evenement {ev} vindt plaats op {day}.",
    "fact.event_range": "Het evenement {ev} vindt plaats van {day} tot en met {day2}.",
    "define.post": "“Post”: content die in Bijlage A is vermeld en die de Influencer voor de Adverteerder plaatst.",
    "define.sponsored": (
        "“Gesponsorde Content”: content waarin een merk of product wordt genoemd of getoond en waarvoor de Influencer een "
        "vergoeding, een commissie of een beloning als ambassadeur ontvangt of toegezegd krijgt."
    ),
    "define.gifted": (
        "“Content met Gekregen Producten”: content waarin een merk of product wordt genoemd of getoond dat de Influencer "
        "gratis of met korting heeft gekregen, zonder een dergelijke beloning."
    ),
    "define.mention": (
        "Een merk of product wordt “genoemd” als het wordt benoemd of getagd, of als ernaar wordt gelinkt of er een code "
        "voor wordt gegeven."
    ),
    "define.show": (
        "Een merk of product wordt “getoond” als het herkenbaar te zien of te horen is, ook bij gebruik of dragen."
    ),
    "define.product": "“Product” omvat een dienst.",
    "define.account": "“Account”: elk account of kanaal over de inhoud waarvan de Influencer beslist.",
    "define.term": (
        "“Looptijd”: de periode van {day} tot en met {day2} of, als deze overeenkomst eerder eindigt, tot het moment waarop "
        "zij eindigt."
    ),
    "define.term_length": (
        "“Looptijd”: de periode van {d} waarvan {day} de eerste dag is of, als deze overeenkomst eerder eindigt, tot het "
        "moment waarop zij eindigt."
    ),
    "define.campaign": "“Campagne”: de periode van {day} tot en met {day2}.",
    "define.usage": (
        "“Gebruiksperiode”: de periode van {day} tot en met {day2}, waarin de Adverteerder de Posts mag gebruiken."
    ),
    "define.base_fee": "“Basisvergoeding”: de vergoeding van {m} die de Adverteerder aan de Influencer voor de Posts betaalt.",
    "define.event": (
        "Een evenement duurt van het begin van de eerste dag tot en met het einde van de laatste dag ervan; de dag van een "
        "evenement is de eerste dag ervan, en een periode na een evenement begint aan het einde van de laatste dag ervan."
    ),
    "always.alone": (
        "Elk artikel met een eigen nummer staat op zichzelf. Een uitzondering beperkt alleen het artikel waarin zij staat. "
        "Verbiedt één artikel content, dan is die content verboden, ook als een ander artikel er niet op van toepassing is."
    ),
    "always.list": "Geen artikel van deze overeenkomst verbiedt: {xs}.",
    "always.own": "content voor de merken en producten van de Adverteerder",
    "always.deliverable": (
        "een Post in de door de Adverteerder goedgekeurde vorm, met inbegrip van wat daarin van andere merken en producten "
        "wordt genoemd of getoond"
    ),
    "always.consent": (
        "content waarvoor de Adverteerder vooraf schriftelijk, waaronder per e-mail, toestemming heeft gegeven"
    ),
    "always.commitments": (
        "content op grond van de verplichtingen genoemd in een Bijlage bij deze overeenkomst, binnen de daar vermelde data"
    ),
    "always.online": "het beschikbaar laten van content die buiten de periode van een artikel is geplaatst",
    "always.harbour": (
        "content die alleen onder een artikel is gaan vallen doordat een Post is verschoven nadat die content was geplaatst"
    ),
    "always.consents": "De Adverteerder heeft schriftelijk toestemming gegeven voor: {xs}.",
    "consent.one": "content voor het merk {b} {surf} (toestemming gegeven: {w})",
    "post.line": "{place} {acct}: {events}",
    "post.planned": "gepland: {w}",
    "post.notified": "gepland: {w} (meegedeeld: {y})",
    "post.published": "geplaatst: {w}",
    "post.deleted": "verwijderd: {w}",
    "post.republished": "opnieuw geplaatst: {w}",
    "post.cancelled": "vervallen",
    "post.owed": "verschuldigd, zonder geplande datum",
    "post.unknown": "geen datum bekend",
    "post.any_account": "via een account van de Influencer",
    "post.account": "via {handle}",
    "commitment.open": "het merk {b}",
    "commitment.dated": "het merk {b}, van {day} tot en met {day2}",
    "blank.advertiser": "[naam van de Adverteerder]",
    "blank.influencer": "[naam van de Influencer]",
    "blank.zone": "[tijdzone]",
    "blank.first": "[eerste dag]",
    "blank.last": "[laatste dag]",
    "blank.amount": "[bedrag]",
    "blank.posts": "[lijst van de Posts]",
    "blank.commitments": "[lijst van de verplichtingen]",
    "blank.clause": "[nummer]",
    # Annex T.
    "annex.1": "In deze overeenkomst loopt een dag van middernacht tot middernacht in de tijdzone {zone}.",
    "annex.2": (
        "Een periode in uren is verstreken tijd. Zij wordt gerekend vanaf het exacte genoemde moment; het lopende uur telt mee "
        "en het verzetten van de klok verlengt of verkort haar niet."
    ),
    "annex.3": (
        "Bij een periode in dagen, weken, maanden of jaren telt de dag van de gebeurtenis waarvan wordt gerekend niet mee. De "
        "dag die een aantal maanden vóór of na een andere dag ligt, is de dag met hetzelfde nummer in die maand of, als die "
        "maand zo’n dag niet kent, de laatste dag van die maand. Maanden worden vóór dagen gerekend."
    ),
    "annex.4": (
        "Begint een periode bij het einde van een andere periode en is dat moment middernacht, dan is de dag die dan aanvangt "
        "de eerste dag van de periode."
    ),
    "annex.5": (
        "Geen periode wordt verlengd doordat zij eindigt op een zaterdag, zondag of algemeen erkende feestdag."
    ),
    "annex.6": (
        "Content is geplaatst op het moment waarop zij voor het eerst voor het publiek beschikbaar is. Verwijderen, archiveren "
        "of verlopen verandert dat moment niet. Content beschikbaar laten die buiten een periode is geplaatst, is geen "
        "plaatsen; opnieuw plaatsen, opnieuw delen of betaald promoten is dat wel."
    ),
    "annex.7": (
        "Zolang een Post niet is geplaatst, geldt het laatst schriftelijk aan de Influencer meegedeelde moment als het moment "
        "van plaatsing. Content die bij plaatsing was toegestaan, wordt niet alsnog verboden doordat een Post later wordt "
        "verschoven."
    ),
    "annex.8": (
        "Voor zover een periode vóór ondertekening van deze overeenkomst ligt, verklaart de Influencer in dat deel van de "
        "periode de desbetreffende content niet te hebben geplaatst; de verplichting geldt vanaf ondertekening."
    ),
    "annex.9": "In deze bepalingen omvat “of” elk van de onderdelen die het verbindt.",
}
