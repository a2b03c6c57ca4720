"""What every page's template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tambon.pages import language


def page(request: HttpRequest) -> dict[str, Any]:
    """``lang``, ``other_lang``, ``synthetic`` (shows the banner), ``public_url``, ``has_desk``.

    A door says that its data are synthetic by ``request.synthetic = True`` or by its own context.
    """
    lang = language.of(request)
    return {
        "lang": lang,
        "other_lang": "en" if lang == "th" else "th",
        "synthetic": getattr(request, "synthetic", False),
        "public_url": getattr(settings, "TAMBON_PUBLIC_URL", ""),
        "has_desk": "tambon.desk" in settings.INSTALLED_APPS,
    }
