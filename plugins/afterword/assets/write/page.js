/* The page: makes the form, keeps what is typed, judges it, and hands over the file. */
const form = page.querySelector(".aw-write-form");
const finish = page.querySelector(".aw-write-finish");
const toldBox = finish.querySelector(".aw-write-told");
const textBox = finish.querySelector(".aw-write-text");
const hostLink = finish.querySelector(".aw-write-host");
const doneLine = finish.querySelector(".aw-write-done");
const NEXT = { draft: "in-review", "in-review": "published" };
const controls = [];
const counters = [];
const story = storyControl();
let existing = null;
let existingName = "";
let existingText = "";
let asked = false;
let current = null;

/* What a browser cannot make is left to the command that can; what a file has of it is kept. */
function shownIn(part, at) {
  const field = { ...resolved(part), at };
  if (field.items) return { ...field, items: shownIn(field.items, `${at}/*`) };
  if (!field.properties) return field;
  const shown = Object.entries(field.properties).filter(([, below]) => resolved(below)["x-names"] !== "evidence");
  return { ...field, properties: Object.fromEntries(shown.map(([name, below]) => [name, shownIn(below, `${at}/${name}`)])) };
}

function makeForm() {
  const groups = schema["x-groups"] || [];
  const fields = Object.entries(schema.properties);
  const named = new Set(groups.map((group) => group.name));
  const rest = fields.some(([, part]) => !named.has(resolved(part)["x-group"])) ? [{ name: "", title: "Other fields", description: "" }] : [];
  for (const group of [...groups, ...rest]) {
    const inside = fields.filter(([, part]) => (named.has(resolved(part)["x-group"]) ? resolved(part)["x-group"] : "") === group.name);
    if (!inside.length) continue;
    const needed = inside.some(([name]) => schema.required.includes(name));
    const number = make("span", { class: "aw-set-number" });
    const section = make("details", { class: "aw-write-group", open: needed }, make("summary", {}, make("strong", {}, group.title), ` ${group.description || ""} `, number));
    const order = [...inside].sort(([one], [other]) => schema.required.includes(other) - schema.required.includes(one));
    const own = order.map(([name, part]) => {
      const control = controlFor(shownIn(part, name), schema.required.includes(name), true);
      control.set(resolved(part).default);
      const untouched = JSON.stringify(control.get());
      control.answered = () => control.get() !== undefined && (!!existing || JSON.stringify(control.get()) !== untouched);
      controls.push([name, control]);
      section.append(control.element);
      return control;
    });
    // What stands there from the start is no answer of a person.
    counters.push(() => {
      const answered = own.filter((control) => control.answered()).length;
      number.textContent = answered ? `${answered} of ${own.length} answered` : "";
    });
    form.append(section);
  }
  form.append(make("details", { class: "aw-write-group" }, make("summary", {}, make("strong", {}, "Story"), " What happened, told for someone on another team."), story.element));
  const title = controls.find(([name]) => name === "title");
  if (title) showNearWhileTyped(title[1]);
}

function answers() {
  return { ...(existing ? othersOf(existing.answers, controls) : {}), ...answersIn(controls) };
}

/* A new review begins with the defaults of the schema; one that is there has what it says. */
function put(given) {
  for (const [name, control] of controls) control.set(given[name] === undefined && !existing ? resolved(schema.properties[name]).default : given[name]);
}

/* The form may show a value otherwise than the file has it, such as without spaces at its end: that is no change. */
function written(made) {
  if (!existing) return newReview(made, story.written("\n"));
  const names = [...new Set([...Object.keys(made), ...Object.keys(existing.answers)])];
  const now = names.map((name) => [name, same(made[name], existing.shown[name]) ? existing.answers[name] : made[name]]);
  return editedReview(existing, Object.fromEntries(now.filter(([, value]) => value !== undefined)), story.written(existing.eol));
}

function problemLink(label, said, focus) {
  return make("li", {}, button(label, "aw-to-problem", focus), " ", ...withCode(said));
}

function adviceLinks(made) {
  const parts = story.told();
  return advice(made, parts).map(([at, said]) => {
    const part = parts.find(({ title }) => title === at);
    return part ? problemLink(at, said, part.focus) : problemLink(placeNamed(at.split("/").slice(1)), said, () => focusOn(at.split("/").slice(1)));
  });
}

function focusOn(parts) {
  const found = controls.find(([name]) => name === parts[0]);
  if (found) found[1].focus(parts.slice(1));
}

