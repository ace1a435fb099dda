"""Secrets that are not written plainly, or that only their surroundings give away, assembled when the tests run.

Each is a text by the name of its kind, and the stretches of it that nobody may read.
"""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

from tests.unit.secrecy.seeds import HEX, TOKENS, UPPER, URLSAFE, private_key, some

GITHUB = "gh" + "p_" + some(36)
WORD = some(5) + "-9!" + some(6)
LONG = some(14) + "7" + some(20)
AWS = some(20) + "/" + some(18) + "9"
KEY = private_key("")
BODY = KEY.split("\n")[1:-1]
BARE = KEY.replace("\n", "\\n")


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


HARDER: dict[str, tuple[str, list[str]]] = {
    # Codes within a text
    "escaped quotes": (f'log: "{{\\"password\\": \\"{WORD}\\"}}"', [WORD]),
    "twice escaped quotes": (f'log: "{{\\\\\\"password\\\\\\": \\\\\\"{WORD}\\\\\\"}}"', [WORD]),
    "a key with line ends as codes": (f'{{"private_key": "{BARE}\\n"}}', BODY),
    "a key with codes in a string": (json.dumps(json.dumps({"private_key": KEY})), BODY),
    "JSON in a string": (json.dumps({"log": json.dumps({"token": LONG})}), [LONG]),
    "an address with escaped slashes": (f"postgres:\\/\\/batch:{WORD}@db.internal\\/orders", [WORD]),
    "percent codes": (f"https://ci.internal/hook?{quote(f'password={LONG}', safe='')}&x=1", [LONG]),
    "codes of characters": (f"<code>{{&quot;password&quot;: &quot;{LONG}&quot;}}</code>", [LONG]),
    "an escaped underscore": (f"It was {GITHUB.replace('_', chr(92) + '_')} at night.", [GITHUB[4:]]),
    "a letter as its code": (f'"\\u0067h\\x70_{GITHUB[4:]}"', [GITHUB[4:]]),
    "two strings in a sum": (f'key = "{GITHUB[:12]}" + "{GITHUB[12:]}"', [GITHUB[4:12], GITHUB[12:]]),
    # Lines
    "a folded token": (f"> The job ran as {GITHUB[:20]}\n> {GITHUB[20:]} at night.", [GITHUB[4:20], GITHUB[20:]]),
    "a token on two lines": (f'note: "{GITHUB[:20]}\\\n  {GITHUB[20:]}"', [GITHUB[4:20], GITHUB[20:]]),
    "a folded block": (f"log: >-\n  {GITHUB[:20]}\n  {GITHUB[20:]}\n", [GITHUB[4:20], GITHUB[20:]]),
    "a folded value": (f"env:\n  password: >-\n    {WORD}\n", [WORD]),
    "a value below its name": (f"DB_PASSWORD:\n    {WORD}\n", [WORD]),
    "a key on one line": (KEY.replace("\n", " "), BODY),
    "a key in the cells of a table": (f"| {KEY.replace(chr(10), '<br>')} |", BODY),
    "a key with comments": (KEY.replace("\n", "\n# "), BODY),
    "a key in a diff": ("+" + KEY.replace("\n", "\n+"), BODY),
    "a key of SSH2": (KEY.replace("-----BEGIN ", "---- BEGIN SSH2 ").replace("KEY-----", "KEY ----"), BODY),
    # Names of fields and variables
    "a cell beside its name": (f"| DB_PASSWORD | `{WORD}` |", [WORD]),
    "a cell of HTML": (f"<tr><td>api key</td><td>{LONG}</td></tr>", [LONG]),
    "an item of HTML": (f"<li>password: {WORD}</li>", [WORD]),
    "an element": (f"<password>{WORD}</password>", [WORD]),
    "an attribute": (f'<add key="Password" value="{WORD}" />', [WORD]),
    "the environment of a container": (f"- name: DB_PASSWORD\n  value: {WORD}\n", [WORD]),
    "the environment in JSON": (f'{{"name": "API_KEY", "value": "{LONG}"}}', [LONG]),
    "an option": (f"`deploy --db-password {WORD} --verbose`", [WORD]),
    "a line of a Dockerfile": (f"ENV DB_PASSWORD {WORD}", [WORD]),
    "netrc": (f"machine git.internal login batch password {WORD}", [WORD]),
    "SQL": (f"ALTER USER batch IDENTIFIED BY '{WORD}'", [WORD]),
    "SQL of Postgres": (f"CREATE ROLE batch PASSWORD '{WORD}'", [WORD]),
    "a call": (f'config.setPassword("{WORD}")', [WORD]),
    "a sentence": ("The password is hun" + "ter2, and nobody had changed it.", ["hun" + "ter2"]),
    "a quote in a sentence": (f"Then the password was `{WORD}` for a day.", [WORD]),
    "a name with an ending": (f"DB_PASSWORD_PROD={WORD}", [WORD]),
    "a subscription": (f"Ocp-Apim-Subscription-Key: {some(32, HEX)}9", []),
    # Requests
    "a short login in base64": (f"Authorization: Basic {encoded('batch:' + WORD[:6])}", [encoded("batch:" + WORD[:6])]),
    "a header without a scheme": (f"'Authorization': '{LONG}'", [LONG]),
    "a cookie": (f"Cookie: theme=dark; session={LONG}; lang=en", [LONG]),
    "curl": (f"curl -s -u batch:{WORD} https://ci.internal/", [WORD]),
    "a signed address": (f"https://bucket.internal/a?X-Amz-Signature={some(64, HEX)}&x=1", []),
    # Connections
    "ODBC": (f"Driver={{SQL}};Server=db;Uid=batch;Pwd={WORD};", [WORD]),
    "JDBC": (f"jdbc:postgresql://db/orders?user=batch&password={WORD}", [WORD]),
    "JDBC of Oracle": (f"jdbc:oracle:thin:batch/{WORD}@db:1521/orders", [WORD]),
    "the driver of Go": (f"batch:{WORD}@tcp(db.internal:3306)/orders", [WORD]),
    "a password with an at sign": (f"mongodb+srv://batch:{WORD}@{WORD[:4]}@db.internal/orders", [WORD]),
    "a service bus": (f"Endpoint=sb://q.internal/;SharedAccessKeyName=all;SharedAccessKey={some(43)}=", []),
    # Base64 and hexadecimal
    "an environment in base64": (f"data:\n  env: {encoded(f'DB_PASSWORD={WORD}')}", [encoded(f"DB_PASSWORD={WORD}")]),
    "a key of kubectl": (f"client-key-data: {encoded(KEY)}", [encoded(KEY)]),
    "a login of Docker": (
        f'{{"auths": {{"r": {{"auth": "{encoded("batch:" + WORD)}"}}}}}}',
        [encoded("batch:" + WORD)],
    ),
    "logins of Docker in base64": (
        f".dockerconfigjson: {encoded(json.dumps({'auths': {'r': {'auth': encoded('batch:' + WORD)}}}))}",
        [encoded(json.dumps({"auths": {"r": {"auth": encoded("batch:" + WORD)}}}))],
    ),
    "a token in base64": (f"`{encoded(GITHUB)}`", [encoded(GITHUB)]),
    "a password in hexadecimal": (f"dump: {f'password={WORD}'.encode().hex()}", [f"password={WORD}".encode().hex()]),
    # Keys in other forms
    "the secret of an access key": (f"| AKIA{some(16, UPPER)} | {AWS} |", [AWS]),
    "a JSON web key": (f'{{"kty": "RSA", "n": "{some(40, URLSAFE)}", "d": "{some(43, URLSAFE)}"}}', []),
    "WireGuard": (f"PrivateKey = {some(43)}=", []),
    "a password hash": ("batch:$2" + "b$12$" + some(53), []),
    # Places in a page
    "a comment": (f"<!-- {GITHUB} -->", [GITHUB]),
    "a picture": (f"![{GITHUB}](a.png)", [GITHUB]),
    "the title of a link": (f'[a](https://example.org "{GITHUB}")', [GITHUB]),
    "an address of a picture": (f"![a](images/{GITHUB}.png)", [GITHUB]),
    "a reference": (f"[a]: https://example.org/{GITHUB}", [GITHUB]),
    "a footnote": (f"[^1]: It was {GITHUB}.", [GITHUB]),
    "a code block": (f"```sh\nexport GITHUB={GITHUB}\n```", [GITHUB]),
    "a text of a drawing": (f"<svg><text>{GITHUB}</text></svg>", [GITHUB]),
    "a row of a file": (f"id,token\n1,{TOKENS['slack'][0]}\n", [TOKENS["slack"][0]]),
    "a cell of a notebook": (json.dumps({"source": [f'openai.api_key = "{LONG}"\n']}), [LONG]),
}
"""A text by its kind, with the stretches that are secret; where there are none, the rest of the line is enough."""

