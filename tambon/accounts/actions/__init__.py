"""Everything that changes people, offices and grants."""

from tambon.accounts.actions.entering import (
    issue_phone_token,
    make_one_time_link,
    revoke_phone_token,
    set_demonstration_password,
    sign_in_check,
    use_one_time_link,
)
from tambon.accounts.actions.offices import add_agency, add_office, set_territory
from tambon.accounts.actions.people import (
    add_person,
    close_person,
    end_grant,
    first_administrator,
    found,
    grant,
    set_language,
)

__all__ = [
    "add_agency",
    "add_office",
    "add_person",
    "close_person",
    "end_grant",
    "first_administrator",
    "found",
    "grant",
    "issue_phone_token",
    "make_one_time_link",
    "revoke_phone_token",
    "set_demonstration_password",
    "set_language",
    "set_territory",
    "sign_in_check",
    "use_one_time_link",
]
