"""The door of the server: `entrelacs serve` hands this to granian."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
