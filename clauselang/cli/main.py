"""`clauselang`: the commands, each loaded only when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

import clauselang
from clauselang.cli.output import EXIT_FINE, EXIT_TROUBLE, say_trouble

COMMANDS = ("prose", "read", "translate", "verify", "check", "windows", "lint", "fmt", "test", "explain", "ast", "compile")


class Lazy(click.Group):
    """A group whose commands live in modules of their names."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"clauselang.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest a command for a misspelt one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from clauselang.diagnostics.suggest import did_you_mean

            hint = did_you_mean(args[0], COMMANDS)
            ctx.fail(f"there is no command `{args[0]}`" + (f"; {hint}" if hint else ""))
        return super().resolve_command(ctx, args)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(clauselang.__version__, message="clauselang %(version)s")
def cli() -> None:
    """Exclusivity terms between brands and creators that mean one thing only.

    Exit codes: 0 fine; 1 findings (a violation, an error in a file, a failed scenario); 2 wrong usage, unreadable
    input or an internal error; 3 nothing forbidden but something unknown.
    """


def main() -> None:
    """Run the command line; nothing ever ends in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    code = EXIT_TROUBLE
    try:
        cli(prog_name="clauselang")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else EXIT_FINE if end.code is None else EXIT_TROUBLE
    except BrokenPipeError:
        pass  # nobody reads any more
    except RecursionError:
        say_trouble("the input is nested too deeply")
    except Exception as error:  # the last line of defence: our bug, said in one sentence
        say_trouble(f"internal error ({type(error).__name__}); please report it with the file that caused it")
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End at once: everything is written, and taking all modules down again takes a quarter of a short run."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (BrokenPipeError, ValueError):
            code = EXIT_TROUBLE
    os._exit(code)


if __name__ == "__main__":
    main()
