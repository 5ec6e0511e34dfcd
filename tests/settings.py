"""The one settings module, in test mode: pytest and mypy load it by name, with nothing set before."""

import os

os.environ["TWOFOLD_MODE"] = "test"

from config.settings import *  # noqa: E402, F403 - after the mode is set
