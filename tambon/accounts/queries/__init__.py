"""Who people are, what they may do on a day, and which office owns what where."""

from tambon.accounts.queries.access import (
    list_issued_phones,
    list_without_password,
    open_link_until,
    phone_owner,
)
from tambon.accounts.queries.entering import find_collector, find_link, find_phone, list_phones
from tambon.accounts.queries.factors import find_factor, has_factor, lacks_factor, list_ministry_links
from tambon.accounts.queries.grants import (
    count_administrators,
    grants_of,
    list_grants,
    reach_of,
    reaches_of,
    who,
    who_is,
)
from tambon.accounts.queries.loading import AccountsReport, check_accounts
from tambon.accounts.queries.loading_offices import OfficesReport, check_offices
from tambon.accounts.queries.offices import (
    agency_ids,
    find_agency_id,
    find_office,
    list_agencies,
    list_offices,
    office,
    office_names,
    offices_of,
    owner_offices,
    territories_mark,
    territory,
)
from tambon.accounts.queries.people import (
    deployment_kind,
    find_person,
    get_person,
    get_user,
    has_demonstration_people,
    is_demonstration,
    list_people,
    names,
)

__all__ = [
    "AccountsReport",
    "OfficesReport",
    "agency_ids",
    "check_accounts",
    "check_offices",
    "count_administrators",
    "deployment_kind",
    "find_agency_id",
    "find_collector",
    "find_factor",
    "find_link",
    "find_office",
    "find_person",
    "find_phone",
    "get_person",
    "get_user",
    "grants_of",
    "has_demonstration_people",
    "has_factor",
    "is_demonstration",
    "lacks_factor",
    "list_agencies",
    "list_grants",
    "list_issued_phones",
    "list_ministry_links",
    "list_offices",
    "list_people",
    "list_phones",
    "list_without_password",
    "names",
    "office",
    "office_names",
    "offices_of",
    "open_link_until",
    "owner_offices",
    "phone_owner",
    "reach_of",
    "reaches_of",
    "territories_mark",
    "territory",
    "who",
    "who_is",
]
