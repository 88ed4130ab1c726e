"""Posts owed and commitments that already exist → the schedules behind the articles."""

from __future__ import annotations

import attrs

from clauselang.prose import scope
from clauselang.prose.bounds import when
from clauselang.prose.tree import Day, Items, Node, Quoted, Say, Word, say
from clauselang.resolve.resolved import Deliverable, Resolved
from clauselang.resolve.symbols import key
from clauselang.syntax import ast


@attrs.frozen
class Schedule:
    """A heading and its entries."""

    heading: Say
    entries: tuple[Node, ...]


def names(resolved: Resolved) -> tuple[str, ...]:
    """Schedules of commitments: those of the agreement, then those that only an exception names."""
    found = {k: schedule.name.text for k, schedule in resolved.deal.schedules.items()} if resolved.deal else {}
    for clause in resolved.clauses:
        for exception in clause.exceptions:
            for exempt in (exception.exempt, exception.but_not):
                if exempt and exempt.facet == "schedule":
                    found.update({key(str(name)): str(name) for name in exempt.values if key(str(name)) not in found})
    return tuple(found.values())


def schedules(resolved: Resolved) -> tuple[Schedule, ...]:
    """Schedule A, the posts; then the lists of commitments."""
    posts = tuple(_post(post) for post in resolved.deal.posts) if resolved.deal else ()
    first = Schedule(say("heading.posts"), posts or (say("blank.posts"),))
    return (first, *(_commitments(name, resolved) for name in names(resolved)))


def _post(post: Deliverable) -> Say:
    account = post.node.account
    return say(
        "post.line",
        place=scope.place(post.place),
        acct=say("post.account", handle=Word("@" + account.text)) if account else say("post.any_account"),
        events=Items("events", tuple(_event(event) for event in post.node.events) or (say("post.unknown"),)),
    )


def _event(event: ast.Planned | ast.PostEvent | ast.PostState) -> Say:
    match event:
        case ast.Planned(when=at, notified=None):
            return say("post.planned", w=when(at))
        case ast.Planned(when=at, notified=notified):
            assert notified
            return say("post.notified", w=when(at), y=when(notified))
        case ast.PostEvent(what=what, when=at):
            return say(f"post.{what}", w=when(at))
        case ast.PostState(what=what):
            return say(f"post.{what}")


def _commitments(name: str, resolved: Resolved) -> Schedule:
    node = resolved.deal.schedules.get(key(name)) if resolved.deal else None
    entries = tuple(_commitment(entry) for entry in node.commitments) if node else ()
    return Schedule(say("heading.schedule", sch=scope.schedule_name(name)), entries or (say("blank.commitments"),))


def _commitment(node: ast.Commitment) -> Say:
    b = Quoted(node.brand.text)
    if node.first is None or node.last is None:
        return say("commitment.open", b=b)
    return say("commitment.dated", b=b, day=Day(node.first.text), day2=Day(node.last.text))
