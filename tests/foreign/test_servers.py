"""The recipes of docs/publishing.md in the real servers, over the built example: what a browser is sent."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from carbonpress.folder.content_security import DRAWING, HEADERS

DOCUMENT = (Path(__file__).parents[2] / "docs/publishing.md").read_text(encoding="utf-8")
HOST = "pcf.example.com"
ROOT = "/srv/www/footprints"
CERTIFICATES = f"/etc/ssl/{HOST}"
MODULES = Path("/usr/lib/apache2/modules")

APACHE_AROUND = """\
ServerRoot {home}
PidFile {home}/apache.pid
ErrorLog {home}/error.log
Listen 127.0.0.1:{port}
{modules}
TypesConfig /dev/null
{recipe}
"""
"""What the configuration of a distribution has around a virtual host; without its table of types."""

NGINX_AROUND = """\
daemon off;
pid {home}/nginx.pid;
error_log {home}/error.log;
events {{}}
http {{
    access_log off;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    client_body_temp_path {home}/body; proxy_temp_path {home}/proxy; fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
{recipe}
}}
"""


@dataclass(frozen=True)
class Answer:
    """What a server sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Ask = Callable[[str], Answer]


def recipe(language: str) -> str:
    """The only block of docs/publishing.md in this *language*."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", DOCUMENT, re.DOTALL | re.MULTILINE)
    return str(found)


def put_here(text: str, home: Path, site: Path, port: int) -> str:
    """The recipe *text* with the folders and the port of this machine in the place of those that it names."""
    for written, here in {ROOT: str(site), CERTIFICATES: str(home)}.items():
        assert written in text
        text = text.replace(written, here)
    placed = re.sub(
        r"listen 443 ssl;|\*:443", lambda said: said[0].replace("443", f"{port}").replace("*", "127.0.0.1"), text
    )
    assert placed != text
    return placed


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate for the host."""
    folder = tmp_path_factory.mktemp("server")
    made = (
        f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={HOST} -addext subjectAltName=DNS:{HOST} "
        "-keyout key.pem -out fullchain.pem"
    )
    subprocess.run(made.split(), cwd=folder, check=True, capture_output=True)
    folder.chmod(0o755)
    return folder


def nginx(home: Path, site: Path, port: int) -> list[str]:
    """The command that serves *site* by nginx."""
    file = home / "nginx.conf"
    written = put_here(recipe("nginx"), home, site, port)
    file.write_text(NGINX_AROUND.format(home=home, recipe=written), encoding="utf-8")
    return ["nginx", "-e", str(home / "error.log"), "-c", str(file)]


