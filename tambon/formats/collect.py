"""The QR code by which ODK Collect sets itself up.

Source: docs.getodk.org/collect-import-export: settings in JSON, compressed by zlib, in base64.
"""

from __future__ import annotations

import json
from base64 import b64encode
from zlib import compress

FIRST = {"form_update_mode": "match_exactly", "autosend": "wifi_and_cellular"}


def settings_text(server_url: str, *, name: str) -> str:
    """What the code holds: this server, forms kept like the server's, and sending as soon as it can."""
    settings = {"general": {"server_url": server_url, **FIRST}, "admin": {}, "project": {"name": name}}
    return b64encode(compress(json.dumps(settings, ensure_ascii=False).encode())).decode()
