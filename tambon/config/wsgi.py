"""The collecting side as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from tambon.host.processes import end_with_the_web_server

end_with_the_web_server()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tambon.config.settings")
application = get_wsgi_application()
