"""Buckets of S3: their address, and a store in one.

Address, region and keys are read from the environment as every client of S3 does (``AWS_ENDPOINT_URL``,
``AWS_REGION``, ``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

RETRIES = 3
RETRY_SECONDS = 20  # a phone waits for this answer: it comes again by itself when we say "later"
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


def read_address(text: str, *, setting: str) -> tuple[str, str]:
    """Bucket and prefix of ``s3://bucket/prefix``; ends the start for anything else."""
    parts = urlsplit(text)
    if parts.scheme != "s3" or not _BUCKET.fullmatch(parts.netloc) or parts.query or parts.fragment:
        raise SystemExit(f"{setting} must be a folder or s3://bucket/prefix; AWS_… hold its keys")
    return parts.netloc, parts.path.strip("/")


def open_bucket(bucket: str, prefix: str) -> S3Store:
    """The store below the prefix. Raises OSError."""
    with told():
        return S3Store(
            bucket,
            prefix=prefix or None,
            client_options={"connect_timeout": "5s", "timeout": "60s", "allow_http": _may_be_open()},
            retry_config={"max_retries": RETRIES, "retry_timeout": timedelta(seconds=RETRY_SECONDS)},
        )


@contextmanager
def told() -> Iterator[None]:
    """The library's faults as those of a disk."""
    try:
        yield
    except (NotFoundError, FileNotFoundError) as fault:
        raise FileNotFoundError("it is not in the bucket") from fault
    except BaseError as fault:
        raise OSError(f"the bucket cannot be used: {str(fault).splitlines()[0][:200]}") from fault


def _may_be_open() -> bool:
    """Whether the operator says that the address needs no TLS: a server on this machine, say."""
    return os.environ.get("AWS_ALLOW_HTTP", "").lower() in ("1", "true")