function tell() {
  const made = answers();
  const problems = judged(made);
  const spoken = story.problems();
  for (const [name, control] of controls) control.show(problems, `/${name}`, asked);
  counters.forEach((count) => count());
  const told = [...problems].map(([at, said]) => {
    const parts = at.split("/").slice(1);
    return problemLink(placeNamed(parts), said, () => focusOn(parts));
  });
  told.push(...spoken.map(({ title, said, focus }) => problemLink(`Story, ${title}`, said, focus)));
  const advised = adviceLinks(made);
  const next = NEXT[made.status];
  const later = next && !told.length ? neededFor(next, made) : [];
  const status = next && termsOf(resolved(schema.properties.status)).find((term) => term.const === next);
  toldBox.replaceChildren(
    make("p", {}, told.length ? `${counted(told.length, "answer")} to look at before the check accepts the file:` : "The fields are as the check wants them."),
    ...(told.length ? [make("ul", {}, ...told)] : []),
    ...(advised.length ? [make("p", {}, "To look at once more:"), make("ul", { class: "aw-advice" }, ...advised)] : []),
    ...(later.length ? [make("p", { class: "aw-quiet" }, `For “${(status || {}).title || next}” it still needs: ${later.join(", ")}.`)] : []));
  const name = existingName || fileName(made);
  current = { made, name, ready: !told.length, text: told.length ? "" : written(made) };
  finish.querySelector(".aw-write-name").replaceChildren(...(made.onset && made.title ? ["File: ", make("code", {}, name)] : []));
  setHostLink(hostLink, current.ready ? repository() : null, name, current.text, Boolean(existingName));
  if (textBox.open) showText();
}

function showText() {
  textBox.querySelector("pre").textContent = current.text || "There is no file yet.";
}

const settling = delayed(settle, 200);
function changed() {
  taken = false;
  doneLine.textContent = "";
  settling.ask();
}

function settle() {
  settling.stop();
  tell();
  keep({ answers: current.made, story: story.texts(), text: existingText, name: existingName });
}

/* Whether there is a file; otherwise the first thing to look at is shown. */
function ready() {
  settle();
  if (current.ready) return true;
  asked = true;
  tell();
  const first = toldBox.querySelector("button");
  if (first) first.focus();
  return false;
}

async function copyText() {
  const ok = await copied(current.text);
  doneLine.textContent = ok ? "The text is copied." : "The browser does not allow copying: take the text from below.";
  if (!ok) {
    textBox.open = true;
    showText();
  }
}

function open(text, name) {
  const read = readReview(text);
  if (read.problem) {
    keptLine.textContent = read.problem;
    return false;
  }
  if (!taken && !window.confirm("Replace the answers in the form? They have not been downloaded since the last change.")) return false;
  taken = true;
  existing = read;
  existingText = text;
  existingName = name;
  put(read.answers);
  existing.shown = answers();
  story.begin(read.body);
  return true;
}

function startAnew() {
  existing = null;
  existingName = existingText = "";
  asked = false;
  taken = true;
  put({});
  story.begin();
}

function listen() {
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
  });
  window.addEventListener("pagehide", () => { if (settling.waits()) settle(); });
  window.addEventListener("storage", ({ key, newValue }) => { if (key === KEPT && newValue !== null) settle(); });
  finish.querySelector(".aw-write-download").addEventListener("click", () => {
    if (!ready()) return;
    download(current.name, current.text);
    taken = true;
    settle();
    doneLine.textContent = `Downloaded ${current.name}. Put it into the folder of the reviews, or give it to whoever does.`;
  });
  finish.querySelector(".aw-write-copy").addEventListener("click", () => { if (ready()) copyText(); });
  hostLink.addEventListener("click", () => { if (hostLink.textContent.startsWith("Copy")) copyText(); });
  textBox.addEventListener("toggle", showText);
  finish.querySelector(".aw-write-forget").addEventListener("click", () => {
    if (!window.confirm("Forget all answers in this browser?")) return;
    settling.stop();
    startAnew();
    tell();
    forgetState();
    keptLine.textContent = "The answers are forgotten.";
    form.querySelector("input").focus();
  });
  const openFile = (text, name) => {
    settle(); // what is still to be said of the last answer does not cover what is said of the file
    if (!open(text, name)) return;
    settle();
    keptLine.prepend(`${name || "The text"} is open. What you do not change stays as it is. `);
    page.querySelector(".aw-write-open").open = false;
  };
  page.querySelector("#aw-write-file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await file.arrayBuffer());
    event.target.value = "";
    openFile(text, file.name);
  });
  page.querySelector(".aw-write-read").addEventListener("click", () => openFile(page.querySelector("#aw-write-paste").value, ""));
}

async function begin() {
  known = await loadPart("write", "assets/afterword/write-form.js");
  schema = known.schema;
  prepareJudge();
  makeForm();
  const state = keptState();
  if (state && state.text && open(state.text, state.name)) put(state.answers);
  else {
    startAnew();
    if (state && state.answers) put(state.answers);
  }
  if (state && state.story) story.restore(state.story);
  if (state) taken = state.taken === true;
  finish.hidden = false;
  listen();
  tell();
  if (state) keptLine.textContent = "These are the answers that this browser kept.";
}

begin().catch((error) => {
  console.error(error);
  keptLine.textContent = "The form could not be loaded. Check your connection, and open the page again.";
});
