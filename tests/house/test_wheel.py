"""The wheel, built from this checkout, serves the demonstration on a machine that has nothing else."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from http import HTTPStatus
from pathlib import Path

import pytest

pytestmark = pytest.mark.process
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0
NEEDED = (
    "entrelacs/locale/fr/LC_MESSAGES/django.mo",
    "entrelacs/web/static/vendor/fonts/bricolage-grotesque-latin.woff2",
    "entrelacs/web/static/vendor/fonts/atkinson-hyperlegible-next-regular.ttf",
    "entrelacs/web/static/vendor/fonts/atkinson-hyperlegible-next-OFL.txt",
    "entrelacs/web/static/vendor/idb/index.js",
    "entrelacs/web/static/vendor/idb/LICENSE.txt",
    "entrelacs/web/static/vendor/barcode-detector/ponyfill.js",
    "entrelacs/web/static/vendor/barcode-detector/zxing_reader.wasm",
    "entrelacs/web/static/vendor/barcode-detector/zxing-LICENSE.txt",
    "entrelacs/commons/territories/data/cog-2026.tsv.xz",
)


def run(*command, cwd):
    """Run a command, showing what it said if it fails."""
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ".", cwd=ROOT)
    return next(folder.glob("entrelacs-*.whl"))


@pytest.fixture(scope="module")
def program(wheel, tmp_path_factory):
    """`entrelacs`, installed from the wheel with the pinned requirements and nothing else."""
    folder = tmp_path_factory.mktemp("clean")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    pip = [folder / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-input"]
    run(*pip, "--require-hashes", "-r", ROOT / "requirements" / "base.txt", cwd=folder)
    run(*pip, "--no-deps", wheel, cwd=folder)
    run(*pip[:3], "check", cwd=folder)
    return folder / "venv" / "bin" / "entrelacs"


@pytest.fixture
def server(program, tmp_path):
    """The address of `entrelacs demo`, started in an empty folder and stopped by its number."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [program, "demo", "--port", str(port)],
            cwd=tmp_path,
            env={"PATH": "/usr/bin:/bin"},
            stdout=output,
            stderr=output,
        )
    try:
        yield wait_for(f"http://127.0.0.1:{port}", process, log)
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(address, process, log):
    """Return the address once the server answers there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), 1):
                return address
        except OSError:
            # A server that dies while it starts is noticed at once, with what it said.
            try:
                code = process.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail(f"exit code {code}\n{log.read_text(encoding='utf-8')}")
    return pytest.fail(log.read_text(encoding="utf-8"))


def fetch(url):
    """Return the status, the type and the body of a page."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 -- our own server
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read()


def test_wheel_carries_what_make_built_and_no_test(wheel):
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())

    assert set(NEEDED) - names == set()
    assert [name for name in names if name.startswith("tests/") or name.endswith(".sqlite3")] == []


def test_wheel_carries_the_licence(wheel):
    with zipfile.ZipFile(wheel) as opened:
        licences = [name for name in opened.namelist() if name.endswith("licenses/LICENSE")]
        text = opened.read(licences[0]).decode()

    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text


def test_wheel_serves_the_demonstration_with_its_static_files(server):
    status, kind, body = fetch(f"{server}/")

    page = body.decode()
    static = sorted(set(re.findall(r'(?:href|src)="(/static/[^"?#]+)', page)))
    assert (status, kind) == (HTTPStatus.OK, "text/html")
    assert '<html lang="fr"' in page
    assert static != []
    assert {path: fetch(server + path)[0] for path in static} == dict.fromkeys(static, 200)
    font = fetch(f"{server}/static/vendor/fonts/bricolage-grotesque-latin.woff2")
    assert (font[0], font[2][:4]) == (HTTPStatus.OK, b"wOF2")
