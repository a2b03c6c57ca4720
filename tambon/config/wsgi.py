"""The collecting side as a WSGI application."""

import os
import threading

from django.core.wsgi import get_wsgi_application

from tambon.host.processes import end_with_the_web_server

end_with_the_web_server()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tambon.config.settings")
application = get_wsgi_application()

from tambon.config.warming import open_published  # noqa: E402 - it needs the settings

# Phones need nothing of what is published: they are answered while it is opened.
threading.Thread(target=open_published, kwargs={"to_readers_alone": False}, name="open", daemon=True).start()
