"""Wait for a server of our own by asking it, a bounded number of times."""

import socket
import time

TRIES = 300
PAUSE = 0.1


def wait_until_it_answers(port: int) -> None:
    """Raises TimeoutError where nothing listens after half a minute."""
    for _ in range(TRIES):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(PAUSE)
    raise TimeoutError(port)
