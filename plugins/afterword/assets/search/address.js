/* What is asked, as the form holds it and as the address keeps it: ?q=fallback&serving=online&serving=edge&sort=newest */
const sorts = { newest: "desc", oldest: "asc" };

function nothingAsked(asked) {
  return !asked.words && Object.keys(asked.chosen).length === 0;
}

function askedByForm() {
  const chosen = {};
  for (const searchFacet of searchFacets) {
    const values = searchFacet.options.filter((option) => option.input.checked).map((option) => option.value);
    if (values.length) chosen[searchFacet.name] = values;
  }
  return { words: form.elements.q.value.trim(), chosen, sort: page.querySelector("[name=sort]").value };
}

function askedByAddress() {
  const query = new URLSearchParams(location.search);
  const chosen = {};
  for (const searchFacet of searchFacets) {
    const known = query.getAll(searchFacet.name).filter((value) => searchFacet.options.some((option) => option.value === value));
    if (known.length) chosen[searchFacet.name] = [...new Set(known)];
  }
  const sort = query.get("sort");
  return { words: (query.get("q") || "").trim(), chosen, sort: sort in sorts ? sort : "" };
}

/* What the address asks for and no filter has; a link that is wrong must not pass for right. */
function unknownInAddress() {
  const query = new URLSearchParams(location.search);
  return searchFacets.flatMap((searchFacet) => query.getAll(searchFacet.name).filter((value) => !searchFacet.options.some((option) => option.value === value)));
}

function putIntoForm(asked) {
  form.elements.q.value = asked.words;
  page.querySelector("[name=sort]").value = asked.sort;
  for (const searchFacet of searchFacets) {
    const values = asked.chosen[searchFacet.name] || [];
    for (const option of searchFacet.options) option.input.checked = values.includes(option.value);
    if (values.length) searchFacet.element.open = true;
  }
}

function addressOf(asked) {
  const query = new URLSearchParams();
  if (asked.words) query.set("q", asked.words);
  for (const searchFacet of searchFacets) for (const value of asked.chosen[searchFacet.name] || []) query.append(searchFacet.name, value);
  if (asked.sort) query.set("sort", asked.sort);
  const text = query.toString();
  return location.pathname + (text ? "?" + text : "");
}

/* Words that are still being typed change the address in place; a choice is a step that "back" takes back. */
function remember(asked, step) {
  const address = addressOf(asked);
  if (address === location.pathname + location.search) return;
  try {
    history[step ? "pushState" : "replaceState"](null, "", address);
  } catch {
    // Some browsers keep the address of a file as it is; the search works all the same.
  }
}
