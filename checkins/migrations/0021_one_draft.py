from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("checkins", "0020_library")]

    operations = [
        migrations.AddConstraint(
            model_name="promptsetversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("published_at__isnull", True)),
                fields=("prompt_set",),
                name="checkins_promptsetversion_one_draft",
            ),
        ),
    ]
