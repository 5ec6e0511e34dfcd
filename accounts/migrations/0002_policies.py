from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    # Every table that is granted on must stand, and a later release of these apps may add more.
    dependencies = [
        ("accounts", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text(), elidable=False),
    ]
