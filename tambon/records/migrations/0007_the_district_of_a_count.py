import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0008_days_far_away'),
        ('records', '0006_since_when_an_office_is_asked'),
    ]

    operations = [
        migrations.AddField(
            model_name='tally',
            name='district',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area'),
        ),
    ]
