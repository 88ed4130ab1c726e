"""The French phrase table: key → template. Typed holes stand in braces; `keys.py` lists both.

`Jour` counts in calendar days, `moment` in elapsed hours; `jusqu’à la fin du` and `inclus` include, `jusqu’au moment` and
`jusqu’au début` exclude. Anchors are feminine, since `celle-ci` refers to them. Forms: `{p:again}` names a period again,
`{content:past}` is the object of a statement in the negative.
"""

from __future__ import annotations

PHRASES: dict[str, str] = {
    # When.
    "window.around_cal": (
        "À compter du début du jour situé {d} avant le jour de {a} et jusqu’à la fin du jour situé {d2} après celui-ci"
    ),
    "window.around_hrs": "À compter du moment situé {d} avant {a} et jusqu’au moment situé {d2} après celle-ci",
    "window.span": "À compter {s} {e}",
    "window.each_around_cal": (
        "Pour chaque Livrable{f}, à compter du début du jour situé {d} avant le jour de sa mise en ligne et jusqu’à la fin du "
        "jour situé {d2} après celui-ci"
    ),
    "window.each_around_hrs": (
        "Pour chaque Livrable{f}, à compter du moment situé {d} avant sa mise en ligne et jusqu’au moment situé {d2} après "
        "celle-ci"
    ),
    "window.each_span": "Pour chaque Livrable{f}, à compter {s} {e}",
    "window.each_two": "Pour chaque combinaison d’un Livrable{f} et d’un Livrable{f2}, à compter {s} {e}",
    "window.perpetual": "À compter {s} et sans limitation de durée",
    "window.each_perpetual": "Pour chaque Livrable{f}, à compter {s} et sans limitation de durée",
    "window.perpetual_signing": "À compter de la signature du présent contrat et sans limitation de durée",
    "window.perpetual_then": "À compter de la fin de la période visée à l’article {ref} et sans limitation de durée",
    "window.then": "Pendant {d} à compter de la fin de la période visée à l’article {ref}",
    "window.then_each": "Pendant {d} à compter de la fin de chaque période visée à l’article {ref}",
    "window.after_end": "Pendant {d} à compter de la fin de {p}",
    "window.after_start": "Pendant {d} à compter de l’ouverture de {p}",
    "window.after_event": "Pendant {d} après l’événement {ev}",
    "window.on_event": "Le premier jour de l’événement {ev}",
    "window.during": "Pendant {p}",
    "window.during_plus": "Pendant {p} et pendant {d} après la fin de {p:again}",
    "window.dates": "Du {day} au {day2} inclus",
    "window.on_day": "Le jour de {a}",
    "window.each_on_day": "Pour chaque Livrable{f}, le jour de sa mise en ligne",
    "window.missing": "Pendant [période]",
    "start.before": "du début du jour situé {d} avant le jour de {a}",
    "start.after": "du début du jour situé {d} après le jour de {a}",
    "start.hours_before": "du moment situé {d} avant {a}",
    "start.hours_after": "du moment situé {d} après {a}",
    "start.at": "du moment de {a}",
    "start.event": "de l’ouverture de l’événement {ev}",
    "start.event_chain": "de la fin de la période de {d} suivant l’événement {ev}",
    "start.event_hours_before": "du moment situé {d} avant l’événement {ev}",
    "start.event_hours_after": "du moment situé {d} après l’événement {ev}",
    "start.chain_before": "du début de la période de {d} qui s’achève à la fin de {p}",
    "start.chain_after": "de la fin de la période de {d} qui commence à la fin de {p}",
    "start.day": "du début du {day}",
    "start.moment": "du {w}",
    "start.period": "de l’ouverture de {p}",
    "start.on_day": "du début du jour de {a}",
    "start.clause": "de la fin de la période visée à l’article {ref}",
    "end.after": "et jusqu’à la fin du jour situé {d} après le jour de {a}",
    "end.before": "et jusqu’à la fin du jour situé {d} avant le jour de {a}",
    "end.hours_after": "et jusqu’au moment situé {d} après {a}",
    "end.hours_before": "et jusqu’au moment situé {d} avant {a}",
    "end.hours_that": "et jusqu’au moment situé {d} après celle-ci",
    "end.at": "et jusqu’au moment de {a}",
    "end.event": "et jusqu’à la fin de l’événement {ev}",
    "end.event_start": "et jusqu’à l’ouverture de l’événement {ev}",
    "end.event_chain": "et jusqu’à la fin de la période de {d} suivant l’événement {ev}",
    "end.event_hours_before": "et jusqu’au moment situé {d} avant l’événement {ev}",
    "end.event_hours_after": "et jusqu’au moment situé {d} après l’événement {ev}",
    "end.chain_before": "et jusqu’au début de la période de {d} qui s’achève à la fin de {p}",
    "end.chain_after": "et jusqu’à la fin de la période de {d} qui commence à la fin de {p}",
    "end.chain_start": "et jusqu’à la fin de la période de {d} qui commence à l’ouverture de {p}",
    "end.through": "et jusqu’à la fin du {day}",
    "end.before_day": "et jusqu’au début du {day}",
    "end.date": "et jusqu’au {day}",
    "end.moment": "et jusqu’au {w}",
    "anchor.first": "la mise en ligne du premier Livrable{f}",
    "anchor.last": "la mise en ligne du dernier Livrable{f}",
    "anchor.each": "sa mise en ligne",
    "anchor.that": "sa mise en ligne",
    "anchor.former": "la mise en ligne du Livrable cité en premier",
    "anchor.latter": "la mise en ligne du Livrable cité en second",
    "anchor.signing": "la signature du présent contrat",
    "anchor.starts": "l’ouverture de {p}",
    "anchor.ends": "la fin de {p}",
    "anchor.event": "l’événement {ev}",
    "filter.all": "",
    "filter.some": " {surfs}",
    "period.term": "la Durée du contrat",
    "period.term:again": "celle-ci",
    "period.campaign": "la Campagne",
    "period.usage": "la Période d’Utilisation",
    "period.event": "l’événement {ev}",
    "when.date": "{day}",
    "when.local": "{day} à {time} (fuseau horaire du présent contrat)",
    "when.utc": "{day} à {time} (UTC)",
    "when.instant": "{day} à {time} (UTC{offset})",
    # Where, from whose account, what, and for whom.
    "surface.anywhere": "sur quelque plateforme que ce soit",
    "surface.platforms": "sur {platforms}",
    "surface.formats": "sous forme de {forms}",
    "surface.generic": "sous forme de {forms} sur quelque plateforme que ce soit",
    "place.format_on": "{form} sur {platform}",
    "account.any": "depuis quelque compte que ce soit",
    "account.some": "depuis {handles}",
    "content.sponsored": "tout Contenu Sponsorisé pour {t}",
    "content.sponsored:past": "de Contenu Sponsorisé pour {t}",
    "content.sponsored_gifted": "tout Contenu Sponsorisé ou Contenu Offert pour {t}",
    "content.sponsored_gifted:past": "de Contenu Sponsorisé ou de Contenu Offert pour {t}",
    "content.mention": "tout contenu mentionnant {t}",
    "content.mention:past": "de contenu mentionnant {t}",
    "content.mention_show": "tout contenu mentionnant ou montrant {t}",
    "content.mention_show:past": "de contenu mentionnant ou montrant {t}",
    "target.full": "une marque autre que celles de l’Annonceur",
    "target.category": "une marque ou un produit de la catégorie {c}, à l’exception des marques et produits de l’Annonceur",
    "target.categories": (
        "une marque ou un produit de l’une des catégories {cs}, à l’exception des marques et produits de l’Annonceur"
    ),
    "target.brand": "la marque {b}",
    "target.brands": "l’une des marques {bs}",
    "target.list": "l’une des marques figurant sur la liste limitative {n} ({bs})",
    "target.union": "{ts}",
    # What a clause does not apply to.
    "item.lettered": "({letter}) {x}",
    "item.but_not": "{x}, sauf {y}",
    "item.platforms": "publications sur {platforms}",
    "item.formats": "{forms}",
    "item.generic": "{forms} sur quelque plateforme que ce soit",
    "mixed.platforms": "publications sur {platforms}",
    "mixed.formats": "publications sous forme de {forms}",
    "mixed.generic": "publications sous forme de {forms} sur quelque plateforme que ce soit",
    "item.kinds": "{kinds}",
    "item.brand": "la marque {b}",
    "item.brands": "les marques {bs}",
    "item.category": "les marques et produits de la catégorie {c}",
    "item.categories": "les marques et produits de l’une des catégories {cs}",
    "item.list": "les marques figurant sur la liste limitative {n} ({bs})",
    "item.schedule": "les engagements énumérés à l’Annexe {sch}",
    "item.accounts": "publications depuis {handles}",
    "item.territory": "publications destinées au public des pays suivants ({countries})",
    "item.event": "publications effectuées lors de l’événement {ev}",
    "item.events": "publications effectuées lors de l’un des événements {evs}",
    "item.test": "contenus auxquels s’applique ce qui suit : {text}",
    "kind.paid": "contenus pour lesquels l’Influenceur perçoit ou se voit promettre une rémunération",
    "kind.affiliate": "contenus pour lesquels l’Influenceur perçoit ou se voit promettre une commission",
    "kind.ambassador": "contenus pour lesquels l’Influenceur perçoit ou se voit promettre une rétribution d’ambassadeur",
    "kind.gifted": "Contenu Offert",
    "kind.organic": "contenus pour lesquels l’Influenceur ne perçoit rien et ne se voit rien promettre",
    # The sentences of a clause.
    "clause.publish": "{win}, l’Influenceur s’interdit de publier, {surf} et {acct}, {content}.",
    "clause.engage": (
        "{win}, l’Influenceur s’interdit de travailler pour l’entreprise exploitant {t}, d’en être l’ambassadeur ou d’y "
        "investir."
    ),
    "clause.none": (
        "Les parties ne conviennent d’aucune exclusivité dans le présent article ; l’Influenceur reste libre de publier des "
        "contenus pour toute marque ou tout produit."
    ),
    "clause.statement": (
        "L’Influenceur déclare ne pas avoir publié, à compter {s} et jusqu’au moment de la signature du présent contrat, "
        "{surf} et {acct}, {content:past}."
    ),
    "clause.statement_each": (
        "L’Influenceur déclare, pour chaque Livrable{f}, ne pas avoir publié, à compter {s} et jusqu’au moment de la signature "
        "du présent contrat, {surf} et {acct}, {content:past}."
    ),
    "clause.statement_engage": (
        "L’Influenceur déclare que, à compter {s} et jusqu’au moment de la signature du présent contrat, il n’a ni travaillé "
        "pour l’entreprise exploitant {t}, ni été l’ambassadeur de celle-ci, ni investi dans celle-ci."
    ),
    "clause.statement_engage_each": (
        "L’Influenceur déclare que, pour chaque Livrable{f}, à compter {s} et jusqu’au moment de la signature du présent "
        "contrat, il n’a ni travaillé pour l’entreprise exploitant {t}, ni été l’ambassadeur de celle-ci, ni investi dans "
        "celle-ci."
    ),
    "sentence.gifts_excluded": "L’article {num} ne vise pas le Contenu Offert.",
    "sentence.engage_surfaces": "L’article {num} ne s’applique qu’aux activités exercées {surf}.",
    "sentence.engage_accounts": "L’article {num} ne s’applique qu’aux activités exercées depuis {handles}.",
    "sentence.territory": (
        "L’article {num} ne s’applique qu’aux publications destinées au public des pays suivants : {countries}."
    ),
    "sentence.territory_engage": "L’article {num} ne s’applique qu’aux activités exercées dans les pays suivants : {countries}.",
    "sentence.event": "L’article {num} ne s’applique qu’aux publications effectuées lors de l’événement {ev}.",
    "sentence.events": "L’article {num} ne s’applique qu’aux publications effectuées lors de l’un des événements {evs}.",
    "sentence.event_engage": "L’article {num} ne s’applique qu’aux activités exercées lors de l’événement {ev}.",
    "sentence.events_engage": "L’article {num} ne s’applique qu’aux activités exercées lors de l’un des événements {evs}.",
    "sentence.if": "L’article {num} ne s’applique que si {test}.",
    "sentence.unless": "L’article {num} ne s’applique pas si {test}.",
    "sentence.exception": "L’article {num} ne s’applique pas aux éléments suivants : {x}.",
    "sentence.exceptions": "L’article {num} ne s’applique pas aux éléments suivants : {xs}.",
    "sentence.long_stop": "L’article {num} cesse de produire effet au plus tard à la fin du {day}.",
    "sentence.fee_percent": (
        "En contrepartie de l’article {num}, l’Annonceur verse à l’Influenceur, en sus de la Rémunération de Base, {pct} de la "
        "Rémunération de Base{per}{min}."
    ),
    "sentence.fee_amount": (
        "En contrepartie de l’article {num}, l’Annonceur verse à l’Influenceur, en sus de la Rémunération de Base, "
        "{m}{per}{min}."
    ),
    "sentence.fee_included": "La Rémunération de Base comprend la contrepartie de l’article {num}.",
    "sentence.penalty": "Pour chaque manquement à l’article {num}, l’Influenceur verse à l’Annonceur une pénalité de {m}.",
    "sentence.cure": (
        "L’Influenceur peut remédier à un manquement à l’article {num} dans un délai de {d} à compter de sa notification "
        "écrite par l’Annonceur."
    ),
    "sentence.takedown": (
        "Dans un délai de {d} à compter d’une demande écrite de l’Annonceur, l’Influenceur retire les contenus publiés en "
        "violation de l’article {num}."
    ),
    "per.none": "",
    "per.period": " par période entamée de {d}",
    "min.none": "",
    "min.some": ", avec un minimum de {m}",
    "test.term_longer": "la Durée du contrat excède {d}",
    "test.ended": "le présent contrat a pris fin à l’initiative de {party}",
    "test.ended_breach": "le présent contrat a pris fin à l’initiative de {party} en raison d’un manquement de l’autre partie",
    "test.fee_paid": "la rémunération de l’exclusivité a été versée",
    "test.quoted": "la condition suivante est remplie : {text}",
    "party.advertiser": "l’Annonceur",
    "party.influencer": "l’Influenceur",
    # The document around the clauses.
    "title.default": "Exclusivité",
    "heading.definitions": "Définitions",
    "heading.article": "{num}. {title}",
    "heading.untitled": "{num}. Exclusivité",
    "heading.always": "{num}. Ce qui est toujours permis",
    "heading.posts": "Annexe A : Livrables",
    "heading.schedule": "Annexe {sch} : Engagements existants",
    "heading.annex": "Annexe T : Règles relatives aux périodes (version 1)",
    "fact.parties": (
        "Le présent contrat est conclu entre {advertiser} (« l’Annonceur ») et {influencer} (« l’Influenceur »)."
    ),
    "fact.brands": "Les marques de l’Annonceur sont : {bs}.",
    "fact.sells": "L’Annonceur propose des produits dans les catégories suivantes : {cs}.",
    "fact.accounts": "L’Influenceur publie notamment depuis les comptes suivants : {xs}.",
    "fact.account": "{handle} sur {platform}",
    "fact.signed_day": "Le présent contrat est signé le {day}.",
    "fact.signed_moment": "Le moment de la signature du présent contrat est le {w}.",
    "fact.ended": "Le présent contrat a pris fin à l’initiative de {party} ; le moment de sa fin est le {w}.",
    "fact.ended_breach": (
        "Le présent contrat a pris fin à l’initiative de {party} en raison d’un manquement de l’autre partie ; le moment de sa "
        "fin est le {w}."
    ),
    "fact.fee_paid": "La rémunération de l’exclusivité a été versée ; le moment du versement est le {w}.",
    "fact.zone": "Le fuseau horaire de {party} est {zone} ; les périodes ne sont pas calculées dans ce fuseau.",
    "fact.event": "L’événement {ev} a lieu le {day}.",
    "fact.event_range": "L’événement {ev} a lieu du {day} au {day2} inclus.",
    "define.post": "« Livrable » : contenu énuméré à l’Annexe A que l’Influenceur publie pour l’Annonceur.",
    "define.sponsored": (
        "« Contenu Sponsorisé » : contenu mentionnant ou montrant une marque ou un produit et pour lequel l’Influenceur perçoit "
        "ou se voit promettre une rémunération, une commission ou une rétribution d’ambassadeur."
    ),
    "define.gifted": (
        "« Contenu Offert » : contenu mentionnant ou montrant une marque ou un produit remis à l’Influenceur gratuitement ou à "
        "prix réduit, sans une telle rémunération."
    ),
    "define.mention": (
        "Un contenu « mentionne » une marque ou un produit s’il les nomme, les identifie, renvoie vers eux par un lien ou donne "
        "un code y afférent."
    ),
    "define.show": (
        "Un contenu « montre » une marque ou un produit s’ils y sont visibles ou audibles de manière reconnaissable, y compris "
        "lorsqu’ils sont utilisés ou portés."
    ),
    "define.product": "« Produit » comprend les services.",
    "define.account": "« Compte » : tout compte ou canal dont l’Influenceur décide du contenu.",
    "define.term": (
        "« Durée du contrat » : la période du {day} au {day2} inclus ou, si le présent contrat prend fin plus tôt, jusqu’au "
        "moment auquel il prend fin."
    ),
    "define.term_length": (
        "« Durée du contrat » : la période de {d} dont le premier jour est le {day} ou, si le présent contrat prend fin plus "
        "tôt, jusqu’au moment auquel il prend fin."
    ),
    "define.campaign": "« Campagne » : la période du {day} au {day2} inclus.",
    "define.usage": (
        "« Période d’Utilisation » : la période du {day} au {day2} inclus, pendant laquelle l’Annonceur peut utiliser les "
        "Livrables."
    ),
    "define.base_fee": (
        "« Rémunération de Base » : la rémunération de {m} que l’Annonceur verse à l’Influenceur pour les Livrables."
    ),
    "define.event": (
        "Un événement dure du début de son premier jour à la fin de son dernier jour ; le jour d’un événement est son premier "
        "jour, et une période suivant un événement commence à la fin de son dernier jour."
    ),
    "always.alone": (
        "Chaque article est autonome. Une exception ne limite que l’article dans lequel elle figure. Si un article interdit un "
        "contenu, ce contenu est interdit, même si un autre article ne s’y applique pas."
    ),
    "always.list": "Aucun article du présent contrat n’interdit : {xs}.",
    "always.own": "les contenus pour les marques et produits de l’Annonceur",
    "always.deliverable": (
        "un Livrable dans la forme approuvée par l’Annonceur, y compris les autres marques et produits qu’il mentionne ou montre"
    ),
    "always.consent": (
        "les contenus pour lesquels l’Annonceur a donné son accord préalable et écrit, y compris par courrier électronique"
    ),
    "always.commitments": (
        "les contenus relevant des engagements énumérés dans une Annexe au présent contrat, dans la limite des dates qui y sont "
        "indiquées"
    ),
    "always.online": "le maintien en ligne de contenus publiés hors de la période visée par un article",
    "always.harbour": (
        "les contenus qui ne relèvent d’un article qu’en raison du déplacement d’un Livrable après la publication de ces "
        "contenus"
    ),
    "always.consents": "L’Annonceur a donné son accord écrit à ce qui suit : {xs}.",
    "consent.one": "contenus pour la marque {b} {surf} (accord donné le {w})",
    "post.line": "{place} {acct} : {events}",
    "post.planned": "mise en ligne prévue : {w}",
    "post.notified": "mise en ligne prévue : {w} (notification : {y})",
    "post.published": "mise en ligne : {w}",
    "post.deleted": "suppression : {w}",
    "post.republished": "nouvelle mise en ligne : {w}",
    "post.cancelled": "annulation",
    "post.owed": "mise en ligne due, sans date prévue",
    "post.unknown": "aucune date connue",
    "post.any_account": "depuis un compte de l’Influenceur",
    "post.account": "depuis {handle}",
    "commitment.open": "la marque {b}",
    "commitment.dated": "la marque {b}, du {day} au {day2} inclus",
    "blank.advertiser": "[nom de l’Annonceur]",
    "blank.influencer": "[nom de l’Influenceur]",
    "blank.zone": "[fuseau horaire]",
    "blank.first": "[premier jour]",
    "blank.last": "[dernier jour]",
    "blank.amount": "[montant]",
    "blank.posts": "[liste des Livrables]",
    "blank.commitments": "[liste des engagements]",
    "blank.clause": "[numéro]",
    # Annex T.
    "annex.1": "Dans le présent contrat, le jour court de minuit à minuit dans le fuseau horaire {zone}.",
    "annex.2": (
        "Une période exprimée en heures est du temps écoulé. Elle se calcule à partir du moment exact indiqué ; l’heure en cours "
        "est comptée et un changement d’heure ne l’allonge ni ne la réduit."
    ),
    "annex.3": (
        "Lorsqu’une période est exprimée en jours, semaines, mois ou années, le jour de l’événement qui la fait courir ne compte "
        "pas. Le jour situé un certain nombre de mois avant ou après un autre jour est celui qui porte le même quantième dans le "
        "mois considéré ou, à défaut d’un quantième identique, le dernier jour de ce mois. Les mois sont décomptés avant les "
        "jours."
    ),
    "annex.4": (
        "Lorsqu’une période commence à la fin d’une autre et que ce moment est minuit, le jour qui commence alors est le premier "
        "jour de la période."
    ),
    "annex.5": (
        "Aucune période n’est prorogée au motif qu’elle prend fin un samedi, un dimanche ou un jour férié ou chômé."
    ),
    "annex.6": (
        "Un contenu est mis en ligne au moment où il devient pour la première fois accessible au public. Sa suppression, son "
        "archivage ou son expiration ne modifie pas ce moment. Laisser accessible un contenu publié hors d’une période n’est pas "
        "le publier ; le publier de nouveau, le partager de nouveau ou en payer la promotion l’est."
    ),
    "annex.7": (
        "Tant qu’un Livrable n’est pas en ligne, le moment notifié en dernier lieu par écrit à l’Influenceur tient lieu de "
        "moment de mise en ligne. Un contenu permis lors de sa publication ne devient pas interdit du fait du déplacement "
        "ultérieur d’un Livrable."
    ),
    "annex.8": (
        "Dans la mesure où une période est antérieure à la signature du présent contrat, l’Influenceur déclare ne pas avoir "
        "publié le contenu concerné pendant cette partie de la période ; l’interdiction s’applique à compter de la signature."
    ),
    "annex.9": "Dans les présentes stipulations, « ou » vise chacun des éléments qu’il relie.",
}
