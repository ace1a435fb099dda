/* What the schema says of the answers, in words for their author; and of the rest of the check what a form can know. */
let validator = null;

function prepareJudge() {
  format.moment = isMoment;
  format.date = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && Boolean(boundsOf(text));
  format.uri = isAddress;
  validator = new Validator(schema, "2020-12", false);
}

function isAddress(text) {
  if (!/^https?:\/\/[^\s<>"{}|\\^`]+$/.test(text)) return false;
  try {
    const { hostname, username, password } = new URL(text);
    return Boolean(hostname) && !username && !password && !/@/.test(text.split("/")[2]);
  } catch {
    return false;
  }
}

const REASONS_BY_FORMAT = {
  moment: (text) => readMoment(text).problem,
  date: () => "Write it as year-month-day, such as `2026-03-03`.",
  uri: () => "Write a whole address that begins with `https://`, without a name or a password in it.",
};

/* By keyword, what to tell; others only repeat what one of these says. */
const SAID = {
  required: () => "Still needed.",
  additionalProperties: () => "A review has no such field.",
  type: (field) => (field.type === "number" ? "Write a number, such as `1200`." : field.type === "array" ? "This must be a list." : field.type === "object" ? "This must have fields of its own." : "This must be text."),
  oneOf: () => "Choose one of the values.",
  pattern: (field, value) => (/\n/.test(value) ? "Write it in one line." : /^\s*$/.test(value) ? "Still needed." : `It must look like \`${exampleOf(field) || field.pattern}\`.`),
  format: (field, value) => (Object.hasOwn(REASONS_BY_FORMAT, field.format) && REASONS_BY_FORMAT[field.format](value)) || "Write it in another form.",
  minLength: () => "Still needed.",
  maxLength: (field, value) => `It is ${counted([...value].length, "character")} long; at most ${withCommas(field.maxLength)} are allowed.`,
  minimum: (field) => `It must be at least ${field.minimum}.`,
  maximum: () => "The number is too large.",
  minItems: (field) => `At least ${counted(field.minItems, "entry is", "entries are")} needed.`,
  maxItems: (field) => `At most ${counted(field.maxItems, "entry", "entries")} are allowed.`,
  minProperties: () => "Answer at least one of these, or none of them.",
  uniqueItems: () => "An entry is there twice.",
  dependentRequired: () => "Still needed beside what is answered here.",
  false: () => "An incident has none; leave it empty, or make it a near miss.",
};

function valueAt(data, parts) {
  return parts.reduce((at, part) => (at === undefined || at === null ? undefined : at[part]), data);
}

/* By pointer, the one thing to tell there. */
function schemaProblems(data) {
  const problems = new Map();
  for (const { keyword, instanceLocation, keywordLocation, error } of validator.validate(data).errors) {
    const named = /property "(\w+)"/.exec(error) || /"(\w+)"\.?$/.exec(error);
    const below = ["required", "dependentRequired", "additionalProperties"].includes(keyword);
    const at = instanceLocation.slice(1) + (below && named ? `/${named[1]}` : "");
    const parts = at.split("/").slice(1);
    const field = fieldAt(parts) || {};
    // A schema that is false speaks of what must not be there; elsewhere that repeats what another keyword says.
    if (!SAID[keyword] || (keyword === "false" && !/\/then\//.test(keywordLocation)) || (keyword === "oneOf" && !termsOf(field).length)) continue;
    if (!problems.has(at)) problems.set(at, SAID[keyword](field, valueAt(data, parts)));
  }
  return problems;
}

function entriesOf(list) {
  return (Array.isArray(list) ? list : []).map((entry) => entry || {});
}

/* The clocks run forward, and no moment is in the future. */
function clockProblems(data) {
  const problems = new Map();
  const clocks = known.clocks.filter((name) => data[name]).map((name) => [name, boundsOf(data[name])]).filter(([, bounds]) => bounds);
  clocks.forEach(([then, later], at) => {
    for (const [first, earlier] of clocks.slice(0, at)) {
      const compared = then !== "reviewed" || first === known.clocks[0];
      if (compared && earlier[0] >= later[1] && !problems.has(`/${then}`)) problems.set(`/${then}`, `This is before “${fieldAt([first]).title}”.`);
    }
  });
  const limit = Date.now() + 86400000;
  const moments = [...clocks.map(([name]) => [`/${name}`, data[name]]), ...entriesOf(data.timeline).map((entry, at) => [`/timeline/${at}/at`, entry.at]),
    ...entriesOf(data.models).map((model, at) => [`/models/${at}/trained_at`, model.trained_at])];
  for (const [at, text] of moments) {
    const bounds = boundsOf(String(text || ""));
    if (bounds && bounds[0] > limit && !problems.has(at)) problems.set(at, "This is in the future.");
  }
  return problems;
}

/* Names that nobody knows or that contradict each other, and ids of actions that are there twice. */
function nameProblems(data) {
  const problems = new Map();
  const walk = (field, value, at) => {
    const part = resolved(field);
    if (Array.isArray(value) && part.items) value.forEach((one, number) => walk(part.items, one, `${at}/${number}`));
    else if (value && typeof value === "object") Object.entries(value).forEach(([name, one]) => part.properties && part.properties[name] && walk(part.properties[name], one, `${at}/${name}`));
    else if (["review", "pattern"].includes(part["x-names"]) && !namesFor(part).some(([name]) => name === value)) problems.set(at, `No ${part["x-names"]} here has this id.`);
  };
  walk(schema, data, "");
  const ids = new Set();
  entriesOf(data.actions).forEach(({ id }, at) => {
    if (id && ids.has(id)) problems.set(`/actions/${at}/id`, "Another action has this id.");
    ids.add(id);
  });
  const related = new Set(entriesOf(data.related).map(({ id }) => id));
  entriesOf(data.not_related).forEach(({ id }, at) => { if (related.has(id)) problems.set(`/not_related/${at}/id`, "It is also among the related ones."); });
  const checks = new Set(Object.values(data.feeds || {}).flat());
  entriesOf(data.adopted).forEach(({ check }, at) => { if (check && !checks.has(check)) problems.set(`/adopted/${at}/check`, "No check under “Where lessons go” has exactly this text."); });
  return problems;
}

function judged(data) {
  return new Map([...nameProblems(data), ...clockProblems(data), ...schemaProblems(data), ...refusedProblems(data)]);
}

/* What the next status needs, as titles of fields. */
function neededFor(status, data) {
  return [...schemaProblems({ ...data, status })].filter(([at, said]) => said === "Still needed." && at.split("/").length === 2)
    .map(([at]) => placeNamed(at.split("/").slice(1)));
}
