import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("checkins", "0009_inner"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="prompt",
            name="element",
            field=models.CharField(
                choices=[
                    ("reliability", "reliability"),
                    ("communication", "communication"),
                    ("boundaries", "boundaries"),
                    ("repair", "repair"),
                    ("acceptance", "acceptance"),
                    ("felt", "felt"),
                    ("context", "context"),
                    ("event", "event"),
                    ("appreciation", "appreciation"),
                    ("note", "note"),
                    ("free_imperfect", "free_imperfect"),
                    ("free_err", "free_err"),
                    ("free_passions", "free_passions"),
                    ("free_ties", "free_ties"),
                    ("free_lines", "free_lines"),
                    ("free_count_on", "free_count_on"),
                    ("free_differ", "free_differ"),
                    ("free_change", "free_change"),
                    ("free_honest", "free_honest"),
                    ("ground", "ground"),
                    ("everyday", "everyday"),
                    ("closeness", "closeness"),
                    ("disagreement", "disagreement"),
                    ("cost", "cost"),
                    ("strain", "strain"),
                    ("own_strain", "own_strain"),
                    ("own_words", "own_words"),
                    ("beginning", "beginning"),
                    ("day", "day"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="PulseWish",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "author",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MonthlySet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("month", models.DateField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prompt_set_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="checkins.promptsetversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("author", "month"), name="checkins_monthlyset_once_a_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="checkins_monthlyset_first_of_a_month",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pulse",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("day", models.DateField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prompt_set_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="checkins.promptsetversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("author", "day"), name="checkins_pulse_once_a_day"
                    )
                ],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), elidable=False),
    ]
