"""Every figure beside a rival's: `make bench`. `python benchmarks/run.py NAME …` measures some of them; ratios come first.

    python benchmarks/run.py [NAME …] [--write FILE]

With `--write` the table is put between two marks in a file of Markdown, the README's, in place of the one before.
"""

import platform
import re
import sys
from collections.abc import Callable, Iterator

import decide
import linting
import parsing
import prose
import start
from measure import RUNS, NotMeasured

Row = tuple[str, str, str, str, str]
HEADER: Row = ("what", "ratio", "aim", "ours", "rival")


def cold_start() -> Iterator[Row]:
    """How many times an empty Python a lint takes, and how it compares with yamllint."""
    took = start.cold_start()
    ours = f"{took['clauselang'] * 1e3:.0f} ms"
    for rival, shown, aim in (("python", "python -c pass", f"≤ {start.TARGET:.0f}×"), ("yamllint", "yamllint", "")):
        ratio = took["clauselang"] / took[rival]
        yield "lint 40 lines, whole process", f"{ratio:.2f}×", aim, ours, f"{took[rival] * 1e3:.0f} ms  {shown}"


def parsers() -> Iterator[Row]:
    """How many times faster than Earley the tables are."""
    took = parsing.side_by_side()
    ratio = took["earley"] / took["clauselang"]
    ours, rival = f"{took['clauselang'] * 1e3:.1f} ms", f"{took['earley'] * 1e3:.1f} ms  Lark, Earley"
    yield f"parse {parsing.CLAUSES} clauses", f"{ratio:.1f}×", f"≥ {parsing.TARGET:.0f}×", ours, rival


def growth() -> Iterator[Row]:
    """What ten times the clauses cost: ten times the time, when it is linear; less while the fixed cost shows."""
    took = parsing.compiling()
    for size, time in took.items():
        ours = f"{time * 1e3:.1f} ms, {time / size * 1e6:.0f} µs each"
        if size // 10 in took:
            yield f"compile {size:,} clauses", f"{time / took[size // 10]:.1f}×", "about 10×", ours, f"against {size // 10:,} clauses"
        else:
            yield f"compile {size:,} clauses", "", "", ours, ""


def decisions() -> Iterator[Row]:
    """What one decision takes: from the table and by the interpreter, beside Cedar, zen-engine and Python by hand."""
    yield from decide.table()


def contracts() -> Iterator[Row]:
    """How many contracts a second, against filling names into a finished one."""
    for code, (ours, merged, length) in prose.rates().items():
        what = f"prose of {prose.AGREEMENTS:,} deals, {code}"
        rival = f"{merged:,.0f}/s  Jinja2, {length:,} characters with four holes"
        yield what, f"{ours / merged:.3f}×", "", f"{ours:,.0f}/s", rival


def folders() -> Iterator[Row]:
    """How many times faster a file of a folder is linted than by others, and how much faster when nothing changed."""
    took = linting.folders()
    what = f"lint {linting.FILES:,} files, no cache"
    for rival in ("yamllint", "sqlfluff", "ruff"):
        aim = f"≥ {linting.FASTER[rival]:.0f}×" if rival in linting.FASTER else ""
        ours, theirs = (f"{took[name] * 1e3:.2f} ms a file" for name in ("cold", rival))
        yield what, f"{took[rival] / took['cold']:.2f}×", aim, ours, f"{theirs}  {rival}"
    ours, theirs = (f"{took[name] * 1e3:.2f} ms a file" for name in ("warm", "cold"))
    aim = f"≥ {linting.FASTER['warm']:.0f}×"
    yield f"lint {linting.FILES:,} files, unchanged", f"{took['cold'] / took['warm']:.1f}×", aim, ours, f"{theirs}  no cache"


def many() -> Iterator[Row]:
    """What ten million posts against a hundred thousand deals take, against queries written by hand."""
    import batch

    yield from batch.figures()


def cluster() -> Iterator[Row]:
    """What Spark with two cores takes, against Spark SQL written by hand."""
    try:
        import spark
    except ImportError as missing:
        raise NotMeasured(f"{missing.name} is not installed") from None
    yield from spark.figures()


def rows(figure: Callable[[], Iterator[Row]]) -> list[Row]:
    """The rows of a figure, or one row that says why there are none."""
    try:
        return list(figure())
    except NotMeasured as reason:
        return [(figure.__name__.replace("_", " "), "—", "", "not measured", str(reason))]


FIGURES: dict[str, Callable[[], Iterator[Row]]] = {
    "start": cold_start,
    "parsing": parsers,
    "compiling": growth,
    "decisions": decisions,
    "prose": contracts,
    "folders": folders,
    "batch": many,
    "spark": cluster,
}


def main(arguments: list[str]) -> int:
    """Print the table; 1 if a figure could not be measured, 2 for a name that there is not."""
    target = arguments[arguments.index("--write") + 1 :][:1] if "--write" in arguments else []
    names = [name for name in arguments if name != "--write" and name not in target] or list(FIGURES)
    if strange := [name for name in names if name not in FIGURES]:
        print(f"there is no figure `{strange[0]}`; there are {', '.join(FIGURES)}", file=sys.stderr)
        return 2
    table = [HEADER]
    for name in names:
        table += rows(FIGURES[name])
        print(f"measured: {name}", file=sys.stderr, flush=True)
    widths = [max(len(row[column]) for row in table) for column in range(len(HEADER))]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    runs = f"Medians of {min(RUNS, linting.RUNS)} runs or more, in turn; sqlfluff ran once."
    system = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}."
    print(f"\n{runs} {system}")
    for file in target:
        write(file, table, f"{runs} {system}")
    return int(any(row[1] == "—" for row in table))


def write(file: str, table: list[Row], note: str) -> None:
    """Put the table between the marks of a file of Markdown."""
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in table]
    made = "\n".join([lines[0], "|" + "---|" * len(HEADER), *lines[1:], "", note])
    with open(file, encoding="utf-8") as old:
        text = old.read()
    marked = re.compile("(<!-- figures -->\n).*?(<!-- /figures -->)", re.DOTALL)
    with open(file, "w", encoding="utf-8", newline="\n") as new:
        new.write(marked.sub(lambda marks: f"{marks[1]}{made}\n{marks[2]}", text))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
