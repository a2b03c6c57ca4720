"""Who else sent this picture, and whether anybody still names a content, is asked by its hash."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("submissions", "0004_redaction_is_the_one_edit")]
    operations = [
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["sha256"], name="submissions_files_by_content"),
        ),
    ]
