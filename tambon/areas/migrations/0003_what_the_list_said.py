"""What stands in homes made before has one calendar: the list's is taken to be the law's."""

from django.db import migrations

TABLES = ("areas_areaname", "areas_areacode", "areas_membership", "areas_lineage")


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_room_for_two_calendars'),
    ]

    operations = [
        migrations.RunSQL(f"UPDATE {table} SET listed = during", migrations.RunSQL.noop) for table in TABLES
    ]
