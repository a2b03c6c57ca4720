"""Roles, what each may do and where, and the secrets that people and phones hold. Pure."""

from tambon.accounts.rules.appointing import (
    Held,
    Reach,
    demand_appoint,
    demand_look_after,
    demand_see_person,
    demand_take_on,
    may_appoint,
    may_look_after,
    may_see_grant,
    may_see_person,
    may_take_on,
)
from tambon.accounts.rules.grants import HeldGrant, NewGrant, fault_of
from tambon.accounts.rules.owners import OwnersOfArea, OwnerSpan
from tambon.accounts.rules.roles import APPOINTS, PERMISSIONS, ROLES, Role, RoleText, Verb
from tambon.accounts.rules.scope import Decision, GrantView, Thing, Who, demand, may
from tambon.accounts.rules.secrets import demo_secret, new_token, token_hash, username_key
from tambon.accounts.rules.signin import LINK_LIFE, MOST_FAILURES, WINDOW, DeploymentKind
from tambon.accounts.rules.verbs import VERBS
from tambon.accounts.rules.views import LinkView, OfficeView, PersonView, PhoneView, Sheet

__all__ = [
    "APPOINTS",
    "LINK_LIFE",
    "MOST_FAILURES",
    "PERMISSIONS",
    "ROLES",
    "VERBS",
    "WINDOW",
    "Decision",
    "DeploymentKind",
    "GrantView",
    "Held",
    "HeldGrant",
    "LinkView",
    "NewGrant",
    "OfficeView",
    "OwnerSpan",
    "OwnersOfArea",
    "PersonView",
    "PhoneView",
    "Reach",
    "Role",
    "RoleText",
    "Sheet",
    "Thing",
    "Verb",
    "Who",
    "demand",
    "demand_appoint",
    "demand_look_after",
    "demand_see_person",
    "demand_take_on",
    "demo_secret",
    "fault_of",
    "may",
    "may_appoint",
    "may_look_after",
    "may_see_grant",
    "may_see_person",
    "may_take_on",
    "new_token",
    "token_hash",
    "username_key",
]
