"""What runs in a pull request, run as it is declared in scratch repositories: once failing, once passing."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest

from tests.console import ROOT, install

yaml = pytest.importorskip("yaml", reason="PyYAML reads the declarations")

AGREEMENT = """\
agreement "Spring"
  advertiser "Acme Sonar"
  influencer "River Angler"
  timezone Europe/Vilnius
  posts
    reel on instagram, published 2026-04-10 18:00:00

exclusivity
  brands Garmin, 1 month after last post
"""
SCENARIO = """
scenario "Rivals wait ```a month```"
  paid mention of Garmin, reel on instagram, 2026-04-20 12:00: violation
  paid mention of Garmin, reel on instagram, 2026-06-20 12:00: compliant
"""
GOOD = AGREEMENT + SCENARIO
LONGER = GOOD.replace("1 month", "2 months").replace("2026-06-20", "2026-07-20")
UNTIDY = LONGER.replace("2 months after", "2   months after")
WRONG = LONGER.replace("07-20 12:00: compliant", "07-20 12:00: violation")
BROKEN = "category sonra, 1 month after last post\n"


@attrs.frozen
class Repository:
    """A scratch repository with a remote, a branch `change`, and the `clauselang` command of this checkout on its path."""

    folder: Path
    environment: dict[str, str]

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Call git."""
        return subprocess.run(["git", *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False)

    def commit(self, **texts: str | None) -> subprocess.CompletedProcess[str]:
        """Write or delete files of the folder `deals`, and commit."""
        for name, text in texts.items():
            path = self.folder / "deals" / f"{name}.excl"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8") if text is not None else path.unlink()
        assert self.git("add", "--all").returncode == 0
        return self.git("commit", "--quiet", "-m", "change")

    def run(self, script: str, *shell: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a script in the repository."""
        given = {**self.environment, **environment}
        return subprocess.run([*shell, script], cwd=self.folder, env=given, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """One good deal on the base branch, which the remote has too."""
    who = {f"GIT_{role}_{part}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    path = os.pathsep.join([str(install(tmp_path)), os.environ["PATH"]])
    known = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GITHUB_", "CI_"))}
    environment = known | who | {"PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}
    made = Repository(tmp_path / "work", environment)
    made.folder.mkdir()
    assert made.git("init", "--quiet", "--initial-branch=main").returncode == 0
    assert made.commit(spring=GOOD).returncode == 0
    assert made.git("clone", "--quiet", "--bare", ".", str(tmp_path / "remote.git")).returncode == 0
    assert made.git("remote", "add", "origin", str(tmp_path / "remote.git")).returncode == 0
    assert made.git("switch", "--quiet", "--create", "change").returncode == 0
    return made


# The hooks.

HOOKS: dict[str, dict[str, Any]] = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


def test_the_hooks_are_declared_as_pre_commit_wants_them() -> None:
    """A formatter and a linter, installed as Python packages, for files of the language only."""
    assert set(HOOKS) == {"clauselang-fmt", "clauselang-lint"}
    for hook in HOOKS.values():
        assert hook["language"] == "python"
        assert shlex.split(hook["entry"])[0] == "clauselang"
        assert re.search(hook["files"], "deals/spring.excl")
        assert not re.search(hook["files"], "deals/spring.excl.md")


def hooked(repository: Repository) -> None:
    """Make git call the hooks as pre-commit does: with the staged files that match; a changed file stops the commit."""
    lines = ["#!/bin/bash", "set -o pipefail", "code=0"]
    for hook in HOOKS.values():
        staged = "git diff --cached --name-only -z --diff-filter=ACMR"
        lines.append(f"{staged} | grep -zE {shlex.quote(hook['files'])} | xargs -0 --no-run-if-empty {hook['entry']} || code=1")
    lines += ["git diff --quiet || code=1", "exit $code"]
    script = repository.folder / ".git" / "hooks" / "pre-commit"
    script.parent.mkdir(exist_ok=True)
    script.write_text("\n".join(lines) + "\n", "utf-8")
    script.chmod(0o755)


def test_a_commit_stops_and_then_passes(repository: Repository) -> None:
    """A misspelt category and an untidy line stop the commit; the line is formatted, the word mended by hand, and it passes."""
    hooked(repository)

    stopped = repository.commit(spring=UNTIDY, broken=BROKEN)

    assert stopped.returncode == 1
    assert "deals/spring.excl: formatted" in stopped.stdout + stopped.stderr
    assert "R104" in stopped.stdout + stopped.stderr
    assert (repository.folder / "deals/spring.excl").read_text("utf-8") == LONGER
    passed = repository.commit(broken=BROKEN.replace("sonra", "sonar"))
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "Traceback" not in stopped.stderr + passed.stderr


def test_pre_commit_itself_runs_the_hooks(repository: Repository) -> None:
    """The tool itself, where it is installed, fails and passes with the entries as they are declared."""
    pytest.importorskip("pre_commit", reason="pre-commit runs its hooks")
    hooks = [{**hook, "language": "system"} for hook in HOOKS.values()]  # as declared, but without an installation
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (repository.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    command = shlex.join([sys.executable, "-m", "pre_commit", "run", "--all-files"])
    home = {"PRE_COMMIT_HOME": str(repository.folder.parent / "pre-commit"), "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    repository.commit(spring=UNTIDY, broken=BROKEN)

    stopped = repository.run(command, "sh", "-c", **home)
    repository.commit(broken=None)
    passed = repository.run(command, "sh", "-c", **home)

    assert (stopped.returncode, passed.returncode) == (1, 0), stopped.stdout + passed.stdout
    assert "files were modified by this hook" in stopped.stdout
    assert "R104" in stopped.stdout


# The action.

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["name"]: step for step in ACTION["runs"]["steps"]}
CHECKS = ("Lint", "Check the format", "Test", "Summary")


class Runner:
    """Runs steps as the runner of GitHub does: its shell, its variables, its files for outputs and summary."""

    def __init__(self, repository: Repository, **inputs: str) -> None:
        self.repository = repository
        self.temporary = repository.folder.parent / "runner"
        self.temporary.mkdir(exist_ok=True)
        self.inputs = {name: given["default"] for name, given in ACTION["inputs"].items()} | inputs
        self.files = {name: self.temporary / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")}
        for file in self.files.values():
            file.write_text("", "utf-8")

    def run(self, name: str, base: str = "main", **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one step by its name."""
        step = STEPS[name]
        assert step["shell"] == "bash"
        script = self.temporary / "step.sh"
        script.write_text(step["run"], "utf-8")
        given = {key: self.value(text) for key, text in step.get("env", {}).items()}
        known = {key: str(file) for key, file in self.files.items()} | {"RUNNER_TEMP": str(self.temporary), "GITHUB_BASE_REF": base}
        shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
        result = self.repository.run(str(script), *shell, **known, **given, **environment)
        assert "Traceback" not in result.stderr, result.stderr
        return result

    def value(self, text: str) -> str:
        """An expression's value: an input, or the folder of the action."""
        found = re.fullmatch(r"\$\{\{ (inputs\.(\w+)|github\.action_path) \}\}", text)
        assert found, text
        return str(ROOT) if found[2] is None else str(self.inputs[found[2]])

    def codes(self) -> dict[str, int]:
        """Run every check, as the job does even when one fails."""
        return {name: self.run(name).returncode for name in CHECKS}

    @property
    def summary(self) -> str:
        """What stands in the summary of the run."""
        return self.files["GITHUB_STEP_SUMMARY"].read_text("utf-8")


def test_inputs_reach_scripts_as_variables_only() -> None:
    """No expression is pasted into a script, where its text would be run."""
    for step in STEPS.values():
        assert "${{" not in step.get("run", "")


def test_every_check_runs_even_if_one_fails() -> None:
    """Each step after the installation is tied to it alone."""
    for name in CHECKS:
        assert STEPS[name]["if"] == "${{ !cancelled() && steps.install.outcome == 'success' }}"


def test_the_action_fails_and_then_passes(repository: Repository) -> None:
    """A misspelt word, an untidy line and a wrong expectation each fail their own step; mended, every step passes."""
    repository.commit(spring=UNTIDY, wrong=WRONG, broken=BROKEN)
    failing = Runner(repository).codes()

    repository.commit(spring=LONGER, wrong=None, broken=None)
    passing = Runner(repository).codes()

    assert failing == {"Lint": 1, "Check the format": 1, "Test": 1, "Summary": 0}
    assert passing == {"Lint": 0, "Check the format": 0, "Test": 0, "Summary": 0}


def test_each_step_fails_for_its_own_reason_alone(repository: Repository) -> None:
    """An untidy file passes lint and its scenarios, a wrong expectation passes lint and format."""
    repository.commit(spring=UNTIDY)
    assert Runner(repository).codes() == {"Lint": 0, "Check the format": 1, "Test": 0, "Summary": 0}

    repository.commit(spring=WRONG)
    assert Runner(repository).codes() == {"Lint": 0, "Check the format": 0, "Test": 1, "Summary": 0}


def test_the_findings_are_annotated_and_uploaded(repository: Repository) -> None:
    """The lint step prints annotations and names a SARIF file, which the upload takes up; paths may hold spaces."""
    repository.commit(broken=BROKEN)
    (repository.folder / "deals").rename(repository.folder / "our deals")
    runner = Runner(repository, paths="our deals\n")

    printed = runner.run("Lint").stdout

    assert "::error" in printed
    assert "our deals/broken.excl" in printed
    name, _, file = runner.files["GITHUB_OUTPUT"].read_text("utf-8").strip().partition("=")
    upload = STEPS["Upload the findings"]
    assert upload["with"]["sarif_file"] == f"${{{{ steps.lint.outputs.{name} }}}}"
    results = json.loads(Path(file).read_text("utf-8"))["runs"][0]["results"]
    assert "R104" in {result["ruleId"] for result in results}


def test_the_summary_shows_how_the_prose_differs(repository: Repository) -> None:
    """A longer window is shown as prose before and after; a file that only moved, and one outside `paths`, are not."""
    repository.git("mv", "deals/spring.excl", "deals/April deal.excl")
    assert repository.commit().returncode == 0
    runner = Runner(repository)
    assert runner.run("Summary").returncode == 0
    assert "No clause reads differently." in runner.summary

    path = repository.folder / "deals/April deal.excl"
    path.write_text(LONGER, "utf-8")
    repository.commit()
    runner = Runner(repository)
    assert runner.run("Summary").returncode == 0
    assert "--- a/deals/spring.excl\n+++ b/deals/April deal.excl\n" in runner.summary
    changed = [line for line in runner.summary.splitlines() if line.startswith(("-", "+")) and "month" in line]
    assert [line[0] for line in changed] == ["-", "+"]
    assert "2 months" in changed[1] or "two months" in changed[1]

    elsewhere = Runner(repository, paths="contracts")
    elsewhere.run("Summary")
    assert "No clause reads differently." in elsewhere.summary
    assert repository.git("worktree", "list").stdout.count("\n") == 1


def test_the_summary_works_on_a_shallow_checkout(repository: Repository) -> None:
    """With the one commit that a checkout has by default, the base branch is fetched and compared."""
    repository.commit(spring=LONGER)
    repository.git("push", "--quiet", "origin", "change")
    shallow = attrs.evolve(repository, folder=repository.folder.parent / "shallow")
    remote = (repository.folder.parent / "remote.git").as_uri()
    assert repository.git("clone", "--quiet", "--depth=1", "--branch=change", remote, str(shallow.folder)).returncode == 0
    runner = Runner(shallow)

    result = runner.run("Summary")

    assert result.returncode == 0, result.stderr
    assert "+++ b/deals/spring.excl" in runner.summary


def test_nothing_in_a_file_ends_the_block_that_shows_it(repository: Repository) -> None:
    """A title with backticks and a heading stays inside a longer fence; outside pull requests there is no diff."""
    repository.commit(spring=WRONG)
    runner = Runner(repository)
    runner.run("Test")

    assert runner.run("Summary", base="").returncode == 0

    opening, *_, closing = [line for line in runner.summary.splitlines() if line.startswith("`")]
    assert opening == "``````text"
    assert closing == "``````"
    assert "FAILED Rivals wait ```a month```" in runner.summary
    assert "Changed clauses" not in runner.summary


@pytest.mark.skipif(not importlib.util.find_spec("hatchling"), reason="hatchling builds the package without the network")
def test_the_action_installs_itself(repository: Repository) -> None:
    """The installation makes an environment of its own and puts one command on the job's path."""
    runner = Runner(repository)
    offline = {"PIP_NO_BUILD_ISOLATION": "0", "PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "PYTHONPATH": sysconfig.get_path("purelib")}
    programs = runner.temporary / "python3"
    programs.mkdir()
    (programs / "python3").symlink_to(sys.executable)
    offline["PATH"] = os.pathsep.join([str(programs), os.environ["PATH"]])

    result = runner.run("Install", **offline)

    assert result.returncode == 0, result.stderr
    added = Path(runner.files["GITHUB_PATH"].read_text("utf-8").strip())
    assert [path.name for path in added.iterdir()] == ["clauselang"]
    assert result.stdout.startswith("clauselang ")


def test_a_version_is_taken_from_the_index(repository: Repository) -> None:
    """With `version` the package index is asked for just that one."""
    runner = Runner(repository, version="0.1.0")
    programs = runner.temporary / "bin"
    python = runner.temporary / "clauselang" / "python" / "bin" / "python"
    for path in (programs / "python3", python, python.with_name("clauselang")):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('#!/bin/sh\necho "$@"\n', "utf-8")
        path.chmod(0o755)

    result = runner.run("Install", PATH=os.pathsep.join([str(programs), os.environ["PATH"]]))

    assert result.returncode == 0, result.stderr
    assert "-m pip install --quiet --disable-pip-version-check clauselang==0.1.0\n" in result.stdout


# The template for GitLab.

TEMPLATE: dict[str, Any] = yaml.safe_load((ROOT / "ci-templates" / "clauselang.gitlab-ci.yml").read_text("utf-8"))
JOBS = ("clauselang-lint", "clauselang-fmt", "clauselang-test", "clauselang-prose")


def jobs(repository: Repository) -> dict[str, int]:
    """Run the script of every job in a fresh clone, as GitLab does."""
    base = repository.git("merge-base", "main", "change").stdout.strip()
    codes = {}
    for name in JOBS:
        clone = attrs.evolve(repository, folder=repository.folder.parent / name)
        subprocess.run(["rm", "-rf", str(clone.folder)], check=True)
        assert repository.git("clone", "--quiet", ".", str(clone.folder)).returncode == 0
        script = "set -eo pipefail\n" + "\n".join(TEMPLATE[name]["script"])
        result = clone.run(script, "bash", "-c", **TEMPLATE["variables"], CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
        assert "Traceback" not in result.stderr
        codes[name] = result.returncode
    return codes


def test_the_gitlab_jobs_fail_and_then_pass(repository: Repository) -> None:
    """Every job but the prose diff fails on its own mistake, and all pass once it is mended, with their reports."""
    repository.commit(spring=UNTIDY, wrong=WRONG, broken=BROKEN)
    failing = jobs(repository)
    quality = json.loads((repository.folder.parent / "clauselang-lint" / "gl-code-quality-report.json").read_text("utf-8"))
    tested = ET.parse(repository.folder.parent / "clauselang-test" / "clauselang-junit.xml").getroot()

    repository.commit(spring=LONGER, wrong=None, broken=None)
    passing = jobs(repository)
    difference = (repository.folder.parent / "clauselang-prose" / "clauselang-prose.diff").read_text("utf-8")

    assert failing == dict.fromkeys(JOBS, 1) | {"clauselang-prose": 0}
    assert passing == dict.fromkeys(JOBS, 0)
    assert "deals/broken.excl" in {finding["location"]["path"] for finding in quality}
    assert (tested.get("failures"), tested.get("errors")) == ("1", "1")
    assert "+++ b/deals/spring.excl" in difference


def test_the_gitlab_reports_are_the_files_that_scripts_write() -> None:
    """What a job promises as a report or artifact is named in its script."""
    for name in JOBS:
        artifacts = TEMPLATE[name].get("artifacts", {})
        for file in (*artifacts.get("reports", {}).values(), *artifacts.get("paths", ())):
            assert file in " ".join(TEMPLATE[name]["script"])
    assert TEMPLATE[".clauselang"]["before_script"][0].endswith('"$CLAUSELANG_PACKAGE"')
