"""The worker process: the processor in a thread, the job queue in front."""

from __future__ import annotations

import os
import threading


def main() -> None:
    """Runs until SIGINT or SIGTERM."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tambon.config.settings")
    import django

    django.setup()
    from procrastinate.contrib.django import app

    from tambon.config import processor

    stop = threading.Event()
    thread = threading.Thread(target=processor.run, args=(stop,), name="processor")
    thread.start()
    try:
        with app.replace_connector(app.connector.get_worker_connector()) as worker_app:  # type: ignore[attr-defined]
            worker_app.run_worker(name="tambon", delete_jobs="successful", shutdown_graceful_timeout=5)
    finally:
        stop.set()
        thread.join(timeout=10)


if __name__ == "__main__":
    main()
