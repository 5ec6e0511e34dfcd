"""Which lines are written, and by whom: our own, which hold no words, and hardly any others."""

from typing import Any

SILENT: dict[str, Any] = {"handlers": [], "level": "CRITICAL", "propagate": False}


def settings(*, is_production: bool) -> dict[str, Any]:
    """LOGGING, as Django has it."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            # Django's own lines name paths and tracebacks with values; ours name the route alone.
            "django": SILENT,
            # Whole tracebacks; and the words of a mail server that stand in them hold addresses.
            "procrastinate": SILENT,
            "asyncio": SILENT,
            "twofold": {"handlers": ["console"], "level": "INFO", "propagate": False},
            "twofold.access": {"level": "INFO" if is_production else "WARNING"},
        },
    }
