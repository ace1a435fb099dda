/* Controls of several values: an object with its fields, a list with its entries, and a list of terms. */
function controlFor(part, required, top) {
  const field = resolved(part);
  if (field.type === "object") return objectControl(field, required, top);
  if (field.type === "array") return termsOf(resolved(field.items)).length ? termsControl(field, required, top) : listControl(field, required, top);
  if (termsOf(field).length || closed(field)) return choiceControl(field, required, top);
  if (field.format === "moment") return momentControl(field, required, top);
  if (field.format === "date") return dayControl(field, required, top);
  return textControl(field, required, top);
}

/* What to do where a list of known names has none that fits. */
const NONE_FITS = "If none fits, leave this empty and go on: a draft needs none. `afterword new --pattern \"Its title\"` asks for a new one and makes its page; or tell whoever keeps the patterns.";

/* What named controls hold; what is not answered is left out. */
function answersIn(controls) {
  return Object.fromEntries(controls.map(([name, control]) => [name, control.get()]).filter(([, value]) => value !== undefined));
}

/* What a file has that no control shows. */
function othersOf(given, controls) {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !controls.some(([other]) => other === name)));
}

function objectControl(field, required, top, bare) {
  const id = newId();
  const needed = field.required || [];
  const controls = Object.entries(field.properties || {}).map(([name, part]) => [name, controlFor(part, needed.includes(name), false)]);
  const { legend, hint, told } = labelled(field, required, id, top);
  const element = bare ? make("div", {}, told) : make("fieldset", { class: "aw-object", tabindex: "-1" }, legend, hint, told);
  element.append(...controls.map(([, control]) => control.element));
  let others = {};
  return {
    element,
    get() {
      const made = { ...answersIn(controls), ...others };
      return Object.keys(made).length ? made : undefined;
    },
    set(value) {
      const given = isRecord(value) ? value : {};
      others = othersOf(given, controls);
      for (const [name, control] of controls) control.set(given[name]);
    },
    show(problems, at, all) {
      tellIn(told, all ? problems.get(at) : "");
      for (const [name, control] of controls) control.show(problems, `${at}/${name}`, all);
    },
    focus([name, ...rest]) {
      const found = controls.find(([other]) => other === name) || controls[0];
      found[1].focus(rest);
    },
  };
}

function listControl(field, required, top) {
  const id = newId();
  const item = resolved(field.items);
  const { legend, hint, told } = labelled(field, required, id, top);
  const one = (item.title && item.type !== "object" ? item.title : field.title || "entry").toLowerCase();
  if (closed(item) && hint) hint.append(" ", ...withCode(NONE_FITS));
  const list = make("ol", { class: "aw-entries" });
  const entries = [];
  const more = button("Add an entry", "aw-add", () => {
    const entry = add();
    while (entries.length < (field.minItems || 1)) add();
    changed();
    entry.control.focus([]);
  }, `to ${(field.title || "the list").toLowerCase()}`);
  const element = make("fieldset", { class: "aw-object aw-list", tabindex: "-1" }, legend, hint, told, list, more);
  const changed = () => element.dispatchEvent(new Event("input", { bubbles: true }));
  const number = () => entries.forEach((entry, at) => {
    entry.title.textContent = `Entry ${at + 1}`;
    entry.up.hidden = !at;
  });

  function add(value) {
    const control = item.type === "object" ? objectControl({ ...item, title: one }, true, false, true) : controlFor({ ...item, title: item.title && item.title !== "Line of text" && item.title !== "Text" ? item.title : field.title, description: "" }, true, false);
    const entry = { control, title: make("strong", { class: "aw-entry-title" }) };
    const of = `: ${(field.title || "").toLowerCase()}`;
    entry.up = button("Move up", "aw-move", () => {
      const at = entries.indexOf(entry);
      entries.splice(at - 1, 2, entry, entries[at - 1]);
      list.insertBefore(entry.element, entry.element.previousElementSibling);
      number();
      changed();
      (at > 1 ? entry.up : more).focus();
    }, of);
    const remove = button("Remove", "aw-remove", () => {
      entries.splice(entries.indexOf(entry), 1);
      entry.element.remove();
      number();
      changed();
      more.focus();
    }, of);
    entry.element = make("li", {}, make("p", { class: "aw-entry-head" }, entry.title, " ", entry.up, " ", remove), control.element);
    entries.push(entry);
    list.append(entry.element);
    if (value !== undefined) control.set(value);
    number();
    return entry;
  }

  const answered = () => entries.filter(({ control }) => control.get() !== undefined);
  let kept;
  element.addEventListener("input", () => { kept = undefined; });
  return {
    element,
    get() {
      const values = answered().map(({ control }) => control.get());
      return kept === undefined ? (values.length ? values : undefined) : kept;
    },
    set(value) {
      kept = value !== undefined && value !== null && !Array.isArray(value) ? value : undefined;
      entries.splice(0).forEach((entry) => entry.element.remove());
      if (Array.isArray(value)) value.forEach(add);
    },
    show(problems, at, all) {
      tellIn(told, all ? problems.get(at) : "");
      answered().forEach(({ control }, number) => control.show(problems, `${at}/${number}`, all));
    },
    focus([at, ...rest]) {
      const entry = answered()[Number(at)];
      if (entry) entry.control.focus(rest);
      else more.focus();
      unfoldTo(more);
    },
  };
}

/* Several values of a vocabulary, in the order in which they are ticked. */
function termsControl(field, required, top) {
  const id = newId();
  const { legend, hint, told } = labelled(field, required, id, top);
  const element = make("fieldset", { class: "aw-field aw-terms", "data-field": field.at, "aria-describedby": hint && hint.id }, legend, hint);
  let order = [];
  const inputs = [];
  const add = (value, title, prose) => {
    const input = make("input", { type: "checkbox", value, id: `${id}-${inputs.length}`, "aria-describedby": told.id });
    input.addEventListener("change", () => { order = input.checked ? [...order, value] : order.filter((other) => other !== value); });
    inputs.push(input);
    element.append(termChoice(input, title, prose));
  };
  termsOf(resolved(field.items)).forEach((term) => add(term.const, term.title || term.const, term.description));
  element.append(told);
  const control = single(inputs[0], told, element, () => (order.length ? [...order] : undefined), () => {});
  return {
    ...control,
    set(value) {
      order = Array.isArray(value) ? value.map(String) : value === undefined || value === null ? [] : [String(value)];
      for (const other of order) if (!inputs.some((input) => input.value === other)) add(other, other, "");
      for (const input of inputs) input.checked = order.includes(input.value);
    },
    show(problems, at, all) {
      const here = problems.get(at) || [...problems].filter(([place]) => place.startsWith(`${at}/`)).map(([, said]) => said)[0];
      control.show(new Map(here ? [[at, here]] : []), at, all);
    },
  };
}
