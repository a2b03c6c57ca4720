"""What a phone holds, and what a worker has to do. Pure."""

from tambon.fieldkit.rules.glance import Line, Sort, ordered
from tambon.fieldkit.rules.kit import COLUMNS, VILLAGES, KeptFile, KitFile, KitForm, needs
from tambon.fieldkit.rules.month import MonthReport
from tambon.fieldkit.rules.posts import PostToday, left_alone
from tambon.fieldkit.rules.work import GRACE, Held, Item, Progress, Returned, Work

__all__ = [
    "COLUMNS",
    "GRACE",
    "VILLAGES",
    "Held",
    "Item",
    "KeptFile",
    "KitFile",
    "KitForm",
    "Line",
    "MonthReport",
    "PostToday",
    "Progress",
    "Returned",
    "Sort",
    "Work",
    "left_alone",
    "needs",
    "ordered",
]
