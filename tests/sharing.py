"""One planted world for tests that stand next to each other.

To plant it takes longer than most tests that walk about in it. So it is planted in a transaction
around those tests, and each of them takes back what it did to it in a savepoint of its own. The
first test beside them that does not ask for it ends it: no other one ever finds it there.
"""

from copy import deepcopy
from typing import Any

from django.core import mail
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from accounts.clock import clock
from tests.conventions.world import LATER, World, plant


class Shared:
    def __init__(self) -> None:
        self._world: World | None = None
        self._around: Any = None
        self._unblocked: Any = None

    def begin(self, blocker: DjangoDbBlocker) -> None:
        """Before the test's own transaction begins."""
        if self._world is not None:
            return
        self._unblocked = blocker.unblock
        with self._unblocked():
            self._begin()

    def _begin(self) -> None:
        around, then = transaction.atomic(), clock._set_to
        around.__enter__()
        clock.set_to(LATER)
        try:
            world = plant()
            assert mail.outbox == []
            with connection.cursor() as cursor:
                # Else each test would ask about all of the planted rows when it ends.
                cursor.execute("set constraints all immediate")
                cursor.execute("set constraints all deferred")
        except BaseException:
            transaction.set_rollback(True)
            around.__exit__(None, None, None)
            raise
        finally:
            clock.set_to(then)
        self._world, self._around = world, around

    def copy(self) -> World:
        """Everybody anew, so that nothing a test does to a person in memory stays."""
        assert self._world is not None
        return deepcopy(self._world)

    def end(self) -> None:
        if self._world is None:
            return
        self._world = None
        with self._unblocked():
            transaction.set_rollback(True)
            self._around.__exit__(None, None, None)


shared = Shared()
