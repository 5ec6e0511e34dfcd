"""The admin process: `gunicorn --config config/gunicorn.py config.admin_wsgi`."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["TWOFOLD_PROCESS"] = "admin"

application = get_wsgi_application()

if settings.IS_PRODUCTION:
    # Only now do the models stand that the checks need.
    import_module("accounts.checks").insist()
