from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_staff"),
        ("checkins", "0016_reminder"),
    ]

    operations = [
        migrations.AddField(
            model_name="promptsetversion",
            name="is_own",
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), elidable=False),
    ]
