"""Roles, what each may do and where, and the secrets that people and phones hold. Pure."""

from tambon.accounts.rules.grants import NewGrant
from tambon.accounts.rules.roles import APPOINTS, PERMISSIONS, ROLES, Role, RoleText, Verb
from tambon.accounts.rules.scope import Decision, GrantView, Thing, Who, demand, may
from tambon.accounts.rules.secrets import demo_secret, new_token, token_hash, username_key
from tambon.accounts.rules.signin import LINK_LIFE, MOST_FAILURES, WINDOW, DeploymentKind
from tambon.accounts.rules.views import LinkView, OfficeView, PersonView, PhoneView

__all__ = [
    "APPOINTS",
    "LINK_LIFE",
    "MOST_FAILURES",
    "PERMISSIONS",
    "ROLES",
    "WINDOW",
    "Decision",
    "DeploymentKind",
    "GrantView",
    "LinkView",
    "NewGrant",
    "OfficeView",
    "PersonView",
    "PhoneView",
    "Role",
    "RoleText",
    "Thing",
    "Verb",
    "Who",
    "demand",
    "demo_secret",
    "may",
    "new_token",
    "token_hash",
    "username_key",
]
