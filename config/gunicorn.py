"""gunicorn's settings: `gunicorn --config config/gunicorn.py config.wsgi`. The environment wins."""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "sync"
workers = int(os.environ.get("WEB_CONCURRENCY", 2 * (os.cpu_count() or 1)))
# A worker that leaks is replaced before it hurts, and not all of them at once.
max_requests = 5_000
max_requests_jitter = 500
timeout = 30
# Addresses and agents of people stay out of the log; Twofold writes its own lines.
accesslog = None
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "info")
# Nobody steers the server from outside but by signals.
control_socket_disable = True
