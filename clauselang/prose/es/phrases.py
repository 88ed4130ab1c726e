"""The Spanish phrase table: key → template. Typed holes stand in braces; `keys.py` lists both.

`Día` counts in calendar days, `momento` in elapsed hours; `hasta el final del` and `ambos inclusive` include, `hasta el
momento` and `hasta el inicio` exclude. Anchors are feminine, since `esta` refers to them. Forms: `{p:of}` and `{party:of}`
begin with `de` or `del`, `{p:again}` names a period again.
"""

from __future__ import annotations

PHRASES: dict[str, str] = {
    # When.
    "window.around_cal": (
        "Desde el inicio del día situado {d} antes del día de {a} hasta el final del día situado {d2} después de este"
    ),
    "window.around_hrs": "Desde el momento situado {d} antes de {a} hasta el momento situado {d2} después de esta",
    "window.span": "Desde {s} {e}",
    "window.each_around_cal": (
        "Para cada Entregable{f}, desde el inicio del día situado {d} antes del día de su difusión hasta el final del día "
        "situado {d2} después de este"
    ),
    "window.each_around_hrs": (
        "Para cada Entregable{f}, desde el momento situado {d} antes de su difusión hasta el momento situado {d2} después de "
        "esta"
    ),
    "window.each_span": "Para cada Entregable{f}, desde {s} {e}",
    "window.each_two": "Para cada combinación de un Entregable{f} y un Entregable{f2}, desde {s} {e}",
    "window.perpetual": "Desde {s} y sin límite temporal",
    "window.each_perpetual": "Para cada Entregable{f}, desde {s} y sin límite temporal",
    "window.perpetual_signing": "Desde la firma del presente contrato y sin límite temporal",
    "window.perpetual_then": "Desde el final del período de la cláusula {ref} y sin límite temporal",
    "window.then": "Durante {d} a partir del final del período de la cláusula {ref}",
    "window.then_each": "Durante {d} a partir del final de cada período de la cláusula {ref}",
    "window.after_end": "Durante {d} a partir de la terminación {p:of}",
    "window.after_start": "Durante {d} a partir de la iniciación {p:of}",
    "window.after_event": "Durante {d} después del evento {ev}",
    "window.on_event": "El primer día del evento {ev}",
    "window.during": "Durante {p}",
    "window.during_plus": "Durante {p} y durante {d} después del fin {p:again}",
    "window.dates": "Del {day} al {day2}, ambos inclusive",
    "window.on_day": "El día de {a}",
    "window.each_on_day": "Para cada Entregable{f}, el día de su difusión",
    "window.missing": "Durante [período]",
    "start.before": "el inicio del día situado {d} antes del día de {a}",
    "start.after": "el inicio del día situado {d} después del día de {a}",
    "start.hours_before": "el momento situado {d} antes de {a}",
    "start.hours_after": "el momento situado {d} después de {a}",
    "start.at": "el momento de {a}",
    "start.event": "la iniciación del evento {ev}",
    "start.event_chain": "el final del período de {d} posterior al evento {ev}",
    "start.event_hours_before": "el momento situado {d} antes del evento {ev}",
    "start.event_hours_after": "el momento situado {d} después del evento {ev}",
    "start.chain_before": "el inicio del período de {d} que concluye en el momento de la terminación {p:of}",
    "start.chain_after": "el final del período de {d} que comienza en el momento de la terminación {p:of}",
    "start.day": "el inicio del {day}",
    "start.moment": "el {w}",
    "start.period": "la iniciación {p:of}",
    "start.on_day": "el inicio del día de {a}",
    "start.clause": "el final del período de la cláusula {ref}",
    "end.after": "hasta el final del día situado {d} después del día de {a}",
    "end.before": "hasta el final del día situado {d} antes del día de {a}",
    "end.hours_after": "hasta el momento situado {d} después de {a}",
    "end.hours_before": "hasta el momento situado {d} antes de {a}",
    "end.hours_that": "hasta el momento situado {d} después de esta",
    "end.at": "hasta el momento de {a}",
    "end.event": "hasta la terminación del evento {ev}",
    "end.event_start": "hasta la iniciación del evento {ev}",
    "end.event_chain": "hasta el final del período de {d} posterior al evento {ev}",
    "end.event_hours_before": "hasta el momento situado {d} antes del evento {ev}",
    "end.event_hours_after": "hasta el momento situado {d} después del evento {ev}",
    "end.chain_before": "hasta el inicio del período de {d} que concluye en el momento de la terminación {p:of}",
    "end.chain_after": "hasta el final del período de {d} que comienza en el momento de la terminación {p:of}",
    "end.chain_start": "hasta el final del período de {d} que comienza en el momento de la iniciación {p:of}",
    "end.through": "hasta el final del {day}",
    "end.before_day": "hasta el inicio del {day}",
    "end.date": "hasta el {day}",
    "end.moment": "hasta el {w}",
    "anchor.first": "la difusión del primer Entregable{f}",
    "anchor.last": "la difusión del último Entregable{f}",
    "anchor.each": "su difusión",
    "anchor.that": "su difusión",
    "anchor.former": "la difusión del Entregable citado en primer lugar",
    "anchor.latter": "la difusión del Entregable citado en segundo lugar",
    "anchor.signing": "la firma del presente contrato",
    "anchor.starts": "la iniciación {p:of}",
    "anchor.ends": "la terminación {p:of}",
    "anchor.event": "la celebración del evento {ev}",
    "filter.all": "",
    "filter.some": " {surfs}",
    "period.term": "la Vigencia del contrato",
    "period.term:of": "de la Vigencia del contrato",
    "period.term:again": "de esta",
    "period.campaign": "la Campaña",
    "period.campaign:of": "de la Campaña",
    "period.campaign:again": "de la Campaña",
    "period.usage": "el Período de Uso",
    "period.usage:of": "del Período de Uso",
    "period.usage:again": "del Período de Uso",
    "period.event": "el evento {ev}",
    "period.event:of": "del evento {ev}",
    "period.event:again": "del evento {ev}",
    "when.date": "{day}",
    "when.local": "{day} a las {time} horas (zona horaria del presente contrato)",
    "when.utc": "{day} a las {time} horas (UTC)",
    "when.instant": "{day} a las {time} horas (UTC{offset})",
    # Where, from whose account, what, and for whom.
    "surface.anywhere": "en cualquier plataforma",
    "surface.platforms": "en {platforms}",
    "surface.formats": "en forma de {forms}",
    "surface.generic": "en forma de {forms} en cualquier plataforma",
    "place.format_on": "{form} en {platform}",
    "account.any": "desde cualquier cuenta",
    "account.some": "desde {handles}",
    "content.sponsored": "Contenido Patrocinado a favor de {t}",
    "content.sponsored_gifted": "Contenido Patrocinado o Contenido Obsequiado a favor de {t}",
    "content.mention": "contenidos que mencionen {t}",
    "content.mention_show": "contenidos que mencionen o muestren {t}",
    "target.full": "cualquier marca distinta de las marcas del Anunciante",
    "target.category": "cualquier marca o producto de la categoría {c}, salvo las marcas y los productos del Anunciante",
    "target.categories": (
        "cualquier marca o producto de cualquiera de las categorías {cs}, salvo las marcas y los productos del Anunciante"
    ),
    "target.brand": "la marca {b}",
    "target.brands": "cualquiera de las marcas {bs}",
    "target.list": "cualquiera de las marcas de la lista cerrada {n} ({bs})",
    "target.union": "{ts}",
    # What a clause does not apply to.
    "item.lettered": "({letter}) {x}",
    "item.but_not": "{x}, salvo {y}",
    "item.platforms": "publicaciones en {platforms}",
    "item.formats": "{forms}",
    "item.generic": "{forms} en cualquier plataforma",
    "mixed.platforms": "publicaciones en {platforms}",
    "mixed.formats": "publicaciones en forma de {forms}",
    "mixed.generic": "publicaciones en forma de {forms} en cualquier plataforma",
    "item.kinds": "{kinds}",
    "item.brand": "la marca {b}",
    "item.brands": "las marcas {bs}",
    "item.category": "las marcas y los productos de la categoría {c}",
    "item.categories": "las marcas y los productos de cualquiera de las categorías {cs}",
    "item.list": "las marcas de la lista cerrada {n} ({bs})",
    "item.schedule": "los compromisos enumerados en el Anexo {sch}",
    "item.accounts": "publicaciones desde {handles}",
    "item.territory": "publicaciones dirigidas al público de los siguientes países ({countries})",
    "item.event": "publicaciones realizadas en el evento {ev}",
    "item.events": "publicaciones realizadas en cualquiera de los eventos {evs}",
    "item.test": "contenidos a los que se aplique lo siguiente: {text}",
    "kind.paid": "contenidos por los que el Influencer recibe o se le promete una retribución",
    "kind.affiliate": "contenidos por los que el Influencer recibe o se le promete una comisión",
    "kind.ambassador": "contenidos por los que el Influencer recibe o se le promete una remuneración como embajador",
    "kind.gifted": "Contenido Obsequiado",
    "kind.organic": "contenidos por los que el Influencer no recibe nada ni se le promete nada",
    # The sentences of a clause.
    "clause.publish": "{win}, el Influencer se abstendrá de publicar, {surf} y {acct}, {content}.",
    "clause.engage": (
        "{win}, el Influencer se abstendrá de trabajar para la empresa que explota {t}, de actuar como embajador de ella o de "
        "invertir en ella."
    ),
    "clause.none": (
        "Las partes no pactan exclusividad alguna en esta cláusula; el Influencer podrá publicar libremente contenidos a favor "
        "de cualquier marca o producto."
    ),
    "clause.statement": (
        "El Influencer declara haberse abstenido de publicar, desde {s} hasta el momento de la firma del presente contrato, "
        "{surf} y {acct}, {content}."
    ),
    "clause.statement_each": (
        "El Influencer declara haberse abstenido de publicar, para cada Entregable{f}, desde {s} hasta el momento de la firma "
        "del presente contrato, {surf} y {acct}, {content}."
    ),
    "clause.statement_engage": (
        "El Influencer declara haberse abstenido, desde {s} hasta el momento de la firma del presente contrato, de trabajar "
        "para la empresa que explota {t}, de actuar como embajador de ella o de invertir en ella."
    ),
    "clause.statement_engage_each": (
        "El Influencer declara haberse abstenido, para cada Entregable{f}, desde {s} hasta el momento de la firma del presente "
        "contrato, de trabajar para la empresa que explota {t}, de actuar como embajador de ella o de invertir en ella."
    ),
    "sentence.gifts_excluded": "La cláusula {num} no comprende el Contenido Obsequiado.",
    "sentence.engage_surfaces": "La cláusula {num} solo se aplica a las actividades realizadas {surf}.",
    "sentence.engage_accounts": "La cláusula {num} solo se aplica a las actividades realizadas desde {handles}.",
    "sentence.territory": (
        "La cláusula {num} solo se aplica a las publicaciones dirigidas al público de los siguientes países: {countries}."
    ),
    "sentence.territory_engage": (
        "La cláusula {num} solo se aplica a las actividades realizadas en los siguientes países: {countries}."
    ),
    "sentence.event": "La cláusula {num} solo se aplica a las publicaciones realizadas en el evento {ev}.",
    "sentence.events": "La cláusula {num} solo se aplica a las publicaciones realizadas en cualquiera de los eventos {evs}.",
    "sentence.event_engage": "La cláusula {num} solo se aplica a las actividades realizadas en el evento {ev}.",
    "sentence.events_engage": "La cláusula {num} solo se aplica a las actividades realizadas en cualquiera de los eventos {evs}.",
    "sentence.if": "La cláusula {num} solo se aplica si {test}.",
    "sentence.unless": "La cláusula {num} no se aplica si {test}.",
    "sentence.exception": "La cláusula {num} no se aplica a lo siguiente: {x}.",
    "sentence.exceptions": "La cláusula {num} no se aplica a lo siguiente: {xs}.",
    "sentence.long_stop": "La cláusula {num} deja de surtir efecto a más tardar al final del {day}.",
    "sentence.fee_percent": (
        "Como contraprestación por la cláusula {num}, el Anunciante pagará al Influencer, además de la Retribución Base, el "
        "{pct} de la Retribución Base{per}{min}."
    ),
    "sentence.fee_amount": (
        "Como contraprestación por la cláusula {num}, el Anunciante pagará al Influencer, además de la Retribución Base, "
        "{m}{per}{min}."
    ),
    "sentence.fee_included": "La Retribución Base comprende la contraprestación por la cláusula {num}.",
    "sentence.penalty": (
        "Por cada incumplimiento de la cláusula {num}, el Influencer pagará al Anunciante una penalización de {m}."
    ),
    "sentence.cure": (
        "El Influencer podrá subsanar un incumplimiento de la cláusula {num} en el plazo de {d} desde que el Anunciante lo "
        "notifique por escrito."
    ),
    "sentence.takedown": (
        "En el plazo de {d} desde un requerimiento por escrito del Anunciante, el Influencer retirará los contenidos publicados "
        "en contravención de la cláusula {num}."
    ),
    "per.none": "",
    "per.period": " por cada período iniciado de {d}",
    "min.none": "",
    "min.some": ", con un mínimo de {m}",
    "test.term_longer": "la Vigencia del contrato es superior a {d}",
    "test.ended": "el presente contrato ha terminado por iniciativa {party:of}",
    "test.ended_breach": (
        "el presente contrato ha terminado por iniciativa {party:of} a causa de un incumplimiento de la otra parte"
    ),
    "test.fee_paid": "se ha pagado la retribución por la exclusividad",
    "test.quoted": "se cumple lo siguiente: {text}",
    "party.advertiser": "el Anunciante",
    "party.advertiser:of": "del Anunciante",
    "party.influencer": "el Influencer",
    "party.influencer:of": "del Influencer",
    # The document around the clauses.
    "title.default": "Exclusividad",
    "heading.definitions": "Definiciones",
    "heading.article": "{num}. {title}",
    "heading.untitled": "{num}. Exclusividad",
    "heading.always": "{num}. Lo que siempre está permitido",
    "heading.posts": "Anexo A: Entregables",
    "heading.schedule": "Anexo {sch}: Compromisos existentes",
    "heading.annex": "Anexo T: Reglas sobre los períodos (versión 1)",
    "fact.parties": (
        "El presente contrato se celebra entre {advertiser} (el «Anunciante») y {influencer} (el «Influencer»)."
    ),
    "fact.brands": "Las marcas del Anunciante son: {bs}.",
    "fact.sells": "El Anunciante ofrece productos de las siguientes categorías: {cs}.",
    "fact.accounts": "El Influencer publica, entre otras, desde las siguientes cuentas: {xs}.",
    "fact.account": "{handle} en {platform}",
    "fact.signed_day": "El presente contrato se firma el {day}.",
    "fact.signed_moment": "El momento de la firma del presente contrato es el {w}.",
    "fact.ended": "El presente contrato ha terminado por iniciativa {party:of}; el momento de su terminación es el {w}.",
    "fact.ended_breach": (
        "El presente contrato ha terminado por iniciativa {party:of} a causa de un incumplimiento de la otra parte; el momento "
        "de su terminación es el {w}."
    ),
    "fact.fee_paid": "Se ha pagado la retribución por la exclusividad; el momento del pago es el {w}.",
    "fact.zone": "La zona horaria {party:of} es {zone}; los períodos no se computan en ella.",
    "fact.event": "El evento {ev} se celebra el {day}.",
    "fact.event_range": "El evento {ev} se celebra del {day} al {day2}, ambos inclusive.",
    "define.post": "«Entregable»: contenido enumerado en el Anexo A que el Influencer publica para el Anunciante.",
    "define.sponsored": (
        "«Contenido Patrocinado»: contenido que menciona o muestra una marca o un producto y por el que el Influencer recibe o "
        "se le promete una retribución, una comisión o una remuneración como embajador."
    ),
    "define.gifted": (
        "«Contenido Obsequiado»: contenido que menciona o muestra una marca o un producto entregado al Influencer gratuitamente "
        "o con descuento, sin tal remuneración."
    ),
    "define.mention": (
        "Un contenido «menciona» una marca o un producto si los nombra, los etiqueta, los enlaza o facilita un código."
    ),
    "define.show": (
        "Un contenido «muestra» una marca o un producto si son visibles o audibles de forma reconocible, también cuando se usan "
        "o se llevan puestos."
    ),
    "define.product": "«Producto» comprende los servicios.",
    "define.account": "«Cuenta»: toda cuenta o canal sobre cuyo contenido decide el Influencer.",
    "define.term": (
        "«Vigencia del contrato»: el período del {day} al {day2}, ambos inclusive, o, si el presente contrato termina antes, "
        "hasta el momento en que termine."
    ),
    "define.term_length": (
        "«Vigencia del contrato»: el período de {d} cuyo primer día es el {day} o, si el presente contrato termina antes, hasta "
        "el momento en que termine."
    ),
    "define.campaign": "«Campaña»: el período del {day} al {day2}, ambos inclusive.",
    "define.usage": (
        "«Período de Uso»: el período del {day} al {day2}, ambos inclusive, en el que el Anunciante puede utilizar los "
        "Entregables."
    ),
    "define.base_fee": "«Retribución Base»: la retribución de {m} que el Anunciante paga al Influencer por los Entregables.",
    "define.event": (
        "Un evento dura desde el inicio de su primer día hasta el final de su último día; el día de la celebración de un evento "
        "es su primer día, y un período posterior a un evento comienza al final de su último día."
    ),
    "always.alone": (
        "Cada cláusula es independiente. Una excepción solo limita la cláusula en la que figura. Si una cláusula prohíbe un "
        "contenido, ese contenido está prohibido, aunque otra cláusula no se le aplique."
    ),
    "always.list": "Ninguna cláusula del presente contrato prohíbe: {xs}.",
    "always.own": "los contenidos a favor de las marcas y los productos del Anunciante",
    "always.deliverable": (
        "un Entregable en la forma aprobada por el Anunciante, incluidas las demás marcas y los demás productos que mencione o "
        "muestre"
    ),
    "always.consent": (
        "los contenidos para los que el Anunciante haya dado su consentimiento previo por escrito, incluido el correo "
        "electrónico"
    ),
    "always.commitments": (
        "los contenidos amparados por los compromisos enumerados en un Anexo al presente contrato, dentro de las fechas que en "
        "él se indican"
    ),
    "always.online": "el mantenimiento a disposición del público de contenidos publicados fuera del período de una cláusula",
    "always.harbour": (
        "los contenidos que solo hayan quedado comprendidos en una cláusula porque un Entregable se trasladó después de que "
        "esos contenidos se publicaran"
    ),
    "always.consents": "El Anunciante ha dado su consentimiento por escrito a lo siguiente: {xs}.",
    "consent.one": "contenidos a favor de la marca {b} {surf} (consentimiento dado el {w})",
    "post.line": "{place} {acct}: {events}",
    "post.planned": "difusión prevista: {w}",
    "post.notified": "difusión prevista: {w} (notificación: {y})",
    "post.published": "difusión: {w}",
    "post.deleted": "eliminación: {w}",
    "post.republished": "nueva difusión: {w}",
    "post.cancelled": "cancelación",
    "post.owed": "difusión debida, sin fecha prevista",
    "post.unknown": "sin fecha conocida",
    "post.any_account": "desde una cuenta del Influencer",
    "post.account": "desde {handle}",
    "commitment.open": "la marca {b}",
    "commitment.dated": "la marca {b}, del {day} al {day2}, ambos inclusive",
    "blank.advertiser": "[nombre del Anunciante]",
    "blank.influencer": "[nombre del Influencer]",
    "blank.zone": "[zona horaria]",
    "blank.first": "[primer día]",
    "blank.last": "[último día]",
    "blank.amount": "[importe]",
    "blank.posts": "[lista de los Entregables]",
    "blank.commitments": "[lista de los compromisos]",
    "blank.clause": "[número]",
    # Annex T.
    "annex.1": (
        "En el presente contrato, el día transcurre de medianoche a medianoche en la zona horaria {zone}."
    ),
    "annex.2": (
        "Un período expresado en horas es tiempo transcurrido. Se computa de momento a momento desde el instante exacto "
        "indicado; la hora en curso cuenta y un cambio de hora no lo alarga ni lo acorta."
    ),
    "annex.3": (
        "En los períodos expresados en días, semanas, meses o años, el día del hecho a partir del cual se computan queda "
        "excluido del cómputo. El día situado un número de meses antes o después de otro es el día equivalente del mes "
        "correspondiente o, si no lo hubiera, el último de ese mes. Los meses se computan antes que los días."
    ),
    "annex.4": (
        "Si un período comienza al final de otro y ese momento es medianoche, el día que entonces empieza es el primer día del "
        "período."
    ),
    "annex.5": "Ningún período se prorroga por terminar en sábado, domingo o día festivo.",
    "annex.6": (
        "Un contenido se publica cuando queda por primera vez a disposición del público. Su eliminación, archivo o caducidad no "
        "modifica ese momento. Mantener disponible un contenido publicado fuera de un período no es publicarlo; volver a "
        "publicarlo, compartirlo de nuevo o pagar por promocionarlo sí lo es."
    ),
    "annex.7": (
        "Mientras un Entregable no se haya difundido, se tendrá por momento de su difusión el último notificado por escrito al "
        "Influencer. Un contenido permitido cuando se publicó no pasa a estar prohibido porque un Entregable se traslade después."
    ),
    "annex.8": (
        "En la medida en que un período sea anterior a la firma del presente contrato, el Influencer declara no haber publicado "
        "el contenido de que se trate en esa parte del período; la obligación rige desde la firma."
    ),
    "annex.9": "En estas cláusulas, «o» comprende cada uno de los elementos que une.",
}
