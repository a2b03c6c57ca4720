"""Asks ODK Validate about an XForm. Runs in a process of its own (see `apart`).

The words are the path of Java. One line of JSON: what the checker says against the form, empty where it says
nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from pyxform.validators.error_cleaner import ErrorCleaner
from pyxform.validators.odk_validate import ODK_VALIDATE_PATH

_NEITHER = 99  # the checker itself could not be run: that is no fault of the form


def main() -> None:
    """Reads the XForm from standard input."""
    (java,) = json.loads(sys.argv[1])
    form = Path("form.xml")
    form.write_bytes(sys.stdin.buffer.read())
    command = [java, "-Djava.awt.headless=true", "-Xmx768m", "-jar", ODK_VALIDATE_PATH, str(form)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = ErrorCleaner.odk_validate(done.stderr) if done.returncode == 1 else ""
    sys.stdout.write(json.dumps(said) + "\n")
    sys.exit(0 if done.returncode in (0, 1) else _NEITHER)


if __name__ == "__main__":
    main()
