import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEY = models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_reminder_consent"),
        ("checkins", "0015_good"),
        # The tables of the queue must stand to be granted on; a later release may add more.
        ("procrastinate", "0041_post_retry_failed_job"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReminderWish",
            fields=[
                ("id", KEY),
                ("week", models.BooleanField()),
                ("month", models.BooleanField()),
                ("promise", models.BooleanField()),
                ("look_back", models.BooleanField()),
                ("days", models.PositiveSmallIntegerField()),
                ("at", models.TimeField()),
                ("quiet_from", models.TimeField()),
                ("quiet_until", models.TimeField()),
                ("address_mark", models.CharField(blank=True, max_length=64)),
                ("asked_on", models.DateField()),
                ("next_look_at", models.DateTimeField(blank=True, null=True)),
                ("refusals", models.PositiveSmallIntegerField(default=0)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_look_at__isnull", False)),
                        fields=["next_look_at", "person"],
                        name="checkins_reminderwish_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", 1), ("days__lte", 127)),
                        name="checkins_reminderwish_days_exist",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_look_at__isnull", True),
                            models.Q(
                                models.Q(("address_mark", ""), _negated=True),
                                models.Q(
                                    ("week", True),
                                    ("month", True),
                                    ("promise", True),
                                    ("look_back", True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="checkins_reminderwish_is_about_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", KEY),
                ("occasion", models.UUIDField()),
                ("token_hash", models.CharField(max_length=64)),
                ("goes_on", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["token_hash"], name="checkins_reminder_by_token")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "occasion"), name="checkins_reminder_once_per_occasion"
                    )
                ],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), elidable=False),
    ]
