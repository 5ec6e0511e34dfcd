from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_staff"),
    ]

    operations = [
        migrations.AlterField(
            model_name="consent",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("data_use", "data_use"),
                    ("weekly_sharing", "weekly_sharing"),
                    ("hurts_sharing", "hurts_sharing"),
                    ("repair", "repair"),
                    ("reminders", "reminders"),
                ],
                max_length=40,
            ),
        ),
    ]
