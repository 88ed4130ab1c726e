"""(d) Linting a folder of 1,000 files of 40 lines: nothing remembered, then everything, beside ruff, yamllint and sqlfluff."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import texts
from measure import NotMeasured, seconds
from start import BIN, process

FILES = 1_000
RUNS = 5
FASTER = {"yamllint": 3.0, "sqlfluff": 30.0, "warm": 10.0}

_QUERY = """\
SELECT
    posts.creator,
    posts.platform,
    COUNT(*) AS post_count
FROM posts
INNER JOIN deals ON posts.deal_id = deals.id
WHERE
    posts.published >= '2026-0{}-01'
    AND deals.brand = 'Acme Sonar'
GROUP BY posts.creator, posts.platform
ORDER BY post_count DESC;

"""
SQL = "-- The spring campaign.\n" + "".join(_QUERY.format(month) for month in (1, 2, 3)) + "SELECT 2400\nFROM deals;\n-- End.\n"
_FUNCTION = '''

def fee_{0}(posts, base=2400):
    """The fee of the posts of month {0}."""
    total = 0
    for post in posts:
        if post.month == {0} and post.platform != "tiktok":
            total += base * post.share
    return total

'''
PYTHON = '"""The spring campaign."""\n' + "".join(_FUNCTION.format(month) for month in (1, 2, 3, 4))[:-1]
SORTS = {"excl": texts.DEAL, "yaml": texts.DEAL_YAML, "sql": SQL, "py": PYTHON}


def folders(files: int = FILES) -> dict[str, float]:
    """Seconds per file of each linter over its folder: medians of runs in turn, but of sqlfluff, which takes a minute, one run.

    Every file differs from the others in one figure. What is not counted warms up: of `warm` it is the run that fills the cache.
    """
    for command in ("clauselang", "ruff", "yamllint", "sqlfluff"):
        if not (BIN / command).exists():
            raise NotMeasured(f"{command} is not installed beside this Python")
    with TemporaryDirectory() as given:
        for folder, count in (("one", 1), ("all", files)):
            for ending, text in SORTS.items():
                _fill(Path(given, folder, ending), ending, text, count)
        took = seconds({name: _work(name, Path(given, "all")) for name in ("cold", "warm", "ruff", "yamllint")}, RUNS)
        _work("sqlfluff", Path(given, "one"))()
        took["sqlfluff"] = _seconds(_work("sqlfluff", Path(given, "all")))
        return {name: time / files for name, time in took.items()}


def _fill(folder: Path, ending: str, text: str, count: int) -> None:
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"file{number:04}.{ending}").write_text(text.replace("2400", str(2400 + number)), "utf-8")


def _work(name: str, folder: Path) -> Callable[[], None]:
    """How each linter is called: with the rules it has by default (ours with advice, so that all of them run), on all cores if it can."""
    lint = (str(BIN / "clauselang"), "lint", "--advice", str(folder / "excl"))
    match name:
        case "cold":
            return process(*lint, "--no-cache")
        case "warm":
            return process(*lint, "--cache-dir", str(folder / "cache"))
        case "ruff":
            return process(str(BIN / "ruff"), "check", "--no-cache", "--isolated", str(folder / "py"))
        case "yamllint":
            return process(str(BIN / "yamllint"), str(folder / "yaml"))
        case _:
            return process(str(BIN / "sqlfluff"), "lint", "--dialect", "ansi", "--processes", "0", str(folder / "sql"))


def _seconds(work: Callable[[], None]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
