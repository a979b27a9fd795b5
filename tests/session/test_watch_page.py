"""The page that shows a session from elsewhere: to whoever has its token, and at nobody's cost."""

import http.client
import json
import socket
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest

from runwalk_tui.language.catalogues import use_language
from runwalk_tui.session.watch_page import HOST, Board, Seen, WatchServer


@pytest.fixture
def board() -> Board:
    return Board()


@pytest.fixture
def server(board: Board) -> Iterator[WatchServer]:
    with WatchServer(board) as server:
        serving = Thread(target=server.serve)
        serving.start()
        yield server
        server.stop()
        serving.join(10)
        assert not serving.is_alive()


def _asked(
    server: WatchServer, path: str, host: str | None = None
) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
    connection.request("GET", path, headers={} if host is None else {"Host": host})
    return connection, connection.getresponse()


def _news(answer: http.client.HTTPResponse) -> Any:
    while not (line := answer.readline()).startswith(b"data: "):
        assert line
    return json.loads(line.removeprefix(b"data: "))["now"]


def test_the_address_that_is_printed_opens_the_page(server: WatchServer) -> None:
    _, answer = _asked(server, server.address.removeprefix(f"http://{HOST}:{server.port}"))
    assert answer.status == 200
    assert b"EventSource" in answer.read()
    assert "default-src 'none'" in (answer.getheader("Content-Security-Policy") or "")


@pytest.mark.parametrize("path", ["/", "/?token=", "/?token=wrong", "/news", "/news?token=é"])
def test_without_the_token_nothing_is_shown(server: WatchServer, path: str) -> None:
    connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
    connection.putrequest("GET", path.replace("é", "%C3%A9"))
    connection.endheaders()
    assert connection.getresponse().status == 403


def test_nor_under_the_name_of_another_host(server: WatchServer) -> None:
    _, answer = _asked(server, f"/?token={server.token}", host=f"example.org:{server.port}")
    assert answer.status == 403


def test_no_other_path_is_known(server: WatchServer) -> None:
    _, answer = _asked(server, f"/journal?token={server.token}")
    assert answer.status == 404


def test_every_page_is_told_what_is_new(server: WatchServer, board: Board) -> None:
    pages = [_asked(server, f"/news?token={server.token}") for _ in range(3)]
    assert [_news(answer) for _, answer in pages] == [None] * 3
    board.show({"name": "RUN"})
    assert [_news(answer) for _, answer in pages] == [{"name": "RUN"}] * 3


def test_a_page_that_stops_reading_holds_nobody_up(server: WatchServer, board: Board) -> None:
    stalled = socket.create_connection((HOST, server.port))
    stalled.sendall(
        f"GET /news?token={server.token} HTTP/1.0\r\nHost: {HOST}:{server.port}\r\n\r\n".encode()
    )
    _, answer = _asked(server, f"/news?token={server.token}")
    assert _news(answer) is None
    for number in range(40):
        board.show({"name": "x" * 100_000, "number": number})
    seen = _news(answer)
    while seen["number"] != 39:
        seen = _news(answer)
    stalled.close()


def test_a_closed_board_lets_its_readers_go(board: Board) -> None:
    board.show(1)
    news = board.after(Seen())
    assert news is not None
    seen, text = news
    assert text is not None
    assert json.loads(text)["now"] == 1
    board.close()
    assert board.after(seen) is None


def test_a_page_that_comes_late_or_slept_gets_the_whole_way(board: Board) -> None:
    def lacks(seen: Seen) -> tuple[Seen, Any]:
        news = board.after(seen)
        assert news is not None
        assert news[1] is not None
        return news[0], json.loads(news[1])

    board.begin()
    for at in range(3):
        board.show({"name": "RUN"}, [(at, 8.5, 150)], [(0, "run")])
    seen, first = lacks(Seen())
    assert first["points"] == [[0, 8.5, 150], [1, 8.5, 150], [2, 8.5, 150]]
    assert (first["steps"], first["is_new"]) == ([[0, "run"]], True)
    for at in range(3, 6):
        board.show({"name": "RUN"}, [(at, 8.5, 150)], [(0, "run")])
    seen, missed = lacks(seen)
    assert [t for t, *_ in missed["points"]] == [3, 4, 5]
    assert not missed["is_new"]
    board.begin()
    board.show({"name": "READY"})
    seen, other = lacks(seen)
    assert (other["points"], other["is_new"]) == ([], True)


def test_the_page_speaks_the_language_in_use(board: Board) -> None:
    use_language("de")
    with WatchServer(board) as server:
        serving = Thread(target=server.serve)
        serving.start()
        _, answer = _asked(server, f"/?token={server.token}")
        page = answer.read().decode()
        server.stop()
        serving.join(10)
    assert '<html lang="de">' in page
    assert "kein Training l" in page


def test_the_same_page_is_an_overlay_where_its_address_asks_for_one(server: WatchServer) -> None:
    path = server.address.removeprefix(f"http://{HOST}:{server.port}")
    _, answer = _asked(server, f"{path}&overlay")
    page = answer.read().decode()
    assert answer.status == 200
    assert '.has("overlay")' in page
    assert ".overlay { background: transparent" in page
    _, news = _asked(server, f"{path.replace('/?', '/news?')}&overlay")
    assert news.status == 200
