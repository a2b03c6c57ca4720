"""Looks at the machine and the home, and says what to do."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from tambon.host.doctor import Finding, examine
from tambon.host.home import Home

NAME = "doctor"
HELP = "check machine and home; each line says what to do"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--all", action="store_true", dest="every", help="read every attachment, not a sample of them"
    )


def run(args: argparse.Namespace) -> int:
    """0 when all is well, 1 when something is not."""
    from tambon.cli.examination import examine_files, examine_running

    home = Home.from_environment()
    findings = [*examine(home), *examine_files(home), *examine_running(home, every=args.every)]
    if args.json:
        ok = all(f.ok for f in findings)
        print(json.dumps({"ok": ok, "findings": [asdict(f) for f in findings]}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(_line, findings)))
    return 0 if all(finding.ok for finding in findings) else 1


def _line(finding: Finding) -> str:
    return f"{'✓' if finding.ok else '✗'} {finding.name:<15} {finding.th} · {finding.en}"
