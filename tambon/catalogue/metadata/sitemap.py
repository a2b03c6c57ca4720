"""sitemap.xml: pages that a search engine should know, in both languages. Pure. Source: sitemaps.org, 0.9."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

MOST = 50_000  # addresses in one file, as the protocol says


def sitemap(base: str, pages: Iterable[tuple[str, str]]) -> str:
    """``pages``: (path, day of the last change or nothing); those beyond `MOST` are left out."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for path, changed in list(pages)[:MOST]:
        day = f"<lastmod>{escape(changed)}</lastmod>" if changed else ""
        tongues = "".join(
            f'<xhtml:link rel="alternate" hreflang="{lang}" href={quoteattr(f"{base}{path}?lang={lang}")}/>'
            for lang in ("th", "en")
        )
        lines.append(f"<url><loc>{escape(base + path)}</loc>{day}{tongues}</url>")
    return "\n".join([*lines, "</urlset>"]) + "\n"
