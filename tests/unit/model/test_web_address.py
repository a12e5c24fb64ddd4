"""Web addresses: what is refused and with which words, and the one form in which all others are written."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonpress.model.web_address import LONGEST, AddressError, is_normal, link_address, site_address, web_address

HAN = st.text(st.sampled_from("碳足迹声明企业产品光缆0123456789abcxyz"), min_size=1, max_size=8)
HOSTS = st.lists(HAN, min_size=1, max_size=3).map(lambda labels: ".".join([*labels, "example"]))
PATHS = st.lists(st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=9), max_size=4)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("https://PCF.Example.COM", "https://pcf.example.com/"),
        ("HTTPS://pcf.example.com/PCF", "https://pcf.example.com/PCF/"),
        ("https://碳.example.com/", "https://xn--gez.example.com/"),
        ("https://碳足迹.中国", "https://xn--gezy16b5tb.xn--fiqs8s/"),
        ("https://碳。中国/", "https://xn--gez.xn--fiqs8s/"),
        ("https://ｐｃｆ.example.com/", "https://pcf.example.com/"),
        ("https://pcf.example.com/碳/", "https://pcf.example.com/%E7%A2%B3/"),
        ("https://pcf.example.com/%e7%a2%b3", "https://pcf.example.com/%E7%A2%B3/"),
        ("https://pcf.example.com:443/", "https://pcf.example.com/"),
        ("http://pcf.example.com:80/", "http://pcf.example.com/"),
        ("https://pcf.example.com:8443/", "https://pcf.example.com:8443/"),
        ("https://pcf.example.com//", "https://pcf.example.com/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("http://localhost", "http://localhost/"),
    ],
)
def test_normal_form_of_a_site(written: str, normal: str) -> None:
    """Host in lower case and punycode, path percent-encoded, the usual port left out, a slash at the end."""
    assert normal == str(site_address(written))
    assert is_normal(normal)
    assert is_normal(written) == (written.rstrip("/") == normal.rstrip("/"))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("https://me:secret@pcf.example.com/", "user or password"),
        ("https://@pcf.example.com/", "user or password"),
        ("https://:@pcf.example.com/", "user or password"),
        ("https://me@pcf.example.com/", "user or password"),
        ("https://pcf.example.com/ a", "a blank"),
        (" https://pcf.example.com/", "does not begin"),
        ("https://pcf.example.com/\n", "a blank"),
        ("https://pcf.example.com/my site/", "a blank"),
        ("https://pcf.example.com/\u3000x", "a blank"),
        ("https://pcf.example.com/\u00a0x", "a blank"),
        ("https://pcf.example.com/a\u200bb", "U+200B"),
        ("https://pcf.example.com:/", "an empty port"),
        ("https://pcf.example.com:0/", "the port '0'"),
        ("https://pcf.example.com:00443/", "the port '00443'"),
        ("https://pcf.example.com:65536/", "the port '65536'"),
        ("https://pcf.example.com:８０/", "the port"),
        ("https://pcf.example.com:1:2/", "cannot be read"),
        ("https:///x", "no host"),
        ("https://?x", "no host"),
        ("https://./", "not the name of a host"),
        ("https://../", "not the name of a host"),
        ("https://a..b/", "not the name of a host"),
        ("https://.a.b/", "not the name of a host"),
        ("https://a.b./", "not the name of a host"),
        ("https://。。/", "not the name of a host"),
        ("https://-a.b/", "not the name of a host"),
        ("https://xn--zzzz99999.com/", "not the name of a host"),
        ("https://☃.com/", "not the name of a host"),
        (f"https://{'a' * 64}.com/", "not the name of a host"),
        (f"https://{'a.' * 127}com/", "not the name of a host"),
        ("https://127.1/", "neither a name nor a plain IPv4"),
        ("https://0x7f.0.0.1/", "neither a name nor a plain IPv4"),
        ("https://2130706433/", "neither a name nor a plain IPv4"),
        ("https://1.2.3.256/", "neither a name nor a plain IPv4"),
        ("https://[::1/", "cannot be read"),
        ("https://[1.2.3.4]/", "cannot be read"),
        ("https://www.\u0435xample.com/", "several scripts"),
        ("https://pcf.example.com/%zz/", "encodes nothing"),
        ("https://pcf.example.com/100%", "encodes nothing"),
        ("https://pcf.example.com/<b>", "the character <"),
        ("https://pcf.example.com\\x", "the character \\"),
        ("ftp://pcf.example.com/", "does not begin with https://"),
        ("pcf.example.com", "does not begin with https://"),
        ("//pcf.example.com/", "does not begin with https://"),
        ("https:pcf.example.com/", "does not begin with https://"),
        ("", "does not begin with https://"),
        ("javascript:alert(1)", "does not begin with https://"),
    ],
)
def test_refused_everywhere(wrong: str, told: str) -> None:
    """What no address may hold is refused for a site and for a link alike, and named."""
    for kind in (web_address, link_address, site_address):
        with pytest.raises(AddressError, match=r".") as error:
            kind(wrong)
        assert told in error.value.what


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("https://pcf.example.com/#a", "a fragment"),
        ("https://pcf.example.com/#", "a fragment"),
        ("https://pcf.example.com/?a=1", "a query"),
        ("https://pcf.example.com/?", "a query"),
        ("https://pcf.example.com/a//b/", "an empty part"),
        ("https://pcf.example.com/../b/", "one of dots alone"),
        ("https://pcf.example.com/./b/", "one of dots alone"),
        ("https://pcf.example.com/[a]/", "the character ["),
    ],
)
def test_refused_for_a_site(wrong: str, told: str) -> None:
    """A site's address has pages below it: nothing may follow its path. A link may have all that."""
    with pytest.raises(AddressError, match=r".") as error:
        site_address(wrong)
    assert told in error.value.what
    assert wrong == link_address(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        "http://www.example.com/",
        "https://www.example.com:8443/",
        "https://localhost/",
        "https://x.localhost/",
        "https://intranet/",
        "https://nas.local/",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://[::1]/",
    ],
)
def test_refused_for_a_link(wrong: str) -> None:
    """A declaration links to public pages alone."""
    with pytest.raises(AddressError):
        link_address(wrong)


