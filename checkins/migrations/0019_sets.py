import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_helpline"),
        ("checkins", "0018_statistic"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="prompt",
            name="also",
            field=models.JSONField(default=list),
        ),
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
                    ("satisfaction", "satisfaction"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="promptset",
            name="cadence",
            field=models.CharField(
                choices=[
                    ("daily", "daily"),
                    ("weekly", "weekly"),
                    ("monthly", "monthly"),
                    ("quarterly", "quarterly"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="promptset",
            name="relationship_kind",
            field=models.CharField(
                choices=[
                    ("partners", "partners"),
                    ("friendship", "friendship"),
                    ("parenting", "parenting"),
                    ("work", "work"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="SetProposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "couple",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.couple",
                    ),
                ),
                (
                    "prompt_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="checkins.promptset",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("starts_on", models.DateField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prompt_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="checkins.promptset",
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
                        fields=("author", "prompt_set", "starts_on"),
                        name="checkins_look_once_a_span",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SetChoice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "couple",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.couple",
                    ),
                ),
                (
                    "prompt_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="checkins.promptset",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("couple", "since"), name="checkins_setchoice_once_from_a_round_on"
                    )
                ],
            },
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), elidable=False),
    ]
