import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_retention"),
    ]

    operations = [
        migrations.CreateModel(
            name="KnownTherapist",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Therapist",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("licence", models.CharField(max_length=80)),
                ("register_url", models.URLField(max_length=300)),
                (
                    "policy",
                    models.CharField(
                        choices=[
                            ("no_secrets", "no_secrets"),
                            ("limited", "limited"),
                            ("none", "none"),
                        ],
                        max_length=20,
                    ),
                ),
                ("policy_words", models.CharField(blank=True, max_length=600)),
                ("policy_version", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "applied"),
                            ("verified", "verified"),
                            ("declined", "declined"),
                            ("ended", "ended"),
                        ],
                        default="applied",
                        max_length=10,
                    ),
                ),
                ("applied_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.UUIDField(blank=True, null=True)),
                ("trained_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="TherapistCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("public_id", models.CharField(max_length=4, unique=True)),
                ("secret_hash", models.CharField(max_length=200)),
                ("expires_at", models.DateTimeField()),
                ("tries_left", models.PositiveSmallIntegerField(default=5)),
                ("is_over", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TherapistConsent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("couple_id", models.UUIDField()),
                ("therapist_id", models.UUIDField()),
                ("therapist_name", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=40)),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("trends", "trends"),
                            ("numbers", "numbers"),
                            ("repair", "repair"),
                            ("agreements", "agreements"),
                            ("appreciation", "appreciation"),
                            ("texts", "texts"),
                            ("rate", "rate"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "policy",
                    models.CharField(
                        choices=[
                            ("no_secrets", "no_secrets"),
                            ("limited", "limited"),
                            ("none", "none"),
                        ],
                        max_length=20,
                    ),
                ),
                ("policy_version", models.PositiveSmallIntegerField()),
                ("version", models.PositiveSmallIntegerField()),
                ("text_hash", models.CharField(max_length=64)),
                ("given_at", models.DateTimeField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="auditevent",
            name="scope",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="user",
            name="kind",
            field=models.CharField(
                choices=[("partner", "partner"), ("therapist", "therapist"), ("staff", "staff")],
                default="partner",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["partner", "therapist", "staff"])),
                name="accounts_user_is_one_kind",
            ),
        ),
        migrations.AddField(
            model_name="knowntherapist",
            name="couple",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.couple"
            ),
        ),
        migrations.AddField(
            model_name="knowntherapist",
            name="therapist",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="therapist",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="therapistcode",
            name="maker",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="therapistconsent",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="knowntherapist",
            constraint=models.UniqueConstraint(
                fields=("couple", "therapist"), name="accounts_knowntherapist_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="therapist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state", "applied")),
                    models.Q(
                        models.Q(("state", "applied"), _negated=True), ("decided_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="accounts_therapist_is_decided_once_it_is",
            ),
        ),
        migrations.AddIndex(
            model_name="therapistconsent",
            index=models.Index(
                fields=["therapist_id", "couple_id"], name="accounts_consent_of_therapist"
            ),
        ),
        migrations.AddConstraint(
            model_name="therapistconsent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("user", "couple_id", "therapist_id", "scope"),
                name="accounts_therapistconsent_one_standing_per_scope",
            ),
        ),
        migrations.AddConstraint(
            model_name="therapistconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__gte", models.F("given_at")), ("until__gt", models.F("since"))
                ),
                name="accounts_therapistconsent_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="therapistconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("ended_at__gte", models.F("given_at")),
                    _connector="OR",
                ),
                name="accounts_therapistconsent_ends_after_it_began",
            ),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), elidable=False),
    ]
