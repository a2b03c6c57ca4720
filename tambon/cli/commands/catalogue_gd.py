"""``tambon catalogue gd``: the latest release in GD Catalog's Excel template, for registering it by hand."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from tambon.cli import problems, reading
from tambon.host.home import Home
from tambon.host.settings import env

NAME = "catalogue gd"
HELP = "write the latest release's datasets into GD Catalog's Excel template"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dataset", nargs="*", metavar="DATASET", help="these alone (default: every one)")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the .xlsx to write")
    parser.add_argument(
        "--catalogue", metavar="DIR", help="the published files (default: the home's catalogue)"
    )
    parser.add_argument(
        "--url", metavar="URL", help="where the public side is served (default: as in the settings)"
    )
    parser.add_argument(
        "--classified",
        action="store_true",
        help="with the column data_classification, which some installations of GD Catalog have",
    )
    reading.key_arguments(parser, "read")


def run(args: argparse.Namespace) -> int:
    """0 when the file is written. Raises `no_catalogue`, `no_trust`, `not_a_fingerprint`, or a Problem of the
    catalogue: what no trusted key signed is not written into a form by which a dataset is registered."""
    from tambon.catalogue import Catalogue
    from tambon.catalogue.metadata import gdcatalog
    from tambon.catalogue.metadata.telling import tell
    from tambon.cli.trust import told_keys, trust
    from tambon.formats.sheets import workbook_of
    from tambon.store import write_file

    folder = _folder(args.catalogue)
    catalogue = Catalogue(folder, trust=trust(told_keys(args.keys, unsigned=args.unsigned), folder))
    base = args.url or env("TAMBON_PUBLIC_URL", "") or str(catalogue.manifest()["published_from"])
    told = tell(catalogue, base=base, email=env("TAMBON_CATALOGUE_EMAIL", "").strip())
    chosen = tuple(catalogue.dataset(name) for name in args.dataset) or told.datasets
    write_file(args.out, workbook_of(gdcatalog.sheets(told, chosen, classified=args.classified)))
    names = [each["name"] for each in chosen]
    if args.json:
        print(json.dumps({"file": str(args.out), "release": told.version, "datasets": names}))
    else:
        print(f"{args.out} ← {told.version}: {', '.join(names)}")
        if told.synthetic:
            print("ข้อมูลสมมติ ห้ามนำเข้าบัญชีข้อมูลจริง · synthetic data: not for a real catalogue")
    return 0


def _folder(named: str | None) -> Path:
    folder = Path(named or os.environ.get("TAMBON_CATALOGUE") or Home.from_environment().catalogue).resolve()
    if not folder.is_dir():
        raise problems.no_catalogue(folder=folder)
    return folder
