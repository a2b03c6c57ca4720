"""The SQL that takes hidden cells out of the tables of a level. The session holds ``hidden`` beside them."""

from __future__ import annotations

from tambon.releases.rules.protection import AGGREGATE
from tambon.releases.rules.shape import Dataset, Variable

HIDDEN = ("variable", "area_id", "period", "conf")  # the columns of that table
SUPPRESSED = "Q"  # SDMX, CL_OBS_STATUS: missing value; suppressed


def hide(variable: Variable, table: str) -> str:
    """The cells of a variable that ``hidden`` names; the name is bound."""
    name = variable.name
    return f"""UPDATE {table} SET "{name}" = NULL, "{name}_status" = '{SUPPRESSED}', "{name}_conf" = h.conf
FROM hidden h WHERE h.variable = ? AND h.area_id = {table}.area_id AND h.period = {table}.period"""


def hide_share(dataset: Dataset, variable: Variable, table: str) -> str:
    """A share is shown where it follows from totals that are shown, of the same villages."""
    name = variable.name
    inputs = [each for each in variable.inputs if dataset.get(each).protection == AGGREGATE]
    primary = " OR ".join(f"\"{each}_conf\" = 'N'" for each in inputs) or "false"
    other = " OR ".join(
        f'"{each}_conf" <> \'F\' OR "{each}_reported" <> "{name}_reported"' for each in inputs
    )
    return f"""UPDATE {table} SET "{name}" = NULL, "{name}_status" = '{SUPPRESSED}',
    "{name}_conf" = CASE WHEN {primary} THEN 'N' ELSE 'D' END
WHERE "{name}_reported" > 0 AND ({other or "false"})"""


def count_hidden(variable: Variable, table: str) -> str:
    """One row: hidden for their own sake, hidden for others'."""
    conf = f'"{variable.name}_conf"'
    return f"SELECT count(*) FILTER ({conf} = 'N'), count(*) FILTER ({conf} = 'D') FROM {table}"