def test_too_long_is_counted() -> None:
    """2,000 characters pass; of one more the finding says how many there are."""
    begin = "https://www.example.com/?q="
    assert link_address(begin + "x" * (LONGEST - len(begin)))
    with pytest.raises(AddressError, match="the address has 2001 characters, more than 2000"):
        link_address(begin + "x" * (LONGEST - len(begin) + 1))


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://localhost:8000/", True),
        ("https://pcf.localhost/", True),
        ("https://pcf/", True),
        ("https://pcf.company.internal/", True),
        ("https://printer.local/", True),
        ("https://127.0.0.1/", True),
        ("https://10.0.0.1/", True),
        ("https://172.20.1.1/", True),
        ("https://192.168.1.1/", True),
        ("https://169.254.1.1/", True),
        ("https://100.64.0.1/", True),
        ("https://0.0.0.0/", True),
        ("https://[::1]/", True),
        ("https://[fe80::1]/", True),
        ("https://[fd00::1]/", True),
        ("https://8.8.8.8/", False),
        ("https://[2606:4700::1111]/", False),
        ("https://pcf.example.com/", False),
        ("https://localhost.example.com/", False),
        ("https://notlocal/", True),
        ("https://mylocal.com/", False),
    ],
)
def test_local(address: str, local: bool) -> None:
    """Hosts of one machine or one network are known."""
    assert local == site_address(address).is_local


@given(HOSTS, PATHS)
def test_every_letter_finds_its_form(host: str, path: list[str]) -> None:
    """Whatever letters host and path have: the normal form is ASCII, reads back to the path, and is its own."""
    normal = str(site_address(f"https://{host}/{'/'.join(path)}"))
    assert normal.isascii()
    assert is_normal(normal)
    parts = urlsplit(normal)
    written = "/".join(["", *path, ""]) if path else "/"
    assert str(site_address(f"https://{host}{unquote(parts.path)}")) == normal
    assert len(unquote(parts.path).split("/")) == len(written.split("/"))


@given(st.text(max_size=40).map("https://{}".format) | st.text(max_size=60))
def test_any_text_is_told_or_written(text: str) -> None:
    """No text ends in anything but an address in normal form or a refusal in words."""
    try:
        address = str(web_address(text))
    except AddressError as error:
        assert error.what
    else:
        assert address.isascii()
        assert address == str(web_address(address))
        assert "@" not in urlsplit(address).netloc
