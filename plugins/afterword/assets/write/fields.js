/* The schema as the form reads it. */
let schema = null;
let known = null;

/* A part of the schema with what its reference says; keys next to a reference win. */
function resolved(part) {
  let found = part;
  while (found.$ref) {
    const { $ref, ...own } = found;
    const target = $ref.slice(2).split("/").reduce((at, step) => at[step], schema);
    found = { ...target, ...own };
  }
  return found;
}

/* The values of a vocabulary, each with its title and its prose; nothing where there is none. */
function termsOf(field) {
  return (field.oneOf || []).filter((term) => "const" in term);
}

/* The names that a field may take from the knowledge base, each as [name, title, summary]. */
function namesFor(field) {
  return (field["x-names"] && known.names[field["x-names"]]) || [];
}

/* A name that must be one of those that are known. */
function closed(field) {
  return field["x-names"] === "pattern";
}

function exampleOf(field) {
  const example = (field.examples || [])[0];
  return typeof example === "object" || example === undefined ? "" : String(example);
}

/* The field at a pointer as parts, or nothing. */
function fieldAt(parts) {
  let field = schema;
  for (const part of parts) {
    field = resolved(field);
    field = field.type === "array" ? field.items : (field.properties || {})[part];
    if (!field) return null;
  }
  return resolved(field);
}

/* "Actions, entry 2: Owner", as the form calls a place. */
function placeNamed(parts) {
  const said = [];
  parts.forEach((part, at) => {
    const field = fieldAt(parts.slice(0, at + 1));
    if (/^\d+$/.test(part)) said.push(`entry ${Number(part) + 1}`);
    else said.push((field && field.title) || part);
  });
  return said.join(", ").replace(/, ([^,]*)$/, parts.length > 1 ? ": $1" : ", $1");
}
