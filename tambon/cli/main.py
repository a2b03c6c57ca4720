"""``tambon``: finds the command, prepares what it needs, and turns refusals into sentences and exit codes.

0 done or true · 1 checked and found not true · 2 refused or not understood · 130 interrupted.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import sys
from importlib import metadata
from typing import Any, Protocol, cast

from tambon.cli import reading
from tambon.lib.problem import Problem

PACKAGE = "tambon.cli.commands"
REFUSED, INTERRUPTED = 2, 130


class Command(Protocol):
    NAME: str
    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, args: argparse.Namespace) -> int: ...


def main(argv: list[str] | None = None) -> int:
    """Runs one command; its exit code comes back."""
    given = sys.argv[1:] if argv is None else argv
    if given == ["--version"]:
        print(f"tambon {metadata.version('tambon')}")
        return 0
    command = find(given)
    if command is None:
        return _tell(given)
    args = _read(command, given[len(command.NAME.split()) :])
    if args.home:
        os.environ["TAMBON_HOME"] = args.home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tambon.config.settings")
    try:
        return _run(command, args)
    except Problem as problem:
        say_problem(problem, as_json=args.json)
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # `tambon … | head`: nobody reads on
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - keeps Python's own last flush quiet
        return REFUSED


def find(given: list[str]) -> Command | None:
    """The command that the first words name; only its own module is read, so that starting stays quick."""
    words = _leading_words(given)
    for count in range(len(words), 0, -1):
        stem = "_".join(words[:count]).replace("-", "_")
        if stem in stems():
            command = _module(stem)
            if command.NAME.split() == words[:count]:
                return command
    return None


def stems() -> list[str]:
    """The names of all command modules, sorted."""
    package = importlib.import_module(PACKAGE)
    return sorted(module.name for module in pkgutil.iter_modules(package.__path__))


def every_command() -> list[Command]:
    """All commands, by name."""
    return sorted((_module(stem) for stem in stems()), key=lambda command: command.NAME)


def say_problem(problem: Problem, *, as_json: bool) -> None:
    """The refusal on stderr: one sentence in each language, or one JSON object."""
    if as_json:
        body: dict[str, Any] = {**problem.as_dict("en"), "title_th": problem.say("th")}
        print(json.dumps(body, ensure_ascii=False), file=sys.stderr)
        return
    print(f"{problem.say('th')}\n{problem.say('en')} [{problem.kind.code}]", file=sys.stderr)


def _run(command: Command, args: argparse.Namespace) -> int:
    if not getattr(command, "NEEDS_DATABASE", False):
        return command.run(args)
    from tambon.cli.database import ready_database

    with ready_database():
        return command.run(args)


def _read(command: Command, rest: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog=f"tambon {command.NAME}", description=command.HELP, conflict_handler="resolve"
    )
    parser.add_argument(
        "--home",
        metavar="DIR",
        type=reading.folder,
        help="the home to work on (over TAMBON_HOME; default ./var)",
    )
    parser.add_argument("--json", action="store_true", help="answers and refusals as JSON")
    command.arguments(parser)
    return parser.parse_args(rest)


def _leading_words(given: list[str]) -> list[str]:
    words: list[str] = []
    for word in given[:3]:
        if word.startswith("-"):
            break
        words.append(word)
    return words


def _module(stem: str) -> Command:
    return cast(Command, importlib.import_module(f"{PACKAGE}.{stem}"))


def _tell(given: list[str]) -> int:
    """What commands there are: all, or those that begin with the first word."""
    commands = every_command()
    asked = given[:1] in ([], ["help"], ["-h"], ["--help"])
    group = [c for c in commands if not asked and c.NAME.split()[0] == given[0]]
    out = sys.stdout if asked else sys.stderr
    if not asked and not group:
        print(_not_understood(given[0]), file=out)
    width = max(len(c.NAME) for c in commands)
    print("tambon COMMAND [--home DIR] [--json] …\n", file=out)
    for command in group or commands:
        print(f"  {command.NAME:<{width}}  {command.HELP}", file=out)
    return 0 if asked else REFUSED


def _not_understood(word: str) -> str:
    if word.startswith("-"):
        return f"ให้พิมพ์คำสั่งก่อน แล้วตามด้วย {word} · the command comes first, then {word}"
    return f"ไม่มีคำสั่งนี้ · no such command: tambon {word}"


if __name__ == "__main__":
    sys.exit(main())
