/* What the check says of words, as far as a form can: hidden characters, tokens and private keys, e-mail addresses,
   placeholders, a victim that is a system, and a version in place of a name. The patterns are those of the check. */
const HIDDEN = "This has hidden characters, which the check refuses:";
let hiddenShape = null;
let secretShapes = null;
let emailShape = null;

function hiddenIn(text) {
  hiddenShape = hiddenShape || new RegExp(known.unsafe.hidden, "gu");
  return text.match(hiddenShape) || [];
}

/* Without what is hidden; a line separator is a space, so that words stay apart. */
function withoutHidden(text) {
  return hiddenIn(text).length ? text.replace(hiddenShape, (char) => (/[\u0085\u2028\u2029]/.test(char) ? " " : "")) : text;
}

function hiddenSaid(text) {
  const codes = new Set(hiddenIn(text).map((char) => `U+${pad(char.codePointAt(0).toString(16).toUpperCase(), 4)}`));
  return codes.size ? `${HIDDEN} ${[...codes].join(", ")}. Delete them, or write spaces.` : "";
}

/* "an AWS access key", or nothing. */
function secretIn(text) {
  secretShapes = secretShapes || known.unsafe.secrets.map(([what, pattern]) => [what, new RegExp(pattern)]);
  const found = text.length < 10 ? undefined : secretShapes.find(([, shape]) => shape.test(text));
  return found && found[0];
}

function secretSaid(text) {
  const what = secretIn(text);
  return what ? `This looks like ${what}. Revoke it first, then take it out.` : "";
}

function hasEmail(text) {
  const [pattern, allowed] = known.unsafe.email;
  emailShape = emailShape || new RegExp(pattern, "g");
  return [...text.matchAll(emailShape)].some(([whole, name, host]) => {
    const domain = host.toLowerCase();
    const remote = name === "git" || text[text.indexOf(whole) + whole.length] === "/";
    return !remote && !/^\d{1,2}\./.test(domain) && !allowed.some((one) => domain === one || domain.endsWith(`.${one}`));
  });
}

/* Whether a text stands in place of an answer; a name may be what is no answer elsewhere. */
function isPlaceholder(text, name = false) {
  if (text.length > 80 && !/^\W*lorem\b/i.test(text)) return false;
  const words = text.toLowerCase().replace(/[\s.…\-–—_?!*#:()[\]<>/]+/g, " ").trim().split(" ").filter(Boolean);
  const said = words.join(" ");
  if (name && known.unsafe.real.includes(said)) return false;
  return !words.length || known.unsafe.placeholders.includes(said) || said.startsWith("lorem ipsum")
    || new RegExp(`^(?:${known.unsafe.marked})`, "u").test(text)
    || (words.length > 1 && new Set(words).size === 1 && /^\p{L}+$/u.test(words[0])) || (words.length === 1 && /^(\p{L})\1{2,}$/u.test(said));
}

/* Each text of the answers with its pointer. */
function* textsIn(data, at = "") {
  if (typeof data === "string") yield [at, data];
  else if (data && typeof data === "object") for (const [name, one] of Object.entries(data)) yield* textsIn(one, `${at}/${name}`);
}

/* For what the check refuses the file. */
function refusedSaid(text) {
  return hiddenSaid(text) || secretSaid(text);
}

function refusedProblems(data) {
  return new Map([...textsIn(data)].map(([at, text]) => [at, refusedSaid(text)]).filter(([, said]) => said));
}

/* Tells something of what is in a box; what is hidden there goes at the press of a button. */
function tellOf(input, place, said) {
  tellIn(place, said);
  if (!(said || "").startsWith(HIDDEN) || !hiddenIn(input.value).length) return;
  place.append(" ", button("Delete them", "aw-unhide", () => {
    input.value = withoutHidden(input.value);
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }));
}

/* Whether the affected are only a system: a model of the review, or what the rule of the check takes for one. */
function isSystem(who, data) {
  if (typeof who !== "string" || [...who].length > known.unsafe.longest) return false;
  const said = who.toLowerCase().replace(/[.!]+$/, "").trim().replace(/\s+/g, " ");
  const bare = said.replace(/^the /, "").replace(/^our /, "");
  const models = (Array.isArray(data.models) ? data.models : []).map((model) => String((model && model.name) || "").toLowerCase());
  return (bare && models.includes(bare)) || new RegExp(`^(?:${known.unsafe.system})$`, "u").test(said);
}

/* What the check only advises; by pointer, with the text below a heading under its title. */
function advice(data, story) {
  const told = [];
  const draft = ["draft", "withdrawn"].includes(data.status);
  for (const [at, text] of textsIn(data)) {
    const place = at.slice(1).replace(/\/\d+(?=\/|$)/g, "/*");
    const name = known.unsafe.names.includes(place);
    if (!draft && (name || known.unsafe.texts.includes(place)) && isPlaceholder(text, name)) told.push([at, "This says nothing. Write what is known, or that it is unknown."]);
    if (hasEmail(text)) told.push([at, "This looks like an e-mail address. Name the team or the role."]);
    if (/^\/models\/\d+\/name$/.test(at) && new RegExp(`^(?:${known.unsafe.version})$`, "i").test(text)) told.push([at, "This looks like a version. Write the name that people use for the model."]);
  }
  if (data.impact && isSystem(data.impact.who, data)) told.push(["/impact/who", "This is a system. Write who depends on it and how they were affected, or that nobody was."]);
  for (const { title, text } of story) {
    if (hasEmail(text)) told.push([title, "This looks like an e-mail address. Name the team or the role."]);
    if (!draft && text.trim() && isPlaceholder(text)) told.push([title, "This says nothing. Write what is known, or leave it empty."]);
  }
  return told;
}
