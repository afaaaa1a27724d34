"""What an operator sees of a running app: Prometheus metrics on a port of their own, and one JSON line a call.

Neither holds a question, an answer or a title: only what was called, how long it took and how it ended.
"""

from __future__ import annotations

import functools
import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from index.errors import JiantingError, MissingExtraError

if TYPE_CHECKING:
    from .workbench import Workbench

CALLS = ("add", "add_text", "remove", "search", "ask", "ask_stream", "summarize", "compare", "judge_stance")
# Seconds; a search takes tenths of one, a comparison minutes.
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0)
LOG = logging.getLogger("jianting.calls")


def observe(workbench: Workbench, port: int, host: str = "127.0.0.1") -> Callable[[], None]:
    """Measure this workbench's calls from now on and serve the metrics at http://host:port/metrics; what ends it.

    Raises MissingExtraError without prometheus-client, OSError where the port is taken.
    """
    try:
        from prometheus_client import CollectorRegistry, Gauge, Histogram, start_http_server
    except ModuleNotFoundError:
        raise MissingExtraError("metrics need prometheus-client; run: pip install 'jianting[metrics]'") from None
    registry = CollectorRegistry()
    seconds = Histogram(
        "jianting_call_seconds", "How long a call took.", ("call", "outcome"), buckets=BUCKETS, registry=registry
    )
    under_way = Gauge("jianting_calls_under_way", "Calls that have not ended.", ("call",), registry=registry)
    articles = Gauge("jianting_articles", "Articles in the library.", registry=registry)
    articles.set_function(lambda: float(len(workbench.articles())))

    def ended(call: str, started: float, outcome: str) -> None:
        took = time.perf_counter() - started
        under_way.labels(call).dec()
        seconds.labels(call, outcome).observe(took)
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        LOG.info(json.dumps({"at": at, "call": call, "outcome": outcome, "seconds": round(took, 4)}))

    def begun(call: str) -> float:
        under_way.labels(call).inc()
        return time.perf_counter()

    for call in CALLS:
        setattr(workbench, call, _measured(call, getattr(workbench, call), begun, ended))
    server, thread = start_http_server(port, host, registry)
    _log_to_stderr()

    def end() -> None:
        server.shutdown()
        server.server_close()
        thread.join()

    return end


def _measured(
    call: str,
    function: Callable[..., Any],
    begun: Callable[[str], float],
    ended: Callable[[str, float, str], None],
) -> Callable[..., Any]:
    """The function, timed to its end; one that streams ends when nothing more is taken from it."""

    @functools.wraps(function)
    def streaming(*arguments: Any, **options: Any) -> Iterator[Any]:
        started, outcome = begun(call), "left"
        try:
            yield from function(*arguments, **options)
            outcome = "done"
        except Exception as error:
            outcome = _outcome(error)
            raise
        finally:
            ended(call, started, outcome)

    @functools.wraps(function)
    def returning(*arguments: Any, **options: Any) -> Any:
        started, outcome = begun(call), "done"
        try:
            return function(*arguments, **options)
        except BaseException as error:
            outcome = _outcome(error)
            raise
        finally:
            ended(call, started, outcome)

    return streaming if call.endswith("_stream") else returning


def _outcome(error: BaseException) -> str:
    """The name of an expected error, which tells an operator where to look; "fault" for any other."""
    return type(error).__name__ if isinstance(error, JiantingError) else "fault"


def _log_to_stderr() -> None:
    """One JSON document a line, and nothing around it."""
    if not LOG.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        LOG.addHandler(handler)
        LOG.setLevel(logging.INFO)
        LOG.propagate = False
