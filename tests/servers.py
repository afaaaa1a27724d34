"""Real servers for tests, each in a folder of its own and stopped with the test run: Milvus standalone, PostgreSQL."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
import warnings
from pathlib import Path

STARTING_SECONDS = 180.0


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class MilvusProcess:
    """The Milvus that the package `milvus` brings, as a process that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        """`folder` keeps its data. Its programs are unpacked once for all tests of this user.

        Its etcd has a port that cannot be chosen, so a second run of the tests waits here until this one has ended.
        """
        from filelock import FileLock
        from milvus import MilvusServerConfig, _initialize_data_files

        self.folder = folder
        self._programs = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "jianting-tests" / "milvus"
        self._programs.mkdir(parents=True, exist_ok=True)
        self._alone = FileLock(self._programs / "lock", timeout=600)
        self._alone.acquire()
        _initialize_data_files(str(self._programs))
        self.port, self._health = free_port(), free_port()
        config = MilvusServerConfig(data_dir=str(folder), proxy_port=self.port)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # it leaves sockets open where a port is taken
            config.resolve()
            gc.collect()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"milvus://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process's number while it runs."""
        assert self._process
        return self._process.pid

    def start(self) -> None:
        programs = self._programs / "bin"
        environment = os.environ | {
            "DEPLOY_MODE": "STANDALONE",
            "METRICS_PORT": str(self._health),
            "MILVUS_RUN_DIR": str(self.folder / "run"),
            "LD_LIBRARY_PATH": str(programs),
        }
        with (self.folder / "logs" / "output").open("ab") as log:
            self._process = subprocess.Popen(
                [programs / "milvus", "run", "standalone"],
                cwd=self.folder, env=environment, stdout=log, stderr=log,
            )  # fmt: skip
        until = time.monotonic() + STARTING_SECONDS
        while not self._healthy():
            if self._process.poll() is not None or time.monotonic() > until:
                self.kill()
                told = (self.folder / "logs" / "output").read_text(errors="replace")[-1000:]
                raise RuntimeError(f"Milvus did not start: {told}")
            time.sleep(0.2)

    def _healthy(self) -> bool:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self._health}/healthz") as reply:
            return b"OK" in reply.read()
        return False

    def kill(self) -> None:
        """SIGKILL, as a crash would."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        self.kill()
        self._alone.release()


class PostgresProcess:
    """Debian's PostgreSQL over a new cluster, run by an unprivileged user as it demands."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._programs = programs
        self._user = "postgres" if os.geteuid() == 0 else None
        folder.mkdir(parents=True)
        if self._user:
            shutil.chown(folder, self._user)
            for parent in folder.parents:
                if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
                    parent.chmod(parent.stat().st_mode | 0o011)
        self._run("initdb", "-D", folder / "data", "-U", "jianting", "--auth=trust", "--encoding=UTF8", "--no-locale")

    @property
    def address(self) -> str:
        return f"postgresql://jianting@127.0.0.1:{self.port}"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder}"
        self._run(
            "pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-t", "60", "-o", options, "start"
        )

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    def kill(self) -> None:
        """SIGKILL to the postmaster, as a crash would; its children end when they notice."""
        pid = int((self.folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
        os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            while True:
                os.kill(pid, 0)
                time.sleep(0.05)

    def database(self, name: str) -> str:
        """The address of a new, empty database."""
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "jianting", name)
        return f"{self.address}/{name}"

    def _run(self, program: str, *arguments: str | Path) -> None:
        subprocess.run(
            [self._programs / program, *arguments],
            user=self._user, cwd="/", check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        )  # fmt: skip


def postgres_programs() -> Path | None:
    """Where the newest installed PostgreSQL has its programs; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None
