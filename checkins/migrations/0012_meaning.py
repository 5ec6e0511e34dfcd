from pathlib import Path

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_retention"),
        ("checkins", "0011_purge"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="recommitment",
            name="checkins_recommitment_one_unmet_each",
        ),
        migrations.AddField(
            model_name="recommitment",
            name="kind",
            field=models.CharField(
                choices=[("beginning", "beginning"), ("meaning", "meaning")],
                default="beginning",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="recommitment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("met_on__isnull", True)),
                fields=("author", "couple", "kind"),
                name="checkins_recommitment_one_unmet_each",
            ),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), elidable=False),
    ]
