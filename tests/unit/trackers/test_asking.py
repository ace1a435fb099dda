"""One question over HTTP, to a server that answers well, badly, too much, too slowly, or from elsewhere."""

from __future__ import annotations

import gzip
import socket
import threading
from pathlib import Path

import pytest

from afterword.http import NoAnswer, Server
from afterword.http import ask as ask_server
from afterword.trackers import Access
from afterword.trackers.asking import Bounds, ask
from tests.unit.trackers.server import FakeTracker, endless, running, says

SECRET = "ghp_" + "x" * 36
ACCESS = Access({"Accept": "application/json", "Authorization": f"Bearer {SECRET}"}, "GITHUB_TOKEN", has_token=True)
NO_TOKEN = Access({}, "AFTERWORD_GITHUB_TOKEN", has_token=False)
PATIENT = Bounds(connect=300, total=300, size=200_000, longest_wait=0.2)
# For servers that never end: nothing but the clock can cut them off.
SHORT = Bounds(connect=300, total=0.2)


def refused(tracker: FakeTracker, path: str = "/x", bounds: Bounds = PATIENT) -> NoAnswer:
    with pytest.raises(NoAnswer) as caught:
        ask(f"{tracker.base}{path}", ACCESS, bounds)
    assert SECRET not in f"{caught.value!r}{caught.value}"
    return caught.value


def test_an_object_is_handed_on_and_the_token_is_sent_once(tracker: FakeTracker) -> None:
    tracker.on("/x", says({"state": "open"}))
    assert ask(f"{tracker.base}/x", ACCESS, PATIENT) == {"state": "open"}
    ((path, headers),) = tracker.asked
    assert (path, headers["authorization"], headers["accept-encoding"]) == ("/x", f"Bearer {SECRET}", "gzip")
    assert headers["user-agent"].startswith("afterword/")


