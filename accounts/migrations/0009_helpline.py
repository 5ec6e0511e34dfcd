import uuid
from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_reminder_consent"),
    ]

    operations = [
        migrations.CreateModel(
            name="Helpline",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("country", models.CharField(max_length=2)),
                ("name", models.CharField(max_length=120)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("anyone", "anyone"),
                            ("women", "women"),
                            ("men", "men"),
                            ("lgbt", "lgbt"),
                            ("own_behaviour", "own_behaviour"),
                            ("in_crisis", "in_crisis"),
                            ("victims_of_crime", "victims_of_crime"),
                        ],
                        max_length=20,
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=120)),
                ("text_or_chat", models.CharField(blank=True, max_length=120)),
                ("hours", models.CharField(blank=True, max_length=120)),
                ("languages", models.JSONField(default=list)),
                ("url", models.CharField(blank=True, max_length=120)),
                ("note", models.CharField(blank=True, max_length=120)),
                ("source", models.CharField(blank=True, max_length=120)),
                ("verified_by", models.CharField(blank=True, max_length=120)),
                ("verified_on", models.DateField(blank=True, null=True)),
                ("is_enabled", models.BooleanField(default=False)),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("country", "name", "phone"),
                        name="accounts_helpline_once_per_country",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verified_by", ""), ("verified_on__isnull", True)),
                            models.Q(
                                ("verified_on__isnull", False),
                                models.Q(("verified_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="accounts_helpline_is_verified_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_enabled", False),
                            models.Q(("phone", ""), _negated=True),
                            models.Q(("url", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="accounts_helpline_can_be_reached_where_shown",
                    ),
                ],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), elidable=False),
    ]
