"""The form list and the manifest in XML.

Sources: OpenRosa Form Discovery API (formList) and Manifest API (manifest), version 1.0.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from tambon.fieldkit.rules import KeptFile, KitFile, KitForm

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def form_list(base: str, forms: Iterable[KitForm], lang: str) -> bytes:
    """The ``xforms`` document; ``base`` is this phone's address, without a slash at its end."""
    rows = "".join(_form(base, form, lang) for form in forms)
    return f'{_DECLARATION}<xforms xmlns="http://openrosa.org/xforms/xformsList">{rows}</xforms>\n'.encode()


def manifest(base: str, form: KitForm) -> bytes:
    """The ``manifest`` document: the files that the form needs beside it, with their hashes."""
    rows = "".join(_file(base, form, file) for file in form.files)
    head = '<manifest xmlns="http://openrosa.org/xforms/xformsManifest">'
    return f"{_DECLARATION}{head}{rows}</manifest>\n".encode()


def _form(base: str, form: KitForm, lang: str) -> str:
    title = form.title_th if lang == "th" else form.title_en or form.title_th
    told = [
        ("formID", form.form_id),
        ("name", title),
        ("version", form.version),
        ("hash", f"md5:{form.md5}"),
        ("downloadUrl", _url(base, "formXml", form)),
    ]
    if form.files:
        told.append(("manifestUrl", _url(base, "manifest", form)))
    return f"<xform>{_elements(told)}</xform>"


def _file(base: str, form: KitForm, file: KitFile | KeptFile) -> str:
    url = _url(base, "media", form, name=file.name)
    told = [("filename", file.name), ("hash", f"md5:{file.md5}"), ("downloadUrl", url)]
    return f"<mediaFile>{_elements(told)}</mediaFile>"


def _elements(told: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<{name}>{escape(value)}</{name}>" for name, value in told)


def _url(base: str, page: str, form: KitForm, **more: str) -> str:
    # ids in the query, not in the path: an XLSForm may write a slash in them, or leave its version empty
    return f"{base}/{page}?{urlencode({'formId': form.form_id, 'version': form.version, **more})}"
