"""Fixtures that several files here share."""

from tests.checkins.talk_pages import told

__all__ = ["told"]
