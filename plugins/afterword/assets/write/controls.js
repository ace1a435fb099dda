/* A control for a single value. Each control has its element, get(), set(value), show(told, at, all), which shows what is
   told of its pointer, and focus(parts). What its author typed as something else is kept until it is edited. */
function labelled(field, required, id, top) {
  const optional = required ? null : make("span", { class: "aw-optional" }, " (optional)");
  const question = field["x-prompt"] && top ? field["x-prompt"] : "";
  const repeats = (field.description || "").startsWith(question.replace(/\?$/, ""));
  const about = termsOf(field).length && question ? question : [repeats ? "" : question, field.description].filter(Boolean).join(" ");
  return {
    label: make("label", { for: id }, field.title || "Value", optional),
    legend: make("legend", {}, field.title || "Value", optional && optional.cloneNode(true)),
    hint: about ? make("p", { class: "aw-hint", id: `${id}-hint` }, ...withCode(about)) : null,
    told: make("p", { class: "aw-told", id: `${id}-told`, hidden: true }),
  };
}

/* What every control of a single value does with what is told of it. */
function single(input, told, element, get, set) {
  let touched = false;
  let kept;
  const described = [input.getAttribute("aria-describedby"), told.id].filter(Boolean).join(" ");
  element.addEventListener("change", () => { touched = true; });
  element.addEventListener("input", () => { kept = undefined; });
  return {
    element,
    get: () => (kept === undefined ? get() : kept),
    set(value) {
      kept = value !== null && typeof value === "object" ? value : undefined;
      set(kept === undefined && value !== undefined && value !== null ? String(value) : "");
    },
    show(problems, at, all) {
      const said = problems.get(at);
      const shown = said && (all || (touched && (get() !== undefined || kept !== undefined)));
      tellOf(input, told, shown ? said : "");
      if (shown) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      input.setAttribute("aria-describedby", shown ? described : described.replace(told.id, "").trim());
    },
    focus() {
      unfoldTo(input);
      input.focus();
    },
  };
}

function textControl(field, required, top) {
  const id = newId();
  const { label, hint, told } = labelled(field, required, id, top);
  const long = field.pattern === "\\S" && field.maxLength > 300;
  const names = namesFor(field);
  const list = names.length && !closed(field) ? make("datalist", { id: `${id}-names` }, ...names.map(([name, title]) => make("option", { value: name }, title))) : null;
  const example = exampleOf(field);
  const input = make(long ? "textarea" : "input", {
    id, rows: long && "3", type: long ? "" : field.format === "uri" ? "url" : "text", list: list && list.id,
    placeholder: example && !required ? `e.g. ${example}` : "", "aria-describedby": hint && hint.id, "aria-required": required && "true",
    inputmode: field.type === "number" ? "decimal" : "",
  });
  const element = make("div", { class: "aw-field", "data-field": field.at }, label, hint, input, list, told);
  const number = field.type === "number" || field.type === "integer";
  return single(input, told, element, () => {
    const text = input.value.trim();
    if (!text) return undefined;
    const plain = number ? text.replace(/(?<=\d)[\s,](?=\d{3}\b)/g, "") : text;
    return number && /^\d{1,18}(\.\d+)?$/.test(plain) ? Number(plain) : text;
  }, (text) => { input.value = text; });
}

/* A vocabulary: each value with its prose where there is room, or a list with the prose of what is chosen. */
function choiceControl(field, required, top) {
  const id = newId();
  const named = closed(field) ? namesFor(field).map(([name, title, summary]) => ({ const: name, title, description: summary })) : termsOf(field);
  const { label, legend, hint, told } = labelled(field, required, id, top);
  if (top && named.length <= 5) return radios(field, named, id, legend, hint, told);
  const input = make("select", { id, "aria-describedby": [hint && hint.id, `${id}-prose`].filter(Boolean).join(" ") },
    new Option(required ? "Choose …" : "Not answered", ""), ...named.map((term) => make("option", { value: term.const }, term.title || term.const)));
  const prose = make("p", { class: "aw-prose-of", id: `${id}-prose` });
  const explain = () => { prose.textContent = (named.find((term) => term.const === input.value) || {}).description || ""; };
  input.addEventListener("change", explain);
  const element = make("div", { class: "aw-field", "data-field": field.at }, label, hint, input, prose, told);
  return single(input, told, element, () => input.value || undefined, (value) => {
    // What the vocabulary does not have is shown as it is, and told of.
    if (value && !named.some((term) => term.const === value)) input.append(make("option", { value }, value));
    input.value = value;
    explain();
  });
}

/* A value of a vocabulary to tick, with its prose. */
function termChoice(input, title, prose) {
  return make("label", { class: "aw-term-choice" }, input, make("span", {}, make("strong", {}, title), prose && ` ${prose}`));
}

function radios(field, terms, id, legend, hint, told) {
  const element = make("fieldset", { class: "aw-field aw-terms", "data-field": field.at, "aria-describedby": hint && hint.id }, legend, hint);
  const inputs = [];
  const add = (value, title, prose) => {
    const input = make("input", { type: "radio", name: id, value, id: `${id}-${inputs.length}`, "aria-describedby": told.id });
    inputs.push(input);
    element.append(termChoice(input, title, prose));
  };
  terms.forEach((term) => add(term.const, term.title || term.const, term.description));
  element.append(told);
  const control = single(inputs[0], told, element, () => (inputs.find((input) => input.checked) || {}).value, (value) => {
    if (value && !inputs.some((input) => input.value === value)) add(value, value, "");
    for (const input of inputs) input.checked = input.value === value;
  });
  control.set(field.default);
  return control;
}

/* A moment as text, which is taken as people write it, and a calendar beside it. */
function momentControl(field, required, top) {
  const id = newId();
  const { label, hint, told } = labelled(field, required, id, top);
  const read = make("p", { class: "aw-read", role: "status" });
  const input = make("input", { id, type: "text", placeholder: "2026-03-03 09:10 UTC", "aria-describedby": hint && hint.id, "aria-required": required && "true" });
  const picker = make("input", { type: "datetime-local", "aria-label": `${field.title}: choose a day and time` });
  const element = make("div", { class: "aw-field", "data-field": field.at }, label, hint, make("span", { class: "aw-moment" }, input, picker), read, told);
  const settle = () => {
    const { text, assumed } = readMoment(input.value);
    read.replaceChildren(...withCode(text && text !== input.value.trim() ? `Read as \`${text}\`${assumed ? ", in the time zone of this browser" : ""}.` : ""));
    if (text) input.value = text;
  };
  picker.addEventListener("change", () => {
    if (!picker.value) return;
    input.value = picker.value.replace("T", " ");
    settle();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  input.addEventListener("change", settle);
  return single(input, told, element, () => {
    const { text } = readMoment(input.value);
    return (text === undefined ? input.value.trim() : text) || undefined;
  }, (text) => { input.value = text; read.replaceChildren(); });
}

function dayControl(field, required, top) {
  const id = newId();
  const { label, hint, told } = labelled(field, required, id, top);
  const input = make("input", { id, type: "date", min: "1900-01-01", max: "2199-12-31", "aria-describedby": hint && hint.id, "aria-required": required && "true" });
  let odd = "";
  return single(input, told, make("div", { class: "aw-field", "data-field": field.at }, label, hint, input, told), () => input.value || odd || undefined, (text) => {
    input.value = text;
    odd = input.value ? "" : text; // a calendar drops what is no day; the file still has it
  });
}
