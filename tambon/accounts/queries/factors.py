"""Second factors, and accounts at ministries."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from tambon.accounts.queries.people import is_demonstration
from tambon.accounts.rules import Who
from tambon.accounts.rules.signin import must_have_factor
from tambon.accounts.rules.views import FactorView, MinistryLink
from tambon.accounts.sealing import sealed_for


def find_factor(person_id: int) -> FactorView | None:
    """The person's second factor: since when, and how many recovery codes are left."""
    rows = {row.type: row for row in Authenticator.objects.filter(user_id=person_id)}
    totp = rows.get(Authenticator.Type.TOTP)
    if totp is None:
        return None
    codes = rows.get(Authenticator.Type.RECOVERY_CODES)
    with sealed_for(person_id):
        left = len(RecoveryCodes(codes).get_unused_codes()) if codes else 0
    return FactorView(totp.created_at, left)


def has_factor(person_id: int) -> bool:
    return bool(Authenticator.objects.filter(user_id=person_id, type=Authenticator.Type.TOTP).exists())


def lacks_factor(who: Who) -> bool:
    """Whether one of the person's roles needs a second factor and there is none.

    A demonstration asks nobody. No statement for whoever needs none.
    """
    if not must_have_factor((g.role for g in who.grants), settings.SECOND_FACTOR):
        return False
    return not has_factor(who.person_id) and not is_demonstration()


def list_ministry_links(person_id: int) -> list[MinistryLink]:
    """With which accounts at which ministries the person may sign in."""
    rows = SocialAccount.objects.filter(user_id=person_id).order_by("provider")
    return [MinistryLink(row.pk, row.provider, row.uid) for row in rows]
