"""No two truths for one day, in force or listed."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
import tambon.periods.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0003_what_the_list_said'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='areacode',
            name='areas_one_area_per_code_at_a_time',
        ),
        migrations.RemoveConstraint(
            model_name='areacode',
            name='areas_one_code_per_scheme_at_a_time',
        ),
        migrations.RemoveConstraint(
            model_name='areacode',
            name='areas_a_code_holds_for_some_day',
        ),
        migrations.RemoveConstraint(
            model_name='areaname',
            name='areas_one_name_at_a_time',
        ),
        migrations.RemoveConstraint(
            model_name='areaname',
            name='areas_a_name_holds_for_some_day',
        ),
        migrations.RemoveConstraint(
            model_name='membership',
            name='areas_one_parent_at_a_time',
        ),
        migrations.RemoveConstraint(
            model_name='membership',
            name='areas_a_membership_holds_for_some_day',
        ),
        migrations.RemoveIndex(
            model_name='lineage',
            name='areas_lineage_down',
        ),
        migrations.AlterField(
            model_name='areacode',
            name='listed',
            field=django.contrib.postgres.fields.ranges.DateRangeField(),
        ),
        migrations.AlterField(
            model_name='areaname',
            name='listed',
            field=django.contrib.postgres.fields.ranges.DateRangeField(),
        ),
        migrations.AlterField(
            model_name='lineage',
            name='listed',
            field=django.contrib.postgres.fields.ranges.DateRangeField(),
        ),
        migrations.AlterField(
            model_name='membership',
            name='listed',
            field=django.contrib.postgres.fields.ranges.DateRangeField(),
        ),
        migrations.AddIndex(
            model_name='lineage',
            index=models.Index(fields=['ancestor', 'hierarchy', 'kind', 'descendant'], include=('during', 'listed'), name='areas_lineage_down'),
        ),
        migrations.AddConstraint(
            model_name='areacode',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(tambon.periods.constraints.Lanes(tambon.periods.constraints._Key(django.db.models.functions.text.Concat(models.F('scheme'), models.Value('|'), models.F('code'), output_field=models.CharField())), models.F('during'), models.F('listed')), '&&')], name='areas_one_area_per_code_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='areacode',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(tambon.periods.constraints.Lanes(tambon.periods.constraints._Key(django.db.models.functions.text.Concat(models.F('area'), models.Value('|'), models.F('scheme'), output_field=models.CharField())), models.F('during'), models.F('listed')), '&&')], name='areas_one_code_per_scheme_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='areacode',
            constraint=models.CheckConstraint(condition=models.Q(('during__isempty', True), ('listed__isempty', True), _negated=True), name='areas_a_code_holds_for_a_day'),
        ),
        migrations.AddConstraint(
            model_name='areaname',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(tambon.periods.constraints.Lanes(models.F('area'), models.F('during'), models.F('listed')), '&&')], name='areas_one_name_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='areaname',
            constraint=models.CheckConstraint(condition=models.Q(('during__isempty', True), ('listed__isempty', True), _negated=True), name='areas_a_name_holds_for_a_day'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(tambon.periods.constraints.Lanes(tambon.periods.constraints._Key(django.db.models.functions.text.Concat(models.F('child'), models.Value('|'), models.F('hierarchy'), output_field=models.CharField())), models.F('during'), models.F('listed')), '&&')], name='areas_one_parent_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('during__isempty', True), ('listed__isempty', True), _negated=True), name='areas_a_membership_holds_for_a_day'),
        ),
    ]
