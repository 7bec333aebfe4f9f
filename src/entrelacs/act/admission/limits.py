"""How often something may be asked, by a mail address or by an address of the network.

Sixty people share the one address of a venue: what protects is the limit by mail, the ceiling by
network address only stops floods. Counts stand in the cache that workers share; a count lost when
two add to it at once lets one more through, which harms nobody.
"""

import hashlib
import time
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


@dataclass(frozen=True)
class Limit:
    """So many times in so many seconds."""

    name: str
    times: int
    seconds: int

    def allows(self, who: str) -> bool:
        """Count one more; False once there were too many."""
        window = int(time.time() // self.seconds)
        digest = hashlib.sha256(f"{self.name} {who} {window}".encode()).hexdigest()
        key = f"limit:{digest}"
        cache.add(key, 0, timeout=self.seconds)
        try:
            return int(cache.incr(key)) <= self.times
        except ValueError:
            # Thrown away between the two lines: the window ended.
            return True


REGISTER_BY_MAIL = Limit("register-mail", 6, 600)
REGISTER_BY_ADDRESS = Limit("register-address", 600, 600)
STRUCTURES_BY_ADDRESS = Limit("structures-address", 1200, 300)


def network_address(request: HttpRequest) -> str:
    """The visitor's, as sign-in counts it: behind our proxy, the one the proxy saw."""
    return str(get_adapter().get_client_ip(request))
