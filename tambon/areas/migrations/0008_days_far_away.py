"""A day before 1800 or after 2158 stays in its own calendar's lane, in homes made before as well."""

from django.db import migrations

from tambon.periods.constraints import LANES


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0007_lines_check_nothing_twice"),
    ]

    operations = [migrations.RunSQL(LANES, migrations.RunSQL.noop)]
