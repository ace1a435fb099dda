"""Secrets that are none: each is put together here when the tests run, from a seed, so that no file ever holds one."""

from __future__ import annotations

import base64
import random
import string
from collections.abc import Iterator
from dataclasses import dataclass

from afterword.secrecy import SensitiveKind

LETTERS = string.ascii_letters
ALNUM = LETTERS + string.digits
UPPER = string.ascii_uppercase + string.digits
HEX = "0123456789abcdef"
URLSAFE = ALNUM + "_-"
_random = random.Random("secrets that are none")


def some(length: int, alphabet: str = ALNUM) -> str:
    """Characters of an alphabet, ending in a letter or a digit; the same in each run."""
    return "".join(_random.choices(alphabet, k=length - 1)) + _random.choice(ALNUM if alphabet == URLSAFE else alphabet)


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@dataclass(frozen=True)
class Seed:
    """A line with ``{}`` in it, and what is put there and must be found."""

    kind: SensitiveKind
    line: str
    value: str

    @property
    def text(self) -> str:
        return self.line.replace("{}", self.value)


TOKENS = {
    "aws": ("AK" + "IA" + some(16, UPPER), "AS" + "IA" + some(16, UPPER)),
    "google": ("AI" + "za" + some(35, URLSAFE), "GOC" + "SPX-" + some(28, URLSAFE), "ya" + "29." + some(60, URLSAFE)),
    "azure": (
        "Account" + "Key=" + some(86) + "==",
        some(3) + "8Q" + "~" + some(34, URLSAFE),
        "sig=" + some(43) + "%3D",
    ),
    "digitalocean": ("dop" + "_v1_" + some(64, HEX),),
    "github": (*(f"gh{one}" + "_" + some(36) for one in "pousr"), "github" + "_pat_" + some(22) + "_" + some(59)),
    "gitlab": ("gl" + "pat-" + some(20, URLSAFE), "gl" + "dt-" + some(20, URLSAFE), "gl" + "rt-" + some(20, URLSAFE)),
    "slack": (
        "xo" + "xb-" + some(12, string.digits) + "-" + some(12, string.digits) + "-" + some(24),
        "xo" + "xp-" + some(12, string.digits) + "-" + some(12, string.digits) + "-" + some(32, HEX),
        "xa" + "pp-1-A" + some(10, UPPER) + "-" + some(13, string.digits) + "-" + some(64, HEX),
        "hooks.slack" + ".com/services/T" + some(8, UPPER) + "/B" + some(8, UPPER) + "/" + some(24),
    ),
    "telegram": (some(9, "123456789") + ":" + "AA" + some(33),),
    "stripe": (
        "sk" + "_live_" + some(24),
        "rk" + "_live_" + some(24),
        "sk" + "_test_" + some(24),
        "wh" + "sec_" + some(32),
    ),
    "square": ("sq0" + "csp-" + some(43, URLSAFE),),
    "shopify": ("shp" + "at_" + some(32, HEX),),
    "twilio": ("S" + "K" + some(32, HEX),),
    "sendgrid": ("S" + "G." + some(22, URLSAFE) + "." + some(43, URLSAFE),),
    "mailchimp": (some(32, HEX) + "-us" + "12",),
    "openai": (
        "sk" + "-proj-" + some(60, URLSAFE),
        "sk" + "-svcacct-" + some(60, URLSAFE),
        "sk" + "-" + some(20) + "T3Blbk" + "FJ" + some(20),
    ),
    "anthropic": ("sk" + "-ant-api03-" + some(93, URLSAFE) + "AA",),
    "groq": ("gs" + "k_" + some(52),),
    "huggingface": ("h" + "f_" + some(34, LETTERS),),
    "replicate": ("r" + "8_" + some(37),),
    "databricks": ("da" + "pi" + some(32, HEX),),
    "grafana": ("gl" + "sa_" + some(32) + "_" + some(8, HEX),),
    "vault": ("hv" + "s." + some(90, URLSAFE),),
    "docker": ("dckr" + "_pat_" + some(27, URLSAFE),),
    "npm": ("np" + "m_" + some(36),),
    "pypi": ("pyp" + "i-AgEIcHlwaS5vcmc" + some(150, URLSAFE),),
    "jwt": (
        encoded('{"alg":"HS256","typ":"JWT"}')
        + "."
        + encoded('{"sub":"1234567890","iat":1516239022}')
        + "."
        + some(43),
        encoded('{"alg":"none"}') + "." + encoded('{"sub":"1234567890"}') + ".",
    ),
}
_LINES = (
    "The job ran as `{}`.",
    "key: {}",
    '    os.environ["X"] = "{}"',
    "# {}",
    "curl -H 'X-Key: {}' host",
    "<!-- {} -->",
)
_ARMOUR = ("", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ")


def private_key(kind: str, indent: str = "", lines: int = 4) -> str:
    ends = [f"-----{end} {kind}PRIVATE" + " KEY-----" for end in ("BEGIN", "END")]
    return f"\n{indent}".join([ends[0], *(some(64, ALNUM + "+/") for _ in range(lines)), ends[1]])


def seeds() -> Iterator[Seed]:
    """Every seed, each in a line of another kind."""
    values = [value for group in TOKENS.values() for value in group]
    for at, value in enumerate(values):
        yield Seed(SensitiveKind.TOKEN, _LINES[at % len(_LINES)], value)
    yield Seed(SensitiveKind.TOKEN, "curl -H 'Authorization: Bearer {}' host", some(40))
    yield Seed(SensitiveKind.TOKEN, "Authorization: Basic {}", base64.b64encode(f"batch:{some(12)}".encode()).decode())
    yield Seed(SensitiveKind.TOKEN, '{"username": "ml-team", "key": "{}"}', some(32, HEX))
    yield Seed(SensitiveKind.TOKEN, "https://api.telegram.org/{}/getMe", "bot" + TOKENS["telegram"][0])
    yield Seed(
        SensitiveKind.PRIVATE_KEY, "Public-Lines: 1\n{}\nPrivate-MAC: 0", f"Private-Lines: 2\n{some(64)}\n{some(64)}"
    )
    for kind in _ARMOUR:
        yield Seed(SensitiveKind.PRIVATE_KEY, "{}\n", private_key(kind))
        yield Seed(SensitiveKind.PRIVATE_KEY, "    {}\n", private_key(kind, "    "))
    for scheme in ("https", "postgresql+psycopg", "mongodb+srv", "amqp", "redis"):
        value = f"{'' if scheme == 'redis' else 'batch'}:{some(10)}"
        yield Seed(SensitiveKind.ADDRESS, f"It wrote to `{scheme}://{{}}@db.internal:5432/orders`.", value)
        yield Seed(SensitiveKind.ADDRESS, f"[the queue]({scheme}://{{}}@queue.example.org/)", value)
    for name in ("password", "PASSWORD", "DB_PASSWORD", "client_secret", "api-key", "apiKey", "AUTH_TOKEN", "passwd"):
        yield Seed(SensitiveKind.PASSWORD, f"{name}={{}}", some(14) + "7")
        yield Seed(SensitiveKind.PASSWORD, f'"{name}": "{{}}"', some(6) + "-9!" + some(6))
        yield Seed(SensitiveKind.PASSWORD, f"The file said {name}: {{}}", some(20) + "3")
    yield Seed(SensitiveKind.PASSWORD, 'some["secret"] = "{}"', "p${e]nob(ody[finds>-_7this")
    yield Seed(SensitiveKind.PASSWORD, "password: {}", "q7(Wd]0pLx<2Rv")
    yield Seed(
        SensitiveKind.PASSWORD,
        "//npm.internal/:_authToken={}",
        f"{some(8, HEX)}-{some(4, HEX)}-{some(4, HEX)}-{some(12, HEX)}",
    )
    yield Seed(
        SensitiveKind.PASSWORD, "//npm.internal/:_auth={}", base64.b64encode(f"batch:{some(9)}".encode()).decode()
    )
    yield Seed(SensitiveKind.PASSWORD, "aws_secret_access_key = {}", some(40, ALNUM + "/+"))
    for address in ("lee@customer.co", "a.b+c@mail.customer.io", "X_Y%z@shop-9.museum"):
        yield Seed(SensitiveKind.EMAIL, "It came from {}.", address)
        yield Seed(SensitiveKind.EMAIL, "[write](mailto:{})", address)
    for number in ("+44 20 7946 0958", "+1 (212) 555-0142", "+4930123456", "(212) 555-0142", "212-555-0142"):
        yield Seed(SensitiveKind.PHONE, "They called {}, twice.", number)
    for number in (
        "DE89 3704 0044 0532 0130 00",
        "GB82WEST12345698765432",
        "FR14 2004 1010 0505 0001 3M02 606",
        "NO93 8601 1117 947",
        "4111 1111 1111 1111",
        "5555-5555-5555-4444",
        "378282246310005",
        "3782 822463 10005",
        "6011111111111117",
        "30569309025904",
    ):
        yield Seed(SensitiveKind.ACCOUNT, "The charge on {} came twice.", number)


SEEDS = tuple(seeds())
