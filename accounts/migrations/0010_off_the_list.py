from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_helpline")]

    operations = [
        migrations.AddField(
            model_name="knowntherapist",
            name="is_listed",
            field=models.BooleanField(default=True),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), elidable=False),
    ]
