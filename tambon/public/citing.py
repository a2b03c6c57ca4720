"""A citation as a page shows it: whose name is in another language says so, and why."""

from __future__ import annotations

from dataclasses import dataclass

from tambon.catalogue.metadata import citation
from tambon.catalogue.metadata.citation import Cited


@dataclass(frozen=True)
class Citation:
    """``publisher`` and the ``rest``; ``foreign`` where an English page has the Thai name alone."""

    publisher: str
    rest: str
    foreign: bool


def show(cited: Cited, lang: str) -> Citation:
    """The sentence of `citation.say`, taken apart behind the publisher's name.

    A unit whose English name nobody entered keeps its own: a made-up translation would name nobody.
    """
    foreign = lang == "en" and not cited.publisher_en and not cited.publisher.isascii()
    publisher = cited.publisher if lang == "th" or foreign else cited.publisher_en or cited.publisher
    return Citation(publisher, citation.say(cited, lang).removeprefix(publisher), foreign)