LATER_SERVICES = (
    "AB" + "SK" + some(110),
    "LT" + "AI" + some(20),
    "1/" + "/0" + some(60, URLSAFE),
    some(52) + "JQ" + "QJ99" + some(26),
    "GR" + "1348941" + some(20, URLSAFE),
    "AT" + "BB" + some(32),
    "xox" + "e.xoxp-1-" + some(160),
    "https://discord" + ".com/api/webhooks/1234567890/" + some(68, URLSAFE),
    "api" + "_org_" + some(34),
    "wandb" + "_v1_" + some(40),
    "lsv2" + "_pt_" + some(32, HEX) + "_" + some(10, HEX),
    "nv" + "api-" + some(64, URLSAFE),
    "pc" + "sk_" + some(60),
    "dt0" + "c01." + some(24, UPPER) + "." + some(64, UPPER),
    "sntr" + "yu_" + some(64, HEX),
    "sq" + "p_" + some(40, HEX),
    "sg" + "p_" + some(40, HEX),
    "HR" + "KU-AA" + some(58, URLSAFE),
    "tsk" + "ey-auth-" + some(12) + "-" + some(32),
    "nf" + "p_" + some(36),
    "lin" + "_api_" + some(40),
    "nt" + "n_" + some(46),
    "fig" + "d_" + some(43, URLSAFE),
    "pu" + "l-" + some(40, HEX),
    some(14) + ".atlas" + "v1." + some(64, URLSAFE),
    "dp.pt" + "." + some(43),
    "rubygems" + "_" + some(48, HEX),
    "xkey" + "sib-" + some(64, HEX) + "-" + some(16),
    "pn" + "u_" + some(36),
    "pat" + some(14) + "." + some(64, HEX),
    "glc" + "_" + some(60),
    "ops" + "_eyJ" + some(250),
    "p8" + "e-" + some(32),
    "EZ" + "AK" + some(54),
    "sb" + "p_" + some(40, HEX),
    "mdb" + "_sa_sk_" + some(40, URLSAFE),
)
"""Tokens of services whose marks the comparison with a maintained list has shown us."""

OUT_OF_REACH = (
    "The password is correct horse battery staple.",  # words
    f"It was {some(40, HEX)}.",  # nothing beside it tells it from the name of a commit
    f"| gh{'p_'}{some(16)} | {some(20)} |",  # its halves are in two cells
    "The password begins with hun, and ends with ter2.",
    base64.b85encode(f"password={WORD}".encode()).decode(),
)
"""What is not found, as the manual says."""
