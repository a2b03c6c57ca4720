"""How words of the command line are read; argparse tells what these refuse."""

from __future__ import annotations

import argparse
from pathlib import Path

LAST_PORT = 65_535
MOST_WORKERS = 64
TRUSTED_KEYS = "TAMBON_TRUSTED_KEYS"


def port(text: str) -> int:
    """A port that can be listened on."""
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to {LAST_PORT}")
    return number


def workers(text: str) -> int:
    """A number of processes."""
    number = int(text) if text.isdecimal() and len(text) < 4 else 0
    if not 1 <= number <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes: 1 to {MOST_WORKERS}")
    return number


def folder(text: str) -> str:
    """The whole path of a folder. An empty word is refused: a script's unset variable is no choice."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the folder's name is empty")
    return str(Path(text).expanduser().resolve())


def new_file(text: str) -> Path:
    """The path of a file to write; its folder must be there."""
    path = Path(text).expanduser()
    if not text.strip() or path.is_dir() or not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} is no file in a folder that exists")
    return path


def key_arguments(parser: argparse.ArgumentParser, what: str) -> None:
    """``--key`` and ``--unsigned``; ``what`` says what the command does with files, as "serve"."""
    parser.add_argument(
        "--key", action="append", default=[], metavar="FINGERPRINT", dest="keys",
        help=f"{what} only what this key signed; more than once for more (default: {TRUSTED_KEYS}, or the "
        "home's own)",
    )  # fmt: skip
    parser.add_argument("--unsigned", action="store_true", help=f"{what} files that nobody vouches for")
