"""Text that a careless search would take for a secret or for personal data, and that reviews are full of."""

from __future__ import annotations

import base64
import hashlib
import random
import uuid

_random = random.Random("nothing to hide")


def _digest(name: str) -> str:
    return hashlib.new(name, b"harmless").hexdigest()


def _image(size: int) -> str:
    return base64.b64encode(_random.randbytes(size)).decode()


HARMLESS = (
    # Names of commits, sums of files, ids
    f"Commit {_digest('sha1')} changed the loader.",
    f"sha256:{_digest('sha256')}",
    f"model.safetensors  {_digest('md5')}",
    f'{{"user": "ml-team", "key": "{_digest("md5")}"}}',
    '{"username": "ml-team", "key": "00000000000000000000000000000000"}',
    f"checksum: {_digest('sha512')}",
    f"image: registry.internal/ranker@sha256:{_digest('sha256')}",
    f"integrity: sha384-{base64.b64encode(hashlib.sha384(b'x').digest()).decode()}",
    f"run_id: {uuid.UUID(int=_random.getrandbits(128), version=4)}",
    f"trace-id={_random.getrandbits(128):032x}",
    "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "request req_011CSHoEeqs5C35K2UUqR7Fy failed",
    "arn:aws:iam::123456789012:role/ranker",
    "AKIA is how access keys of AWS begin.",
    "AKIAEXAMPLE is too short to be one.",
    "x-amz-request-id: 7F2A9B3C4D5E6F70",
    # Pictures and other data in text
    f"![graph](data:image/png;base64,{_image(600)})",
    f"data:font/woff2;base64,{_image(1500)}",
    _image(300),
    # Versions, clocks, numbers
    "xgboost==2.1.0rc1 and numpy 1.26.4+cpu",
    "python:3.11.9-slim-bookworm@linux",
    "uses: actions/checkout@v4.2.2",
    "npm install left-pad@1.3.0",
    "2025-11-18T11:20:00.123456789+00:00",
    "1763464800123456789 ns and 1763464800123 ms since the epoch",
    "The offset was 9223372036854775807.",
    "order 4111111111111112 was counted twice",
    "order 1234567812345670 was counted twice",
    "The feature has 200000000000000 distinct values.",
    "The count rose by +1200 requests, from 10,000,000 to 25,000,000.",
    "+10 000 000 rows were written at +02:00.",
    "latency 120-350-4000 ms",
    "lines 100-200, ports 8080-8090, GPUs 0-7",
    "ISBN 978-3-16-148410-0",
    "NO2024 and DE20 stand for regions; GB82 WEST is a mistake",
    "DE89370400440532013001 fails the check of its digits",
    "IPv6 2001:db8::8a2e:370:7334 and 10.0.0.1",
    # Names such as token and password with values that are none
    "token_count: 4096",
    "max_tokens: 128000 and tokens=4096",
    "token: 4096123456",
    'eos_token: "<|endoftext|>"',
    'pad_token: "[PAD-TOKEN-0001]"',
    "tokenizer: sentencepiece-v2-65k-unigram",
    "token = tokenizer.decode(ids_2024)",
    "token = next(stream_of_tokens)",
    "key: user_id_hash_v2",
    "cache_key=f'{model}:{version}:{digest}'",
    "primary_key: order_id_2024",
    "feature key: days_since_last_login_30d",
    "password: ${DB_PASSWORD}",
    "password: {{ vault.db_password_2024 }}",
    "password: <the password of 2024>",
    "password=********",
    "password: changeme",
    "PASSWORD=$DB_PASSWORD_2024",
    "password: os.environ['DB_PASSWORD_2024']",
    "secret: projects/ranker/secrets/db-password/versions/12",
    "secret: /run/secrets/db_password_2024",
    "secret_name: prod/db/password-2024a7",
    "api_key=settings.api_key",
    "api_key: your-api-key-here",
    "API_KEY=redacted",
    "passphrase: correct horse battery staple",
    "password_rotated_at: 2025-11-18T10:00Z",
    "The password: nobody had rotated it in 2024, and no secret: none was found.",
    "The secret: a token is a word, a token is not a key.",
    "Password rotation took 3 hours; the password was not exposed.",
    "access token lifetime = 3600s",
    "Bearer authentication and Basic access were both refused.",
    "Authorization: Bearer <token>",
    "Authorization: Bearer $OPENAI_API_KEY_FROM_ENVIRONMENT",
    "[rails-credentials]: https://guides.example.org/security-7.html#custom-credentials-2",
    "| `token` | OpenShift token of the job |",
    "| token | 2026-03-02T10:00Z |",
    "access_key: `Your BrowserStack access key`",
    'access_key: "Your BrowserStack access key"',
    "keychain_password = SecureRandom.base64",
    'Create a root ssh key: `ssh-keygen -t ed25519 -C "root@mongodb" -f key_2`',
    "dict(ContinuationToken=cont_token_2)",
    "curl -u prometheus:**password-here** https://metrics.internal/",
    "docker run --user 1000:1000 ranker",
    "The password is base64-encoded, and the token was SHA256-hashed in 30days.",
    "The secret was in S3-backup2, and the key is user_id_2024a7.",
    "[MASK2025] and `--token-limit 4096x` and `--tokens-per-second 12tok7s`",
    "Authorization: required for all 20250101-jobs",
    "Cookie: consent=accepted; theme=dark",
    "curl -u batch:$PASSWORD https://ci.internal/",
    "https://USERNAME:ACCESS_KEY@hub.internal/",
    "https://ci.internal/cc.xml?token=%3Ctoken%3E&branch=main",
    "![100%25 of it](a%20b.png) and C:\\users\\token_2",
    f"model: {base64.b64encode(b'model registry entry, version 12').decode()}",
    # Addresses
    "https://example.org/a@b and https://social.example.org/@reader",
    "postgres://db.internal:5432/orders",
    "postgres://user:password@localhost/orders",
    "postgres://batch:${PASSWORD}@db.internal/orders",
    "https://<user>:<token>@git.internal/team/repository",
    "https://example.org:8443/path?a=b:c@d",
    "ssh://git@git.internal.io/team/repository.git",
    "git clone git@git.internal.io:team/repository.git",
    # E-mail that leads to nobody
    "support@example.org, a@example.com, b@mail.example.net, c@host.test, d@x.invalid",
    "@dataclass.field and @pytest.mark.parametrize",
    "user@host and root@localhost",
    "precision@k, recall@10 and ndcg@5.mean",
    "feature_store@2024.11",
    "ranker@v2.1.0-rc1",
    # Keys that are none
    "The file began with `-----BEGIN PRIVATE KEY-----`, and anybody could read it.",
    "-----BEGIN CERTIFICATE-----\n" + _image(180) + "\n-----END CERTIFICATE-----",
    "-----BEGIN PUBLIC KEY-----\n" + _image(180) + "\n-----END PUBLIC KEY-----",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + "B" * 43 + " batch",
    "sk-learn, sk-estimator-pipeline, ghp_ and xoxb- are beginnings and words",
    "sk-proj-… is how the key began",
    "hf_hub_download(repo_id, filename)",
    "npm_config_registry, npm_lifecycle_event",
    "eyJ is how such a token begins.",
    "the ski_live_tracker and task_test_runner1234567890 modules",
    "dapiserver and glpat-short",
)
