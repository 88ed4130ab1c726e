"""(e) Prose: 1,000 agreements written as contracts in each language, beside a mail merge that fills their names in.

The rival is what an office without a language would do: one finished contract as a Jinja2 template with a hole for each of
four names. It may be made only because our prose already wrote that contract; it knows nothing of what it says, and
its text is the same, byte for byte, which is checked before anything is timed.
"""

from functools import partial

from jinja2 import Environment, Template

import texts
from clauselang.prose.write import LANGUAGES, write
from clauselang.resolve.resolved import Resolved
from clauselang.resolve.resolver import resolve
from clauselang.source import Source
from clauselang.syntax.parser import parse
from measure import NotMeasured, seconds

AGREEMENTS = 1_000
Names = dict[str, str]


def names(number: int) -> Names:
    """What differs from one agreement to the next."""
    return {
        "advertiser": f"Acme Sonar {number}",
        "influencer": f"River Angler {number}",
        "handle": f"river.angler.{number}",
        "channel": f"riveranglertv{number}",
    }


def agreement(filled: Names) -> Resolved:
    """The usual deal with other names."""
    text = texts.DEAL.replace("Acme Sonar", filled["advertiser"]).replace("River Angler", filled["influencer"])
    text = text.replace("@riveranglertv", f"@{filled['channel']}").replace("@river.angler\n", f"@{filled['handle']}\n")
    resolved, diagnostics = resolve(parse(Source("deal.excl", text)))
    if errors := [found for found in diagnostics if found.is_error]:
        raise NotMeasured(f"the deal does not resolve: {errors[0].message}")
    return resolved


def merge(code: str) -> Template:
    """The contract of the first agreement with holes where its names stand."""
    text = write(agreement(names(0)), code)
    for name, value in sorted(names(0).items(), key=lambda item: -len(item[1])):
        text = text.replace(value, "{{ " + name + " }}")
    return Environment(keep_trailing_newline=True).from_string(text)


def write_all(files: list[Resolved], code: str) -> list[str]:
    """Every agreement as a contract in one language."""
    return [write(file, code) for file in files]


def fill_all(template: Template, filled: list[Names]) -> list[str]:
    """The same contracts by mail merge."""
    return [template.render(one) for one in filled]


def rates() -> dict[str, tuple[float, float, int]]:
    """Language → contracts a second of ours, of the mail merge, and the length of one contract in characters."""
    filled = [names(number) for number in range(AGREEMENTS)]
    files = [agreement(one) for one in filled]
    found = {}
    for code in LANGUAGES:
        template = merge(code)
        texts_ours = write_all(files, code)
        if texts_ours != fill_all(template, filled):
            raise NotMeasured(f"the mail merge writes other contracts in `{code}`")
        took = seconds({"ours": partial(write_all, files, code), "merge": partial(fill_all, template, filled)})
        found[code] = (AGREEMENTS / took["ours"], AGREEMENTS / took["merge"], len(texts_ours[0]))
    return found
