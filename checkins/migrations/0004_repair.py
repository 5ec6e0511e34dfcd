import uuid
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import checkins.enums.repair


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_repair_consent"),
        ("checkins", "0003_quiet"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RepairConversation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("first_id", models.UUIDField()),
                ("invitation_id", models.UUIDField(unique=True)),
                ("rupture_id", models.UUIDField(blank=True, null=True)),
                ("reopens_id", models.UUIDField(blank=True, null=True)),
                ("started_on", models.DateField()),
                ("cools_until", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                ("is_open", models.BooleanField(default=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                (
                    "couple",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.couple",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RepairDraft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("stage", models.PositiveSmallIntegerField()),
                (
                    "turn",
                    models.CharField(
                        choices=[
                            ("ready", "ready"),
                            ("rules", "rules"),
                            ("tell", "tell"),
                            ("reflect", "reflect"),
                            ("confirm", "confirm"),
                            ("swap", "swap"),
                            ("own", "own"),
                            ("apologise", "apologise"),
                            ("receive", "receive"),
                            ("change", "change"),
                            ("agree", "agree"),
                            ("ritual", "ritual"),
                            ("back", "back"),
                        ],
                        max_length=10,
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
                    "conversation",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="checkins.repairconversation",
                    ),
                ),
                (
                    "couple",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.couple",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RepairedWord",
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
                    "conversation",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="checkins.repairconversation",
                    ),
                ),
                (
                    "couple",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.couple",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RepairInvitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("sent_on", models.DateField()),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("silent", "silent"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default=checkins.enums.repair.Reach["OPEN"],
                        max_length=10,
                    ),
                ),
                ("rupture_id", models.UUIDField(blank=True, null=True)),
                ("reopens_id", models.UUIDField(blank=True, null=True)),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.couple",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InvitationReply",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                (
                    "reply",
                    models.CharField(
                        choices=[("yes", "yes"), ("later", "later"), ("no", "no")], max_length=10
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.couple",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="checkins.repairinvitation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RepairMove",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "move",
                    models.CharField(
                        choices=[
                            ("ready", "ready"),
                            ("rules_ticked", "rules_ticked"),
                            ("told", "told"),
                            ("reflected", "reflected"),
                            ("not_quite", "not_quite"),
                            ("understood", "understood"),
                            ("left_at_that", "left_at_that"),
                            ("turned", "turned"),
                            ("not_today", "not_today"),
                            ("owned", "owned"),
                            ("both_apologised", "both_apologised"),
                            ("first_apologised", "first_apologised"),
                            ("other_apologised", "other_apologised"),
                            ("no_apology", "no_apology"),
                            ("received", "received"),
                            ("offered", "offered"),
                            ("no_change", "no_change"),
                            ("another_change", "another_change"),
                            ("agreed", "agreed"),
                            ("reconnected", "reconnected"),
                            ("paused", "paused"),
                            ("went_on", "went_on"),
                            ("set_aside", "set_aside"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="checkins.repairconversation",
                    ),
                ),
                (
                    "couple",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.couple",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RepairNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("away", "away"),
                            ("close", "close"),
                            ("follow_up", "follow_up"),
                        ],
                        max_length=10,
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
                    "conversation",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="checkins.repairconversation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RepairTurn",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("stage", models.PositiveSmallIntegerField()),
                (
                    "turn",
                    models.CharField(
                        choices=[
                            ("ready", "ready"),
                            ("rules", "rules"),
                            ("tell", "tell"),
                            ("reflect", "reflect"),
                            ("confirm", "confirm"),
                            ("swap", "swap"),
                            ("own", "own"),
                            ("apologise", "apologise"),
                            ("receive", "receive"),
                            ("change", "change"),
                            ("agree", "agree"),
                            ("ritual", "ritual"),
                            ("back", "back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("said_on", models.DateField()),
                ("is_withdrawn", models.BooleanField(default=False)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="checkins.repairconversation",
                    ),
                ),
                (
                    "couple",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.couple",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="repairconversation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_open", True)),
                fields=("couple",),
                name="checkins_repairconversation_one_open_per_couple",
            ),
        ),
        migrations.AddConstraint(
            model_name="repairconversation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("review_on__isnull", True), ("is_open", False), _connector="OR"
                ),
                name="checkins_repairconversation_is_reviewed_after_it_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="repairdraft",
            constraint=models.UniqueConstraint(
                fields=("author", "conversation", "stage", "turn"),
                name="checkins_repairdraft_once_a_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="repairedword",
            constraint=models.UniqueConstraint(
                fields=("author", "conversation"), name="checkins_repairedword_once_each"
            ),
        ),
        migrations.AddIndex(
            model_name="repairinvitation",
            index=models.Index(fields=["couple", "-sent_on"], name="checkins_invitation_by_day"),
        ),
        migrations.AddConstraint(
            model_name="invitationreply",
            constraint=models.UniqueConstraint(
                fields=("author", "invitation"), name="checkins_invitationreply_once_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="repairmove",
            constraint=models.UniqueConstraint(
                fields=("conversation", "number"), name="checkins_repairmove_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="repairmove",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="checkins_repairmove_counts_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="repairnote",
            constraint=models.UniqueConstraint(
                fields=("author", "conversation", "kind"), name="checkins_repairnote_once_of_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="repairturn",
            constraint=models.UniqueConstraint(
                fields=("author", "conversation", "stage", "turn"),
                name="checkins_repairturn_once_a_step",
            ),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), elidable=False),
    ]
