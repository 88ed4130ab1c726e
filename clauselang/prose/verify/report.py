"""An outcome → a table for people, or JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from clauselang.diagnostics.render.full import visible
from clauselang.prose.verify.outcome import Compared, Found, Outcome

Paint = Callable[[str, str], str]
_STYLES = {"same": "compliant", "changed": "violation", "missing": "violation", "added": "violation"}
MOST_TEXT = 300  # characters of a clause in the table


def table(outcome: Outcome, document: str, file: str, paint: Paint = lambda text, style: text) -> str:
    """The table, and a sentence that sums it up."""
    lines = list(_redline(outcome, paint) if outcome.before is not None else _one(outcome.after, paint))
    return "\n".join((*lines, "", *_summary(outcome, document, file))) + "\n"


def _one(compared: Compared, paint: Paint) -> Iterator[str]:
    """Each clause; of the fixed parts only those that are not the same."""
    shown = [one for one in compared.found if one.status != "same" or one.kind == "clause"]
    named = [(_name(one, compared), one) for one in shown]
    width = max((len(name) for name, one in named if len(name) < 16), default=0)
    for name, one in named:
        yield f"{name:<{width}}  {_status(one, paint)}"
        yield from (f"    {line}" for line in _told(one))
    others = sum(one.status == "same" and one.kind != "clause" for one in compared.found)
    if others:
        yield f"{others} other part{'s' if others > 1 else ''} (parties, definitions, schedules, rules): {paint('same', 'compliant')}"


def _redline(outcome: Outcome, paint: Paint) -> Iterator[str]:
    """Before and after the tracked changes, for each part that is not the same in both."""
    assert outcome.before is not None
    before, after = ({(o.language, o.name): o for o in side.found if o.status != "added"} for side in (outcome.before, outcome.after))
    others = 0
    for key, now in after.items():
        then = before[key]
        if then.status == now.status == "same":
            if now.kind == "clause":
                yield f"{_name(now, outcome.after)}  before and after: {_status(now, paint)}"
            else:
                others += 1
            continue
        if _bare(then) == _bare(now):
            yield f"{_name(now, outcome.after)}  before and after: {_status(now, paint)}"
            yield from (f"    {line}" for line in _told(now))
            continue
        yield f"{_name(now, outcome.after)}  before: {_status(then, paint)}; after: {_status(now, paint)}"
        for word, one in (("before", then), ("after", now)):
            yield from (f"    {word}: {line}" for line in _told(one))
    for word, side, other in (("before", outcome.before, outcome.after), ("after", outcome.after, outcome.before)):
        known = {one.text for one in other.found if one.status == "added"}
        for one in side.found:
            if one.status == "added" and (one.text not in known or word == "after"):
                when = "before and after" if one.text in known else word
                yield f"{_name(one, side)}  {when}: {_status(one, paint)}"
                yield from (f"    {line}" for line in _told(one))
    if others:
        yield f"{others} other part{'s' if others > 1 else ''} (parties, definitions, schedules, rules): {paint('same', 'compliant')}"


def _bare(one: Found) -> Found:
    return attrs.evolve(one, line=0)


def _name(one: Found, compared: Compared) -> str:
    name = one.number if one.kind == "clause" and one.number and one.status != "added" else visible(one.name)
    return f"{name} [{one.language}]" if len(compared.languages) > 1 else name


def _status(one: Found, paint: Paint) -> str:
    stands = f" (stands as {visible(one.stands_as)})" if one.stands_as else ""
    return paint(one.status, _STYLES[one.status]) + stands


def _told(one: Found) -> Iterator[str]:
    """What there is to say of a part that is not the same."""
    if one.status == "same":
        return
    if one.status in ("missing", "added"):
        yield f"{'the file says' if one.status == 'missing' else 'the document says'}: {visible(_short(one.text))}"
    yield from map(visible, one.meaning)
    if one.status == "changed" and one.readable:
        for words in one.words[:8]:
            yield f"words: {visible(_short(words.document)) or '(nothing)'} | file: {visible(_short(words.file)) or '(nothing)'}"


def _short(text: str) -> str:
    return text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]} …"


def _summary(outcome: Outcome, document: str, file: str) -> Iterator[str]:
    names = ("before the tracked changes", "after the tracked changes") if outcome.before is not None else ("",)
    sides = (outcome.before, outcome.after) if outcome.before is not None else (outcome.after,)
    for name, side in zip(names, sides, strict=True):
        assert side is not None
        counts = Counter(one.status for one in side.found if one.status != "same")
        told = ", ".join(f"{counts[status]} {status}" for status in ("changed", "missing", "added") if counts[status])
        lead = f"{visible(document)} ({', '.join(side.languages)})" + (f", {name}," if name else "")
        yield f"{lead} differs from {visible(file)}: {told}" if told else f"{lead} says what {visible(file)} says"


def as_json(outcome: Outcome, document: str, file: str) -> str:
    """The same as one object."""
    sides: dict[str, Any] = {"after": _side(outcome.after)}
    if outcome.before is not None:
        sides["before"] = _side(outcome.before)
    told = {
        "document": document, "file": file, "form": outcome.form, "languages": list(outcome.after.languages),
        "same": outcome.same, "tracked_changes": outcome.before is not None, **sides,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _side(compared: Compared) -> dict[str, Any]:
    return {"same": compared.same, "parts": [_part(one) for one in compared.found]}


def _part(one: Found) -> dict[str, Any]:
    told: dict[str, Any] = {"status": one.status, "kind": one.kind, "name": one.name, "number": one.number, "language": one.language}
    if one.stands_as:
        told["stands_as"] = one.stands_as
    if one.status == "changed":
        told |= {"canonical": one.readable, "meaning": list(one.meaning)}
        told["words"] = [{"file": w.file, "document": w.document, "after": w.after} for w in one.words]
    if one.status == "added":
        told["canonical"] = one.readable
    if one.text:
        told["text"] = one.text
    if one.line:
        told["line"] = one.line
    return told
