"""The public side as a WSGI application: from a catalogue folder alone."""

import os

from django.core.wsgi import get_wsgi_application

from tambon.host.processes import end_with_the_web_server

end_with_the_web_server()
os.environ["DJANGO_SETTINGS_MODULE"] = "tambon.config.public_settings"
application = get_wsgi_application()

from tambon.config.warming import open_published  # noqa: E402 - it needs the settings

open_published()  # before this process listens
