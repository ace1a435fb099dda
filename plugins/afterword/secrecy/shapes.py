"""The formats of tokens of well-known services, as data.

Most tokens begin with a mark of their service, made for such searches. A shape is searched only in a text that has one
of its marks, which costs almost nothing otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final


@dataclass(frozen=True)
class Shape:
    """The format of a token, and the marks that a text must have to be searched for it."""

    what: str
    marks: tuple[str, ...]
    token: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The token between its borders, compiled on first use, because compiling all would be slow."""
        # A token never begins within a word; that also bounds the search.
        before = "" if "(?<!" in self.token else r"(?<![\w+-])"
        return re.compile(rf"{before}{self.token}(?![A-Za-z0-9])", re.ASCII)


# What it is, the marks, and the pattern without its borders.
_TABLE: Final = (
    ("an AWS access key", "AKIA ASIA ABIA ACCA", r"A(?:KI|SI|BI|CC)A[A-Z0-9]{16}"),
    ("a Google API key", "AIza", r"AIza[\w-]{35}"),
    ("a Google client secret", "GOCSPX-", r"GOCSPX-[\w-]{28}"),
    ("a Google access token", "ya29.", r"ya29\.[\w-]{20,}"),
    ("an Azure storage key", "AccountKey=", r"AccountKey=[A-Za-z0-9+/]{86}=="),
    ("an Azure client secret", "Q~", r"[\w~.-]{3}\dQ~[\w~.-]{31,34}"),
    ("a shared access signature", "sig=", r"sig=[A-Za-z0-9%+/]{40,}(?:%3D|=)"),
    ("a DigitalOcean token", "_v1_", r"do[oprt]_v1_[0-9a-f]{64}"),
    ("a GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", r"gh[oprsu]_[A-Za-z0-9]{36,}"),
    ("a GitHub token", "github_pat_", r"github_pat_\w{22,}"),
    ("a GitLab token", "glpat- gldt- glrt- glcbt- glptt- glft-", r"gl(?:pat|dt|rt|cbt|ptt|ft)-[\w-]{20,}"),
    ("a GitLab token", "glimt- glagent- gloas- glsoat- glffct-", r"gl(?:imt|agent|oas|soat|ffct)-[\w-]{20,}"),
    ("an Atlassian token", "ATATT3", r"ATATT3[\w=-]{50,}"),
    ("a Slack token", "xox", r"xox[abeoprs]-(?:\d-)?[A-Za-z0-9-]{20,}"),
    ("a Slack token", "xapp-", r"xapp-\d-[A-Z0-9]+-\d+-[0-9a-f]{20,}"),
    ("a Slack webhook", "hooks.slack.com/", r"hooks\.slack\.com/(?:services|workflows|triggers)/[\w/+]{30,}"),
    # It has no mark, so its border comes after the first letter, where it does not slow the search.
    ("a Discord token", ".", r"[MNO](?<![\w+-][MNO])[\w-]{23,25}\.[\w-]{6}\.[\w-]{27,}"),
    ("a Telegram token", ":AA", r"(?:bot)?\d{8,10}:AA[\w-]{33}"),
    ("a Stripe key", "_live_ _test_", r"[rs]k_(?:live|test)_[A-Za-z0-9]{16,}"),
    ("a Stripe webhook secret", "whsec_", r"whsec_[A-Za-z0-9+/]{24,}"),
    ("a Square token", "sq0", r"sq0(?:atp|csp|idp)-[\w-]{22,}"),
    ("a Shopify token", "shp", r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),
    ("a Twilio key", "SK", r"SK[0-9a-f]{32}"),
    ("a SendGrid key", "SG.", r"SG\.[\w-]{22}\.[\w-]{43}"),
    ("a Mailchimp key", "-us", r"[0-9a-f]{32}-us\d{1,2}"),
    ("a Mailgun key", "key-", r"key-[0-9a-f]{32}"),
    ("an Anthropic key", "sk-ant-", r"sk-ant-[a-z0-9]+-[\w-]{20,}"),
    ("an OpenAI key", "sk-", r"sk-(?:proj|svcacct|admin|None)-[\w-]{20,}"),
    ("an OpenRouter key", "sk-or-", r"sk-or-v1-[0-9a-f]{64}"),
    ("an API key", "sk-", r"sk-[A-Za-z0-9]{32,}"),
    ("a Groq key", "gsk_", r"gsk_[A-Za-z0-9]{40,}"),
    ("an xAI key", "xai-", r"xai-[A-Za-z0-9]{60,}"),
    ("a Perplexity key", "pplx-", r"pplx-[A-Za-z0-9]{40,}"),
    ("a Replicate token", "r8_", r"r8_[A-Za-z0-9]{37}"),
    ("a Hugging Face token", "hf_", r"hf_[A-Za-z0-9]{30,}"),
    ("a Databricks token", "dapi", r"dapi[0-9a-f]{32}(?:-\d)?"),
    ("a Grafana token", "glsa_", r"glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}"),
    ("a New Relic key", "NRAK-", r"NRAK-[A-Z0-9]{27}"),
    ("a Postman key", "PMAK-", r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    ("a Vault token", "hvs. hvb. hvr.", r"hv[bsr]\.[\w-]{24,}"),
    ("a Docker token", "dckr_", r"dckr_(?:pat|oat)_[\w-]{27,}"),
    ("an npm token", "npm_", r"npm_[A-Za-z0-9]{36}"),
    ("a PyPI token", "pypi-", r"pypi-Ag(?:EIcHlwaS5vcmc|ENdGVzdC5weXBpLm9yZw)[\w-]{50,}"),
    ("an Artifactory token", "AKC", r"AKC[A-Za-z0-9]{50,}"),
    ("an age key", "AGE-SECRET-KEY-", r"AGE-SECRET-KEY-1[A-Z0-9]{58}"),
    ("a JSON web token", "eyJ", r"eyJ[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?"),
)


SHAPES: Final = tuple(Shape(what, tuple(marks.split()), token) for what, marks, token in _TABLE)
MARKS: Final = tuple((mark, shape) for shape in SHAPES for mark in shape.marks)
"""Each mark with its shape."""
