"""The formats of tokens of well-known services, as data.

Most tokens begin with a mark of their service, made for such searches. A shape is searched only in a text that has one
of its marks, which costs almost nothing otherwise.

The marks, alphabets and lengths are those that the services state, compared with the rules of gitleaks (MIT licence,
July 2026): https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml. A test names which of its marks are
here and which are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from afterword.text.signs import MANY, Signs

_TOO_COMMON: Final = ("key-", "API-", "sig=")


@dataclass(frozen=True)
class Shape:
    """The format of a token, and the marks that a text must have to be searched for it."""

    what: str
    marks: tuple[str, ...]
    token: str

    @property
    def telling(self) -> bool:
        """Whether the marks are telling enough to be searched within a longer word, such as the name of a file."""
        return all(len(mark) > 3 and mark not in _TOO_COMMON for mark in self.marks)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The token between its borders, compiled on first use, because compiling all would be slow."""
        # A token never begins within a word; that also bounds the search.
        before = "" if "(?<!" in self.token else r"(?<![\w+-])"
        return re.compile(rf"{before}{self.token}(?![A-Za-z0-9])", re.ASCII)


AWS_KEY: Final = "an AWS access key"

# What it is, the marks, and the pattern without its borders.
_TABLE: Final = (
    (AWS_KEY, "AKIA ASIA ABIA ACCA", r"A(?:KI|SI|BI|CC)A[A-Z0-9]{16}"),
    ("an Amazon Bedrock key", "ABSK", r"ABSK[A-Za-z0-9+/]{100,}=*"),
    ("an Amazon Bedrock key", "bedrock-api-key-", r"bedrock-api-key-[A-Za-z0-9+/=]{30,}"),
    ("a signature of a request", "-Signature=", r"X-(?:Amz|Goog)-Signature=[0-9a-f]{64,}"),
    ("an Alibaba access key", "LTAI", r"LTAI[A-Za-z0-9]{20,24}"),
    ("a Yandex key", "AQVN", r"AQVN[\w-]{35,38}"),
    ("a Google API key", "AIza", r"AIza[\w-]{35}"),
    ("a Google client secret", "GOCSPX-", r"GOCSPX-[\w-]{28}"),
    ("a Google access token", "ya29.", r"ya29\.[\w-]{20,}"),
    ("a Google refresh token", "1//0", r"1//0[\w-]{40,}"),
    ("an Azure storage key", "AccountKey=", r"AccountKey=[A-Za-z0-9+/]{86}=="),
    ("an Azure client secret", "Q~", r"[\w~.-]{3}\dQ~[\w~.-]{31,34}"),
    ("a shared access signature", "sig=", r"sig=[A-Za-z0-9%+/]{40,}(?:%3D|=)"),
    ("an Azure key", "JQQJ99", r"\w{20,60}JQQJ99\w{20,40}"),
    ("an Azure key", "AzSea AzFu", r"[A-Za-z0-9]{30,50}Az(?:Sea|Fu)[A-Za-z0-9+/=]{4,10}"),
    ("a Teams webhook", "webhook.office.com/", r"webhook\.office\.com/webhookb2/[\w@/-]{60,}"),
    ("a DigitalOcean token", "_v1_", r"do[oprt]_v1_[0-9a-f]{64}"),
    ("a GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", r"gh[oprsu]_[A-Za-z0-9]{36,}"),
    ("a GitHub token", "github_pat_", r"github_pat_\w{22,}"),
    ("a GitLab token", "glpat- gldt- glrt- glcbt- glptt- glft-", r"gl(?:pat|dt|rt|cbt|ptt|ft)-[\w-]{20,}"),
    ("a GitLab token", "glimt- glagent- gloas- glsoat- glffct-", r"gl(?:imt|agent|oas|soat|ffct)-[\w-]{20,}"),
    ("a GitLab token", "GR1348941", r"GR1348941[\w-]{20,}"),
    ("a GitLab session", "_gitlab_session=", r"_gitlab_session=[0-9a-f]{32}"),
    ("an Atlassian token", "ATATT3 ATCTT3 ATBB", r"AT(?:ATT3|CTT3|BB)[\w=-]{24,}"),
    ("a Slack token", "xox", r"xox[abcdeoprs]-(?:\d-)?[A-Za-z0-9%-]{20,}"),
    ("a Slack token", "xoxe.xox", r"xoxe\.xox[bp]-\d-[A-Za-z0-9]{40,}"),
    ("a Slack token", "xapp-", r"xapp-\d-[A-Z0-9]+-\d+-[0-9a-f]{20,}"),
    ("a Slack webhook", "hooks.slack.com/", r"hooks\.slack\.com/(?:services|workflows|triggers)/[\w/+]{30,}"),
    # It has no mark, so its border comes after the first letter, where it does not slow the search.
    ("a Discord token", ".", r"[MNO](?<![\w+-][MNO])[\w-]{23,25}\.[\w-]{6}\.[\w-]{27,}"),
    ("a Discord webhook", "/api/webhooks/", r"discord(?:app)?\.com/api/webhooks/\d+/[\w-]{40,}"),
    ("a Zapier webhook", "hooks.zapier.com/", r"hooks\.zapier\.com/hooks/catch/\d+/\w+"),
    ("a Telegram token", ":AA", r"(?:bot)?\d{8,10}:AA[\w-]{33}"),
    ("a Stripe key", "_live_ _test_ _prod_", r"[rs]k_(?:live|test|prod)_[A-Za-z0-9]{16,}"),
    ("a Stripe webhook secret", "whsec_", r"whsec_[A-Za-z0-9+/]{24,}"),
    ("a Square token", "sq0", r"sq0(?:atp|csp|idp)-[\w-]{22,}"),
    ("a Shopify token", "shp", r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"),
    ("a Twilio key", "SK", r"SK[0-9a-f]{32}"),
    ("a SendGrid key", "SG.", r"SG\.[\w-]{22}\.[\w-]{43}"),
    ("a Mailchimp key", "-us", r"[0-9a-f]{32}-us\d{1,2}"),
    ("a Mailgun key", "key-", r"key-[0-9a-f]{32}"),
    ("a Brevo key", "xkeysib-", r"xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}"),
    ("an Anthropic key", "sk-ant-", r"sk-ant-[a-z0-9]+-[\w-]{20,}"),
    ("an OpenAI key", "sk-", r"sk-(?:proj|svcacct|admin|None)-[\w-]{20,}"),
    ("an OpenRouter key", "sk-or-", r"sk-or-v1-[0-9a-f]{64}"),
    ("an API key", "sk-", r"sk-[A-Za-z0-9]{32,}"),
    ("a Groq key", "gsk_", r"gsk_[A-Za-z0-9]{40,}"),
    ("an xAI key", "xai-", r"xai-[A-Za-z0-9]{60,}"),
    ("a Perplexity key", "pplx-", r"pplx-[A-Za-z0-9]{40,}"),
    ("a Replicate token", "r8_", r"r8_[A-Za-z0-9]{37}"),
    ("a Hugging Face token", "hf_", r"hf_[A-Za-z0-9]{30,}"),
    ("a Hugging Face token", "api_org_", r"api_org_[A-Za-z0-9]{30,}"),
    ("a Weights & Biases key", "wandb_v1_", r"wandb_v1_\w{30,}"),
    ("a LangSmith key", "lsv2_", r"lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}"),
    ("a Langfuse key", "sk-lf-", r"sk-lf-[0-9a-f-]{36}"),
    ("an NVIDIA key", "nvapi-", r"nvapi-[\w-]{50,}"),
    ("a Pinecone key", "pcsk_", r"pcsk_\w{40,}"),
    ("a Together key", "tgp_v1_", r"tgp_v1_[\w-]{30,}"),
    ("a Cerebras key", "csk-", r"csk-[a-z0-9]{40,}"),
    ("a Tavily key", "tvly-", r"tvly-[\w-]{20,}"),
    ("an ElevenLabs key", "sk_", r"sk_[0-9a-f]{48}"),
    ("a Databricks token", "dapi", r"dapi[0-9a-f]{32}(?:-\d)?"),
    ("a Prefect key", "pnu_ pnb_", r"pn[ub]_[A-Za-z0-9]{36}"),
    ("a MongoDB Atlas secret", "mdb_sa_sk_", r"mdb_sa_sk_[\w-]{30,}"),
    ("a PlanetScale token", "pscale_", r"pscale_(?:tkn|oauth|pw)_[\w=.-]{32,}"),
    ("a Supabase key", "sbp_ sb_secret_", r"sb(?:p|_secret)_\w{20,}"),
    ("an Airtable token", "pat", r"pat[A-Za-z0-9]{14}\.[0-9a-f]{64}"),
    ("a Notion token", "ntn_", r"ntn_[A-Za-z0-9]{40,}"),
    ("a Linear key", "lin_api_", r"lin_api_[A-Za-z0-9]{40}"),
    ("a Figma token", "figd_", r"figd_[\w-]{40,}"),
    ("a 1Password key", "A3-", r"A3-[A-Z0-9]{6}-[A-Z0-9-]{11,12}(?:-[A-Z0-9]{5}){3}"),
    ("a 1Password token", "ops_eyJ", r"ops_eyJ[\w+/-]{100,}=*"),
    ("an Adobe secret", "p8e-", r"p8e-[A-Za-z0-9]{32}"),
    ("a Grafana token", "glsa_", r"glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}"),
    ("a Grafana key", "glc_ eyJrIjoi", r"(?:glc_|eyJrIjoi)[A-Za-z0-9+/]{32,}=*"),
    ("a New Relic key", "NRAK- NRJS- NRII-", r"NR(?:AK-[A-Z0-9]{27}|JS-[0-9a-f]{19}|II-[\w-]{32})"),
    ("a Dynatrace token", "dt0", r"dt0[a-z]\d\d\.[A-Z0-9]{8,24}\.[A-Z0-9]{64}"),
    ("a Sentry token", "sntrys_ sntryu_", r"sntry(?:s_eyJ[\w+/=]{40,}|u_[0-9a-f]{64})"),
    ("a Sonar token", "squ_ sqp_ sqa_", r"sq[upa]_[0-9a-f]{40}"),
    ("a Sourcegraph token", "sgp_", r"sgp_(?:[0-9a-f]{16}_|local_)?[0-9a-f]{40}"),
    ("a Buildkite token", "bkua_", r"bkua_[0-9a-f]{40}"),
    ("a CircleCI token", "CCIPAT_", r"CCIPAT_\w{20,}"),
    ("a Harness token", "pat. sat.", r"[ps]at\.[\w-]{22}\.[0-9a-f]{24}\.[A-Za-z0-9]{20}"),
    ("an Octopus key", "API-", r"API-[A-Z0-9]{26,}"),
    ("a Doppler token", "dp.", r"dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]{2,35}\.)?[A-Za-z0-9]{40,44}"),
    ("a Terraform token", ".atlasv1.", r"[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}"),
    ("a Pulumi token", "pul-", r"pul-[0-9a-f]{40}"),
    ("a Heroku key", "HRKU-", r"HRKU-[\w-]{36,60}"),
    ("a Fly.io token", "fo1_ fm1a_ fm1r_ fm2_", r"f(?:o1_[\w-]{43}|m1[ar]_[\w+/]{100,}=*|m2_[\w+/]{100,}=*)"),
    ("a Tailscale key", "tskey-", r"tskey-[a-z]+-\w+-\w{16,}"),
    ("a Netlify token", "nfp_", r"nfp_[A-Za-z0-9]{36,}"),
    ("an OpenShift token", "sha256~", r"sha256~[\w-]{43}"),
    ("a Cloudflare key", "v1.0-", r"v1\.0-[0-9a-f]{24}-[0-9a-f]{146}"),
    ("a Contentful token", "CFPAT-", r"CFPAT-[\w-]{40,}"),
    ("a Typeform token", "tfp_", r"tfp_[\w.=-]{50,}"),
    ("an EasyPost key", "EZAK EZTK", r"EZ[AT]K[A-Za-z0-9]{54}"),
    ("a Shippo token", "shippo_", r"shippo_(?:live|test)_[0-9a-f]{40}"),
    ("a Duffel token", "duffel_", r"duffel_(?:live|test)_[\w=-]{43}"),
    ("a Facebook token", "EAA", r"EAA[A-Z][A-Za-z0-9]{100,}"),
    ("a Mapbox token", "sk.eyJ", r"sk\.eyJ[\w-]{20,}\.[\w-]{20,}"),
    ("a MaxMind key", "_mmk", r"[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk"),
    ("a RubyGems key", "rubygems_", r"rubygems_[0-9a-f]{48}"),
    ("a Clojars token", "CLOJARS_", r"CLOJARS_[0-9a-z]{60}"),
    ("a ReadMe key", "rdme_", r"rdme_[a-z0-9]{70}"),
    ("an Infracost key", "ico-", r"ico-[A-Za-z0-9]{32}"),
    ("a Postman key", "PMAK-", r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    ("a Vault token", "hvs. hvb. hvr.", r"hv[bsr]\.[\w-]{24,}"),
    ("a Docker token", "dckr_", r"dckr_(?:pat|oat)_[\w-]{27,}"),
    ("an npm token", "npm_", r"npm_[A-Za-z0-9]{36}"),
    ("a PyPI token", "pypi-", r"pypi-Ag(?:EIcHlwaS5vcmc|ENdGVzdC5weXBpLm9yZw)[\w-]{50,}"),
    ("an Artifactory token", "AKC cmVmd", r"(?:AKC|cmVmd)[A-Za-z0-9]{50,}"),
    ("an age key", "AGE-SECRET-KEY-", r"AGE-SECRET-KEY-1[A-Z0-9]{58}"),
    ("a password hash", "$2a$ $2b$ $2y$", r"(?<![\w$])\$2[aby]\$\d\d\$[A-Za-z0-9./]{53}"),
    ("a password hash", "$argon2 $scrypt$", r"(?<![\w$])\$(?:argon2(?:id|i|d)|scrypt)\$[A-Za-z0-9+/=,$-]{30,}"),
    ("a password hash", "$1$ $5$ $6$ $y$ $apr1$", r"(?<![\w$])\$(?:[156y]|apr1)\$[A-Za-z0-9./=$]{20,}"),
    ("a JSON web token", "eyJ", r"eyJ[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?"),
)


SHAPES: Final = tuple(Shape(what, tuple(marks.split()), token) for what, marks, token in _TABLE)
MARKS: Final = tuple((mark, shape) for shape in SHAPES for mark in shape.marks)
"""Each mark with its shape."""

SIGNS: Final = Signs("|".join(r"[MNO][\w-]{23}" if mark == "." else re.escape(mark) for mark, _ in MARKS), MANY)
"""What a text has if it has a token; a mark of a single dot tells nothing."""
