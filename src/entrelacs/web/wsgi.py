"""The door of the server: `entrelacs serve` hands this to granian."""

import gc
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

# A page makes some ten thousand short-lived objects. With Python's own thresholds a walk through
# every module loaded fell on one page in ten or so, for tens of milliseconds: what is loaded by now
# never goes away, so it is set aside, and the walks are made rarer (see `benchmarks/pages.py`).
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