def apache(home: Path, site: Path, port: int) -> list[str]:
    """The command that serves *site* by Apache, with the modules that the recipe names."""
    file = home / "apache.conf"
    (named,) = re.findall(r"It needs the modules (.*?)\.", DOCUMENT, re.DOTALL)
    names = ["mpm_event", "authz_core", *re.findall(r"`(\w+)`", named), "socache_shmcb"]
    modules = "\n".join(
        f"LoadModule {name}_module {path}" for name in names if (path := MODULES / f"mod_{name}.so").exists()
    )
    written = put_here(recipe("apache"), home, site, port)
    around = APACHE_AROUND.format(home=home, port=port, modules=modules, recipe=written)
    file.write_text(around, encoding="utf-8")
    return ["apache2", "-D", "FOREGROUND", "-f", str(file)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module", params=[nginx, apache], ids=["nginx", "apache"])
def ask(request: pytest.FixtureRequest, home: Path, example: Path) -> Iterator[Ask]:
    """Asks a server of the example site for an address."""
    if not shutil.which(request.param.__name__ if request.param is nginx else "apache2"):
        pytest.fail("the server is not installed: run `make foreign`")
    for folder in (*home.parents, *example.parents):  # the workers of a server that root starts are somebody else
        if os.geteuid() == 0 and str(folder).startswith("/tmp/") and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o011)
    example.chmod(0o755)
    port = free_port()
    server = subprocess.Popen(
        request.param(home, example / "site", port), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    trusted = ssl.create_default_context(cafile=str(home / "fullchain.pem"))

    def asked(address: str, **headers: str) -> Answer:
        connection = http.client.HTTPSConnection(HOST, port, timeout=20, context=trusted)
        raw = socket.create_connection(("127.0.0.1", port), 20)
        connection.sock = trusted.wrap_socket(raw, server_hostname=HOST)
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        found = Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        assert len(found.headers) == len(answer.getheaders()), "a header is sent twice"
        connection.close()
        return found

    try:
        wait_for(asked, server)
        yield asked
    finally:
        server.terminate()
        server.wait(20)


def wait_for(asked: Ask, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        if server.poll() is not None:
            pytest.fail((server.stdout.read() if server.stdout else b"").decode())
        try:
            asked("/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server does not answer")


PAGES = ("/", "/en/", "/p/gyta53-24b1/v1/", "/404.html", "/nowhere", "/p/nowhere/", "/nowhere.svg", "/en/nowhere.json")
FILES = {
    "/p/gyta53-24b1/v1/declaration.json": "application/json",
    "/p/gyta53-24b1/v1/inventory.csv": "text/csv",
    "/p/gyta53-24b1/v1/qr.svg": "image/svg+xml",
    "/sitemap.xml": "xml",
    "/feed.xml": "xml",
    "/manifest.sha256": "text/plain",
    "/.well-known/carbonpress/nginx.conf": "text/plain",
}
ENDS = {
    "css": "text/css",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "js": "javascript",
    "json": "application/json",
    "map": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xml": "xml",
}


def directives(answer: Answer) -> dict[str, str]:
    said = answer.headers["content-security-policy"].split("; ")
    return {name: values for name, _, values in (part.partition(" ") for part in said)}


def assert_headers(address: str, answer: Answer) -> None:
    """Whatever is sent carries the headers and a policy; an SVG file that of drawings."""
    assert {name.lower(): value for name, value in HEADERS.items()}.items() <= answer.headers.items(), address
    assert "'self'" == directives(answer)["frame-ancestors"], address
    drawing = address.endswith(".svg") and answer.status == 200
    assert drawing == answer.headers["content-security-policy"].startswith(DRAWING), address
    if not drawing:
        assert "'none'" == directives(answer)["object-src"]
        assert re.fullmatch(r"'self'( 'sha256-[A-Za-z0-9+/=]{44}')+", directives(answer)["script-src"]), address


@pytest.mark.parametrize("address", PAGES)
def test_pages(ask: Ask, address: str) -> None:
    """Pages, and the page for what is not there, come as HTML with the policy that their own head asks for."""
    answer = ask(address)
    assert (404 if "nowhere" in address else 200) == answer.status
    assert answer.headers["content-type"].lower().replace(" ", "").startswith("text/html;charset=utf-8")
    assert_headers(address, answer)
    html = answer.body.decode()
    written = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert written is not None
    own = {name: values for name, _, values in (part.partition(" ") for part in written[1].split("; "))}
    assert own.keys() | {"frame-ancestors"} == directives(answer).keys()
    assert [] == [
        name for name, values in own.items() if not set(values.split()) <= set(directives(answer)[name].split())
    ]


def test_redirects(ask: Ask) -> None:
    """An address that lacks its last slash, as people type it, leads on, under the policy too."""
    answer = ask("/p/gyta53-24b1/v1")
    assert 301 == answer.status
    assert answer.headers["location"].endswith("/p/gyta53-24b1/v1/")
    assert_headers("/p/gyta53-24b1/v1", answer)


@pytest.mark.parametrize("address", FILES)
def test_files(ask: Ask, example: Path, address: str) -> None:
    """A file comes as it is, with its type."""
    answer = ask(address)
    assert 200 == answer.status
    assert FILES[address] in answer.headers["content-type"]
    assert (example / "site" / address[1:]).read_bytes() == answer.body
    assert_headers(address, answer)


def test_every_kind_of_file(ask: Ask, example: Path) -> None:
    """For each kind of file that the site holds one is sent, with the type that browsers want under `nosniff`."""
    site, seen = example / "site", set()
    for path in sorted(site.rglob("*.*")):
        end = path.suffix[1:]
        if path.is_file() and end in ENDS and end not in seen:
            seen.add(end)
            address = "/" + path.relative_to(site).as_posix()
            answer = ask(address)
            assert 200 == answer.status
            assert ENDS[end] in answer.headers["content-type"], address
            assert_headers(address, answer)
            texts = ("text/css", "text/csv", "text/html", "javascript")
            assert ("utf-8" in answer.headers["content-type"].lower()) == ENDS[end].endswith(texts) or end in (
                "map",
                "xml",
            )
    assert set(ENDS) == seen


def test_what_has_not_changed_is_not_sent_again(ask: Ask) -> None:
    """A browser that asks whether its copy is current is told so, or is sent the new one."""
    first = ask("/p/gyta53-24b1/v1/declaration.json")
    assert "no-cache" == first.headers["cache-control"]
    again = ask("/p/gyta53-24b1/v1/declaration.json", **{"If-None-Match": first.headers["etag"]})  # type: ignore[call-arg]
    assert (304, b"") == (again.status, again.body)
