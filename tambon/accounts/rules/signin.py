"""How long a link lives, how often a secret may be tried and by whom, and who must have a second factor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address, ip_network

from tambon.accounts.rules.roles import Role

LINK_LIFE = timedelta(days=7)
MOST_FAILURES = 10
MOST_OF_AN_ADDRESS = 100  # an office of fifty behind one address mistypes less in a quarter of an hour
WINDOW = timedelta(minutes=15)


class DeploymentKind(StrEnum):
    DEMONSTRATION = "demonstration"
    REAL = "real"


@dataclass(frozen=True, order=True)
class Counter:
    """What tries are counted under, and how many may fail within the window."""

    name: str
    most: int = MOST_FAILURES


def password_counters(username: str, *, address: str, device: str) -> tuple[Counter, ...]:
    """Under what a try of this username's password is counted, the one that a success clears first.

    A device on which this person has signed in before counts for itself: strangers elsewhere, however many,
    lock only each other out (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
    """
    if device:
        return (Counter(f"device {device} {username}"),)
    where = network(address)
    counted = Counter(f"name {username}")
    return (counted, Counter(f"address {where}", MOST_OF_AN_ADDRESS)) if where else (counted,)


def again_counter(person_id: int) -> Counter:
    """For the password that is asked for again of somebody who is signed in."""
    return Counter(f"again {person_id}")


def factor_counter(person_id: int) -> Counter:
    """For codes of the second factor; only whoever has given the first gets to try."""
    return Counter(f"factor {person_id}")


def network(address: str) -> str:
    """The address, or the /64 of an IPv6 address, which one subscriber has whole; "" for no address."""
    try:
        read = ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(read, IPv6Address):
        return str(read.ipv4_mapped or IPv6Address(int(read) >> 64 << 64))
    return str(read)


def wider_network(address: str) -> str:
    """The /16 of an IPv4 address or the /48 of an IPv6 one, about what one customer may have whole; "" for
    no address."""
    own = network(address)
    return str(ip_network((own, 48 if ":" in own else 16), strict=False)) if own else ""


def must_have_factor(roles: Iterable[Role], required: Iterable[str]) -> bool:
    """Whether one of the person's roles is among those that need a second factor."""
    return bool({role.value for role in roles} & set(required))