def test_who_speaks_no_tls_need_not_read_the_authorities(tracker: FakeTracker, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are some hundred certificates: reading them for each request took longer than all else."""
    read: list[object] = []
    monkeypatch.setattr("ssl.create_default_context", lambda **given: read.append(given))
    tracker.on("/x", says({"state": "open"}))
    assert ask(f"{tracker.base}/x", ACCESS, PATIENT) == {"state": "open"}
    assert read == []


def test_a_redirect_to_another_host_is_refused_and_that_host_hears_nothing(tracker: FakeTracker) -> None:
    with running() as other:
        tracker.on("/x", says({}, 302, Location=f"{other.base}/x"))
        assert "redirects to another host" in str(refused(tracker))
        assert other.asked == []


@pytest.mark.parametrize("target", ["//example.org/x", "file:///etc/passwd", "https://127.0.0.2/x", "http://[::1/x"])
def test_a_redirect_to_anything_but_the_same_host_is_refused(target: str, tracker: FakeTracker) -> None:
    tracker.on("/x", says({}, 301, Location=target))
    assert "redirects to another host" in str(refused(tracker))


def test_a_redirect_to_https_is_refused_with_the_way_out(tracker: FakeTracker) -> None:
    tracker.on("/x", says({}, 301, Location=tracker.base.replace("http:", "https:")))
    assert str(refused(tracker)) == (
        "The tracker redirects from http to https, which is not followed; write https in its address"
    )
    assert len(tracker.asked) == 1


def test_a_server_without_tls_is_told_as_one(tracker: FakeTracker) -> None:
    with pytest.raises(NoAnswer, match=r"The tracker cannot be reached: TLS does not work there: [a-z ]+$"):
        ask(tracker.base.replace("http:", "https:"), ACCESS, PATIENT)


def test_a_header_that_cannot_be_sent_is_not_repeated(tracker: FakeTracker) -> None:
    with pytest.raises(NoAnswer, match="cannot be sent; remove signs such as line breaks") as caught:
        ask(f"{tracker.base}/x", Access({"PRIVATE-TOKEN": f"{SECRET}\n"}, "X", has_token=True), PATIENT)
    assert SECRET not in str(caught.value)


def test_a_file_without_certificates_is_named(tmp_path: Path) -> None:
    (tmp_path / "ours.pem").write_text("not a certificate", "utf-8")
    server = Server("the source `prod`", "https://127.0.0.1:9", ca_file=tmp_path / "ours.pem")
    with pytest.raises(NoAnswer, match=r"The file ours\.pem holds no certificates that can be read"):
        ask_server(server, server.url)


def test_a_redirect_within_the_host_is_followed_without_the_token(tracker: FakeTracker) -> None:
    tracker.on("/x", says({}, 301, Location="/y"))
    tracker.on("/y", says({"state": "closed"}))
    assert ask(f"{tracker.base}/x", ACCESS, PATIENT) == {"state": "closed"}
    assert ["authorization" in headers for _, headers in tracker.asked] == [True, False]


def test_a_redirect_in_a_circle_comes_to_an_end(tracker: FakeTracker) -> None:
    tracker.on("/x", says({}, 307, Location="/x"))
    assert "redirects too often" in str(refused(tracker))
    assert len(tracker.asked) == PATIENT.hops + 1


def test_an_answer_without_an_end_is_cut_off_by_its_size(tracker: FakeTracker) -> None:
    tracker.on("/x", endless())
    assert str(refused(tracker)) == "The answer of the tracker is larger than 200,000 bytes"


def test_an_answer_that_drips_is_cut_off_by_the_clock(tracker: FakeTracker) -> None:
    tracker.on("/x", endless(b" ", 0.1))
    reason = refused(tracker, bounds=SHORT)
    assert (reason.silent, reason.why) == (True, "slow")
    assert "did not answer within 0.2 seconds" in str(reason)


def test_a_head_that_drips_is_cut_off_by_the_clock() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\n")
            while not over.wait(0.1):
                connection.sendall(b"X")

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    with pytest.raises(NoAnswer, match="did not answer within") as caught:
        ask(f"http://127.0.0.1:{listener.getsockname()[1]}/x", NO_TOKEN, SHORT)
    over.set()
    thread.join()
    listener.close()
    assert (caught.value.silent, caught.value.why) == (True, "slow")


def test_a_server_that_says_nothing_is_given_up() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        pytest.raises(NoAnswer, match="the connection timed out") as caught,
    ):
        ask(f"http://127.0.0.1:{listener.getsockname()[1]}/x", NO_TOKEN, Bounds(connect=0.1, total=300))
    assert caught.value.why == "slow"


def test_a_port_without_a_server_is_told_in_the_words_of_the_system() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(NoAnswer, match="The tracker cannot be reached: connection refused") as caught:
        ask(f"http://127.0.0.1:{port}/x", NO_TOKEN, PATIENT)
    assert (caught.value.silent, caught.value.why) == (True, "")


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"[1]", b'"x"', b"null", b'{"a": NaN}', b'{"a": -Infinity}', b"\xff\xfe", b"[" * 100_000),
        *(b'{"a": ' + b"9" * 5_000 + b"}", b"<html><body>Log in</body></html>"),
    ],
)
def test_what_is_no_json_object_is_no_answer(body: bytes, tracker: FakeTracker) -> None:
    tracker.on("/x", says(body))
    assert "is not a ticket" in str(refused(tracker))


@pytest.mark.parametrize("packing", ["gzip", "X-GZIP"])
def test_an_answer_that_is_packed_is_unpacked(packing: str, tracker: FakeTracker) -> None:
    tracker.on("/x", says(gzip.compress(b'{"state": "open"}'), Content_Encoding=packing))
    assert ask(f"{tracker.base}/x", ACCESS, PATIENT) == {"state": "open"}


@pytest.mark.slow
def test_a_small_answer_that_unpacks_to_a_huge_one_is_not_read_to_its_end(tracker: FakeTracker) -> None:
    tracker.on("/x", says(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"))
    assert "larger than 200,000 bytes" in str(refused(tracker))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"\x1f\x8b", "was cut off after 0 bytes; try again"),
        (gzip.compress(b'{"state": "open"}', mtime=0)[:-9], "was cut off after"),
        (b"{}", "is damaged: it cannot be decompressed"),
    ],
)
def test_a_damaged_answer_is_told(body: bytes, told: str, tracker: FakeTracker) -> None:
    tracker.on("/x", says(body, Content_Encoding="gzip"))
    assert told in str(refused(tracker))


def test_an_answer_packed_with_another_method_is_refused(tracker: FakeTracker) -> None:
    tracker.on("/x", says(b"{}", Content_Encoding="br"))
    assert "compressed with a method that was not asked for" in str(refused(tracker))
