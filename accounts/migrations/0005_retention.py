import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MONTHS = [
    (6, "half_a_year"),
    (12, "one_year"),
    (24, "two_years"),
    (60, "five_years"),
    (0, "always"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_erase"),
    ]

    operations = [
        migrations.CreateModel(
            name="Retention",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("check_ins", models.PositiveSmallIntegerField(choices=MONTHS)),
                ("inward", models.PositiveSmallIntegerField(choices=MONTHS)),
                (
                    "author",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), elidable=False),
    ]
