"""A folder of agreements is the same batch whether one process reads it or several do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from clauselang import forks
from clauselang.driver import Unreadable
from clauselang.engines import run

DEAL = """
import words
agreement "Sonar {0}"
  advertiser "Acme Sonar"
  influencer "River Angler"
    instagram @river.angler
  timezone Europe/Vilnius

category lake_sonar, 1 month after last post
"""
OTHERS = {
    "deals/words.excl": "category lake_sonar under sonar\n",
    "deals/broken.excl": "category sonar, , 1 month\n",
    "deals/misspelt.excl": DEAL.replace("lake_sonar,", "lake_sonra,"),
    "deals/terms.excl": "category sonar, 1 month after last post\n",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some agreements that import one file, and files that are none."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deals" / "old").mkdir(parents=True)
    for number in range(20):
        (tmp_path / "deals" / ("old" if number % 3 else "") / f"d{number:02}.excl").write_text(DEAL.format(number), "utf-8")
    for name, text in OTHERS.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "deals" / "old" / "words.excl").write_text(OTHERS["deals/words.excl"], "utf-8")
    return tmp_path


def found() -> object:
    """Names, trees and facts of the agreements, and what was reported."""
    agreements, reports = run.agreements_below("deals")
    listed = [(one.name, one.resolved.module, one.resolved.deal.title, one.resolved.source.name) for one in agreements if one.resolved.deal]
    return listed, [(report.code, report.message, report.span and report.span.place) for report in reports]


def spread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have three processes read from now on."""
    monkeypatch.setattr(run, "MANY", 2)
    monkeypatch.setattr(forks, "cores", lambda: 3)
    monkeypatch.setattr(forks, "possible", lambda: True)


@pytest.mark.skipif(sys.platform != "linux", reason="only there are processes copied")
def test_several_processes_read_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same agreements and the same reports in the same order."""
    one = found()
    spread(monkeypatch)
    assert found() == one
    assert len(one[0]) == 20 and {code for code, *_ in one[1]} >= {"S101"}  # type: ignore[index]


@pytest.mark.skipif(sys.platform != "linux", reason="only there are processes copied")
def test_the_first_file_that_cannot_be_read_is_the_one_that_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several such files it is the first, whoever came upon which."""
    for name in ("d05", "d17", "zz"):
        (folder / "deals" / f"{name}.excl").write_bytes(b"\xff")
    for several in (False, True):
        if several:
            spread(monkeypatch)
        with pytest.raises(Unreadable) as refused:
            run.agreements_below("deals")
        assert refused.value.diagnostic.message == "`deals/d05.excl` is not UTF-8: byte 0 in line 1 has no meaning"
