#!/bin/sh
# Create the virtual environment in .venv with the first Python that is recent enough.
set -eu

wanted="${PYTHON:-python3.11 python3 python3.12 python3.13}"
found=""
for candidate in $wanted; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        found="$candidate"
        break
    fi
done
if [ -z "$found" ]; then
    echo "Entrelacs needs Python 3.11 or later: install it, for instance with: apt-get install python3" >&2
    exit 1
fi

if ! "$found" -c 'import ensurepip, venv' 2>/dev/null; then
    package="python$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        echo "Python cannot create virtual environments here. Install its module, then run make again:" >&2
        echo "    sudo apt-get install $package" >&2
        exit 1
    fi
    echo "Installing $package, which Python needs to create virtual environments."
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package"
fi

exec "$found" -m venv --clear .venv
