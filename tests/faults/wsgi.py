"""The web process with the clock of the tests."""

from accounts.clock import clock
from config.wsgi import application
from tests.factories.people import NOW

clock.set_to(NOW)

__all__ = ["application"]
