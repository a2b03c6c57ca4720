"""Everything that changes people, offices and grants."""

from tambon.accounts.actions.access import make_sheets, reset_access
from tambon.accounts.actions.appointing import appoint, open_account, withdraw_grant
from tambon.accounts.actions.contact import set_email
from tambon.accounts.actions.derived import Kept, keep_derived, wait_for_other_derivations
from tambon.accounts.actions.entering import (
    app_sign_in_check,
    issue_phone_token,
    make_one_time_link,
    revoke_phone_token,
    set_demonstration_password,
    sign_in_check,
    use_one_time_link,
)
from tambon.accounts.actions.factors import (
    Proof,
    new_factor_secret,
    remove_second_factor,
    renew_recovery_codes,
    set_second_factor,
    turn_second_factors,
    use_second_factor,
)
from tambon.accounts.actions.loading import load_accounts
from tambon.accounts.actions.loading_offices import load_offices
from tambon.accounts.actions.ministries import end_ministry_link, enter_by_ministry, link_ministry
from tambon.accounts.actions.offices import (
    add_agency,
    add_office,
    change_office,
    hand_area,
    set_territory,
)
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
    "Kept",
    "Proof",
    "add_agency",
    "add_office",
    "add_person",
    "app_sign_in_check",
    "appoint",
    "change_office",
    "close_person",
    "end_grant",
    "end_ministry_link",
    "enter_by_ministry",
    "first_administrator",
    "found",
    "grant",
    "hand_area",
    "issue_phone_token",
    "keep_derived",
    "link_ministry",
    "load_accounts",
    "load_offices",
    "make_one_time_link",
    "make_sheets",
    "new_factor_secret",
    "open_account",
    "remove_second_factor",
    "renew_recovery_codes",
    "reset_access",
    "revoke_phone_token",
    "set_demonstration_password",
    "set_email",
    "set_language",
    "set_second_factor",
    "set_territory",
    "sign_in_check",
    "turn_second_factors",
    "use_one_time_link",
    "use_second_factor",
    "wait_for_other_derivations",
    "withdraw_grant",
]
