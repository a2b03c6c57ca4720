"""Changes, boundaries, drafts, and a second period for what the official list says."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
import tambon.periods.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0001_first_tables'),
    ]

    operations = [
        migrations.RunSQL(tambon.periods.constraints.LANES, tambon.periods.constraints.NO_LANES),
        migrations.CreateModel(
            name='Alteration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('relation', models.TextField()),
                ('row', models.BigIntegerField()),
                ('before', models.JSONField()),
                ('after', models.JSONField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Boundary',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shape', models.BinaryField()),
                ('is_point', models.BooleanField()),
                ('longitude', models.FloatField()),
                ('latitude', models.FloatField()),
                ('square_km', models.FloatField(null=True)),
                ('found_as', models.TextField()),
                ('repaired', models.TextField(blank=True)),
                ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('listed', django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField(choices=[('created', 'created'), ('split', 'split'), ('merged', 'merged'), ('moved', 'moved'), ('renamed', 'renamed'), ('recoded', 'recoded'), ('abolished', 'abolished')])),
                ('legal_day', models.DateField(null=True)),
                ('list_day', models.DateField(null=True)),
                ('source', models.TextField(blank=True)),
                ('basis', models.TextField(choices=[('notice', 'notice'), ('name', 'name'), ('list', 'list'), ('person', 'person')])),
            ],
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField()),
                ('day', models.DateField()),
                ('sha256', models.TextField()),
                ('licence', models.TextField()),
                ('credit', models.TextField()),
                ('synthetic', models.BooleanField(default=False)),
                ('note', models.TextField(blank=True, default='')),
                ('content', models.JSONField()),
                ('refused', models.JSONField(default=list)),
                ('base', models.BigIntegerField()),
                ('staged_by', models.TextField()),
                ('staged_at', models.DateTimeField()),
                ('set_aside_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.DecimalField(decimal_places=8, max_digits=9, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='WrittenPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('written', models.TextField()),
                ('key', models.TextField(unique=True)),
                ('candidates', models.JSONField(default=list)),
                ('met', models.PositiveIntegerField(default=1)),
                ('first_met_at', models.DateTimeField()),
                ('is_nowhere', models.BooleanField(default=False)),
                ('settled_by', models.TextField(blank=True, default='')),
                ('settled_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='areacode',
            name='listed',
            field=django.contrib.postgres.fields.ranges.DateRangeField(null=True),
        ),
        migrations.AddField(
            model_name='areaname',
            name='listed',
            field=django.contrib.postgres.fields.ranges.DateRangeField(null=True),
        ),
        migrations.AddField(
            model_name='edition',
            name='note',
            field=models.TextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='edition',
            name='undoes',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='areas.edition'),
        ),
        migrations.AddField(
            model_name='lineage',
            name='listed',
            field=django.contrib.postgres.fields.ranges.DateRangeField(null=True),
        ),
        migrations.AddField(
            model_name='membership',
            name='listed',
            field=django.contrib.postgres.fields.ranges.DateRangeField(null=True),
        ),
        migrations.AddField(
            model_name='alteration',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alterations', to='areas.edition'),
        ),
        migrations.AddField(
            model_name='boundary',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='boundaries', to='areas.area'),
        ),
        migrations.AddField(
            model_name='boundary',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.edition'),
        ),
        migrations.AddField(
            model_name='change',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='areas.edition'),
        ),
        migrations.AddField(
            model_name='draft',
            name='edition',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='areas.edition'),
        ),
        migrations.AddField(
            model_name='succession',
            name='change',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='areas.change'),
        ),
        migrations.AddField(
            model_name='succession',
            name='predecessor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='areas.area'),
        ),
        migrations.AddField(
            model_name='succession',
            name='successor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='areas.area'),
        ),
        migrations.AddField(
            model_name='writtenplace',
            name='area',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.area'),
        ),
        migrations.AddIndex(
            model_name='alteration',
            index=models.Index(fields=['relation', 'row'], name='areas_alteration_row'),
        ),
        migrations.AddConstraint(
            model_name='boundary',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(tambon.periods.constraints.Lanes(models.F('area'), models.F('during'), models.F('listed')), '&&')], name='areas_one_boundary_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='boundary',
            constraint=models.CheckConstraint(condition=models.Q(('during__isempty', True), ('listed__isempty', True), _negated=True), name='areas_a_boundary_holds_for_a_day'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('legal_day__isnull', False), ('list_day__isnull', False), _connector='OR'), name='areas_a_change_has_a_day'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(condition=models.Q(('edition__isnull', True), ('set_aside_at__isnull', True)), fields=('source', 'sha256'), name='areas_a_draft_waits_once'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.UniqueConstraint(fields=('change', 'predecessor', 'successor'), name='areas_a_succession_stands_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.CheckConstraint(condition=models.Q(('predecessor__isnull', False), ('successor__isnull', False), _connector='OR'), name='areas_a_succession_has_an_area'),
        ),
        migrations.AddConstraint(
            model_name='succession',
            constraint=models.CheckConstraint(condition=models.Q(('share__isnull', True), models.Q(('share__gt', 0), ('share__lte', 1)), _connector='OR'), name='areas_a_share_is_a_part_of_one'),
        ),
        migrations.AddConstraint(
            model_name='writtenplace',
            constraint=models.CheckConstraint(condition=models.Q(('is_nowhere', False), ('area__isnull', True), _connector='OR'), name='areas_nowhere_is_no_area'),
        ),
    ]
