"""Sessions of the admin process, apart from the web's: neither can read one of the other's.

SESSION_ENGINE of the admin process names this module.
"""

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession


class StaffSession(AbstractBaseSession):
    def __str__(self) -> str:
        return "staff session"

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        return SessionStore


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> type[StaffSession]:
        return StaffSession
