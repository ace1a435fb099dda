"""Processes without their start: a server that has imported what a build needs, and forks for each command.

For tests that need a process of its own, with its streams, exit code, environment and folder, and whose subject is not
how it starts. Hash seed, locale and import path are those of the server.
"""

from __future__ import annotations

import atexit
import gc
import marshal
import os
import runpy
import select
import socket
import subprocess
import sys
import threading
import time
import traceback
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NoReturn

_IMPORTED: Final = (
    *("mkdocs.commands.build", "material.plugins.search.plugin", "pymdownx.superfences"),
    *("afterword.mkdocs_adapter.plugin", "afterword.schema.fast_validator", "afterword.secrecy.finder"),
    *("afterword.cli.render", "afterword.cli.similar", "afterword.reporters", "frontmatter"),
)

# As small as it can be, since it starts for each command. It ends as the process of the server ends, by a signal too.
_CLIENT: Final = """\
#!{python} -IS
import _socket, marshal, os, sys
server = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
server.connect({address!r})
fds = b"".join(fd.to_bytes(4, sys.byteorder) for fd in range(3))
asked = marshal.dumps(({name!r}, sys.argv[1:], os.getcwd(), dict(os.environ)))
asked = len(asked).to_bytes(4, sys.byteorder) + asked
sent = server.sendmsg([asked], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, fds)])
while sent < len(asked):
    sent += server.send(asked[sent:])
code = int(server.recv(16) or b"255")
if code < 0:
    os.kill(os.getpid(), -code)
sys.exit(code)
"""


@lru_cache(maxsize=1)
def commands() -> Path:
    """A folder with ``afterword``, ``mkdocs``, and ``module`` for ``python -m``, run by a server of this process."""
    home = TemporaryDirectory(prefix="forked-")
    address = f"{home.name}/server"
    python = Path(home.name, "python")
    python.symlink_to(sys.executable)  # which may have a space in its path, and the first line of a script may not
    for name in ("module", "afterword", "mkdocs"):
        file = Path(home.name, "bin", name)
        file.parent.mkdir(exist_ok=True)
        file.write_text(_CLIENT.format(python=python, address=address, name=name), "utf-8")
        file.chmod(0o755)
    # It ends when its standard input does, and so with this process.
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.forked", address],
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"
    _KEPT.append((home, server))
    return Path(home.name, "bin")


_KEPT: Final = list[object]()


def serve(address: str) -> None:
    """Fork for each command that is asked for, until the standard input ends."""
    for name in _IMPORTED:
        import_module(name)
    gc.collect()
    gc.freeze()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(address)
    listening.listen()
    os.write(1, b"ready\n")
    while listening.fileno() in select.select([listening.fileno(), 0], [], [])[0]:
        connection, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            _answer(connection)
        connection.close()
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _answer(connection: socket.socket) -> NoReturn:
    """Run one command in a fork, and say how it ended."""
    asked, fds, _, _ = socket.recv_fds(connection, 1 << 16, 3)
    while len(asked) < 4 + int.from_bytes(asked[:4], sys.byteorder):
        asked += connection.recv(1 << 16)
    child = os.fork()
    if child == 0:
        connection.close()
        for number, fd in enumerate(fds):
            os.dup2(fd, number)
            os.close(fd)
        _run(*marshal.loads(asked[4:]))  # noqa: S302  # what a test has sent
    for fd in (*fds, 0, 1, 2):
        os.close(fd)
    _, status = os.waitpid(child, 0)
    connection.send(b"%d" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def _run(name: str, arguments: list[str], folder: str, environment: dict[str, str]) -> NoReturn:
    """Be a command, or ``python -m`` with a module."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    if name == "module":
        sys.path[0], name, arguments = folder, arguments[0], arguments[1:]
    sys.argv = [name, *arguments]
    code = 0
    try:
        runpy.run_module(name, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001  # the process ends here
        traceback.print_exc()
        code = 1
    # What Python does at its end, without taking apart what was imported: that would copy all memory.
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])
