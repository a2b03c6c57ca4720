"""What a submission says about itself, read without trusting it. Pure."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from lxml import etree

from tambon.lib.moves import Move
from tambon.submissions import problems

MAX_XML = 5_000_000  # bytes; a form of 40 answers is 2,000
MAX_MARKS = 200_000  # beginnings and ends of elements, and attributes: a tree takes 40 times their bytes
MAX_DEPTH = 60  # elements within elements; nested repeats of real forms stay under 10
MAX_KEY = 250  # characters of an id that are kept as they are; PostgreSQL cannot index 2,700 bytes
MAX_NAME = 255
TRACES = ("audit.csv",)  # attachments that trace a worker: ODK's log of where and when each question was open

_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")
_local = threading.local()


class State(StrEnum):
    """How a delivery met what was here."""

    NEW = "new"
    SAME = "same"
    CONFLICT = "conflict"


class Outcome(StrEnum):
    """How a person settles a quarantined submission."""

    AGAIN = "again"  # what was missing is there now: process it once more
    SET_ASIDE = "set_aside"  # it makes no claim; the raw submission stays


class Why(StrEnum):
    """Why a person sets a submission aside for good."""

    TRIAL = "trial"
    TWICE = "twice"
    ELSEWHERE = "elsewhere"
    UNCLEAR = "unclear"


class Stage(StrEnum):
    """Where a submission stands once it is kept."""

    INBOX = "inbox"
    CLAIMED = "claimed"
    QUARANTINED = "quarantined"
    SET_ASIDE = "set_aside"


MOVES: tuple[Move, ...] = (
    Move(None, Stage.INBOX, "โทรศัพท์ส่งคำตอบ เก็บไว้ทุกตัวอักษร", "a phone sends it; kept to the letter"),
    Move(Stage.INBOX, Stage.CLAIMED, "อ่านได้และอยู่ในพื้นที่ของผู้ส่ง", "it reads well and lies in the sender's area"),
    Move(Stage.INBOX, Stage.QUARANTINED, "ต้องให้คนดูก่อน", "a person has to look first"),
    Move(Stage.QUARANTINED, Stage.INBOX, "แก้เหตุแล้ว ประมวลผลอีกครั้ง", "the cause is mended: process it again"),
    Move(Stage.QUARANTINED, Stage.SET_ASIDE, "เก็บไว้เฉย ๆ", "left aside for good"),
)


@dataclass(frozen=True)
class Envelope:
    """What the intake needs to know; everything else waits for processing."""

    instance_id: str
    form_id: str
    form_version: str
    deprecates: str | None = None  # the instance id that this one is an edit of


@dataclass(frozen=True)
class Part:
    """One attachment that is already on disk: the phone's name for it, and the blob."""

    name: str
    sha256: str  # hex, the blob's name
    size: int
    content_type: str


@dataclass(frozen=True)
class Receipt:
    """``hash`` is the hex hash of the journal's entry; ``ref`` our own name for the submission."""

    state: State
    ref: UUID
    hash: str


@dataclass(frozen=True, slots=True)
class SentDay:
    """Answers that came from a person's phone on a Thai day; ``waiting`` are not read yet, ``set_aside`` wait
    for somebody to look.
    """

    person_id: int
    day: date
    sent: int
    waiting: int
    set_aside: int


def read_envelope(xml: bytes) -> Envelope:
    """The ids in an OpenRosa instance: root ``id`` and ``version``, and ``meta/instanceID`` in any namespace.

    Without an instanceID the id is ``sha256:<hex of the xml>``, and so it is for one too long to be a key. An
    edit names in ``meta/deprecatedID`` what it stands for; one that names itself is none.
    Raises a Problem for what is no XML, carries a DOCTYPE, is too large, too deep or has too many elements.
    Source: OpenRosa Metadata Schema 1.0; the root's ``instanceID`` attribute is that of older clients.
    """
    if len(xml) > MAX_XML:
        raise problems.too_large(limit=MAX_XML)
    if xml.count(b"<") + xml.count(b"=") > MAX_MARKS:
        raise problems.too_many_marks(limit=f"{MAX_MARKS // 2:,}")
    root = _parse(xml)
    meta = _meta(root)
    stated = _key(meta.get("instanceID") or (root.get("instanceID") or "").strip())
    instance_id = stated or f"sha256:{sha256(xml).hexdigest()}"
    deprecates = _key(meta.get("deprecatedID", ""))
    return Envelope(
        instance_id=instance_id,
        form_id=(root.get("id") or etree.QName(root).namespace or "")[:MAX_KEY],
        form_version=(root.get("version") or "")[:MAX_KEY],
        deprecates=deprecates if deprecates != instance_id else None,
    )


def _key(stated: str) -> str | None:
    """The id as it is kept; None for none."""
    if len(stated) <= MAX_KEY:
        return stated or None
    return f"sha256:{sha256(stated.encode()).hexdigest()}"


def _parse(xml: bytes) -> etree._Element:
    try:
        root = etree.fromstring(xml, _parser())
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise problems.too_deep(limit=MAX_DEPTH) from None
        raise problems.not_xml() from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise problems.has_doctype()
    if _TOO_DEEP(root):
        raise problems.too_deep(limit=MAX_DEPTH)
    return root


def _parser() -> etree.XMLParser[etree._Element]:
    parser: etree.XMLParser[etree._Element] | None = getattr(_local, "parser", None)
    if parser is None:  # one per thread: a parser serves one document at a time
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=False
        )
        _local.parser = parser
    return parser


def _meta(root: etree._Element) -> dict[str, str]:
    """{name: text} of the meta block's fields; of the last block that names an instance."""
    for child in root.iterchildren(reversed=True):  # meta comes last in what pyxform makes
        if not isinstance(child.tag, str) or etree.QName(child).localname != "meta":
            continue
        found: dict[str, str] = {}
        for field in child.iterchildren():
            if isinstance(field.tag, str):
                found.setdefault(etree.QName(field).localname, (field.text or "").strip())
        if found.keys() & {"instanceID", "deprecatedID"}:
            return found
    return {}


def checked_name(name: str) -> str:
    """The attachment's name as it came; raises a Problem for a path or what cannot be a file's name."""
    usable = 0 < len(name) <= MAX_NAME and name.strip(". ") != ""
    if not usable or any(c in "/\\\x7f" or c < " " for c in name):
        raise problems.attachment_name(name=ascii(name[:60]))
    return name


def said_of(part: Part) -> bytes:
    """What the journal vouches for about an attachment, before it is hashed with the submission's nonce."""
    return f"{part.name}\0{part.sha256}".encode()
