"""The door of the server: `entrelacs serve` hands this to granian."""

import gc

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

application = get_wsgi_application()

# A page makes some ten thousand short-lived objects. With Python's own thresholds, one page in ten
# paid 70 ms for a walk through every module loaded: what is loaded by now never goes away, so it is
# set aside, and the walks are made rarer (95th percentile of a page's own time: halved).
get_resolver().check()  # imports every view
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
