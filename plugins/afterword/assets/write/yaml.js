/* The answers as YAML, and YAML as answers: every scalar is the text that was typed, as the check reads it. */
const WIDTH = 106;
const NULLS = ["", "~", "null"];

function dumped(value) {
  return stringify(value, { lineWidth: WIDTH, indentSeq: true, singleQuote: false }).replace(/\n$/, "");
}

/* In one line, for the inside of brackets. */
function dumpedInLine(value) {
  if (Array.isArray(value)) return `[${value.map(dumpedInLine).join(", ")}]`;
  if (value && typeof value === "object") return `{${Object.entries(value).map(([name, one]) => `${name}: ${dumpedInLine(one)}`).join(", ")}}`;
  return typeof value === "string" && !/^[a-z][a-z0-9_-]*$/i.test(value) || NULLS.includes(value) ? JSON.stringify(value) : String(value);
}

/* The answers of a node; what is empty counts as not answered. */
function answersOf(node, field) {
  const part = field ? resolved(field) : {};
  if (isMap(node)) {
    const pairs = node.items.map((pair) => [pair.key.value, answersOf(pair.value, (part.properties || {})[pair.key.value])]);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  }
  if (isSeq(node)) return node.items.map((item) => answersOf(item, part.items)).map((value) => (value === undefined ? "" : value));
  if (!isScalar(node)) return undefined;
  const text = String(node.value === null ? "" : node.value);
  if (node.type !== "PLAIN") return text;
  if (NULLS.includes(text)) return undefined;
  return part.type === "number" && /^[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d{1,3})?$/i.test(text) ? Number(text) : text;
}

/* A review as its parts: {before, front, after, body, doc, answers, eol}; {problem} for what is none. */
function readReview(text) {
  const match = /^(\ufeff?---[ \t]*\r?\n)([\s\S]*?\r?\n)(---[ \t]*(?:\r?\n|$))/.exec(text);
  if (!match) return { problem: "This is no review: its first line must be `---`, and a line `---` must end its fields." };
  const [whole, before, front, after] = match;
  const doc = parseDocument(front, { schema: "failsafe", prettyErrors: true });
  if (doc.errors.length) return { problem: `Its fields cannot be read: ${doc.errors[0].message.split("\n")[0]}` };
  if (!isMap(doc.contents)) return { problem: "Its fields cannot be read: there must be `field: value` on each line." };
  if (/(^|[\s[{,])[&*][A-Za-z0-9_]/.test(front.replace(/#.*$/gm, "")) && hasAlias(doc.contents)) return { problem: "It has YAML anchors or aliases, which no review may have." };
  return { before, front, after, body: text.slice(whole.length), doc, answers: answersOf(doc.contents, schema), eol: /\r\n/.test(before) ? "\r\n" : "\n" };
}

function hasAlias(node) {
  if (!node) return false;
  if (node.source !== undefined && !isScalar(node)) return true;
  if (node.anchor || node.tag) return true;
  if (isMap(node)) return node.items.some((pair) => hasAlias(pair.key) || hasAlias(pair.value));
  return isSeq(node) && node.items.some(hasAlias);
}

/* The text of a new review. */
function newReview(answers, body) {
  const lines = ["---", "# A review is about systems and decisions, not about people."];
  let current = "";
  for (const [name, part] of Object.entries(schema.properties)) {
    if (answers[name] === undefined) continue;
    const group = (schema["x-groups"] || []).find((one) => one.name === resolved(part)["x-group"]);
    if (group && group.name !== current) {
      lines.push("", `# ${group.title.toUpperCase()}`);
      current = group.name;
    }
    lines.push(dumped({ [name]: answers[name] }));
  }
  return `${[...lines, "---", ""].join("\n")}${body}`;
}
