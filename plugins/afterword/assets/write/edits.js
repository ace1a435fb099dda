/* An edited review: only what was changed is written anew; comments, order and everything else stay as they are. */
function same(one, other) {
  if (one === other) return true;
  if (!one || !other || typeof one !== "object" || typeof other !== "object" || Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => same(one[name], other[name]));
}

function isRecord(value) {
  return value && typeof value === "object" && !Array.isArray(value);
}

/* Where a node ends, without the comments and empty lines that follow. */
function endOf(node, front) {
  const last = (isMap(node) || isSeq(node)) && !node.flow && node.items.length ? node.items[node.items.length - 1] : null;
  if (last && last.key) return endOfPair(last, front);
  if (last) return endOf(last, front);
  let end = node.range[1];
  while (end > node.range[0] && /[\r\n]/.test(front[end - 1])) end -= 1;
  return end;
}

function endOfPair({ key, value }, front) {
  return value && value.range ? endOf(value, front) : key.range[1] + 1;
}

function lineEnd(front, at) {
  const found = front.indexOf("\n", at);
  return found < 0 ? front.length : found + 1;
}

function columnOf(front, at) {
  return at - (front.lastIndexOf("\n", at - 1) + 1);
}

function indented(text, column) {
  return text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(column)}`);
}

/* The edit that takes an item out of brackets, with its comma; a comment stays. ``kept`` says whether one before it does. */
function outOfBrackets(spans, at, kept, front) {
  const [start, end] = spans[at];
  const comma = end + (/^\s*,/.exec(front.slice(end)) || [""])[0].length;
  const [from, to] = kept ? [spans[at - 1][1], end] : [start, at + 1 < spans.length ? spans[at + 1][0] : end];
  return front.slice(from, to).includes("#") ? [start, comma, ""] : [from, to, ""];
}

function outOfBracketsAll(spans, gone, front) {
  const first = spans.findIndex((_, at) => !gone.includes(at));
  return gone.map((at) => outOfBrackets(spans, at, at > first, front));
}

function editsOfFlowMap(node, before, after, properties, front) {
  const names = Object.keys(after);
  const spans = node.items.map((pair) => [pair.key.range[0], endOfPair(pair, front)]);
  const gone = node.items.map((pair, at) => at).filter((at) => !(node.items[at].key.value in after));
  if (!spans.length || gone.length === spans.length) return null;
  const changed = node.items.flatMap((pair, at) => {
    const name = pair.key.value;
    if (gone.includes(at) || same(before[name], after[name])) return [];
    return inBrackets(pair.value, before[name], after[name], properties[name], front) || [[...spans[at], `${name}: ${dumpedInLine(after[name])}`]];
  });
  const there = node.items.map((pair) => pair.key.value);
  const end = spans[spans.length - 1][1];
  const added = names.filter((name) => !there.includes(name)).map((name) => [end, end, `, ${name}: ${dumpedInLine(after[name])}`]);
  return [...changed, ...outOfBracketsAll(spans, gone, front), ...added];
}

function editsOfFlowList(node, before, after, field, front) {
  const spans = node.items.map((item) => [item.range[0], endOf(item, front)]);
  if (!spans.length || !after.length) return null;
  if (after.length < before.length) {
    const gone = goneFrom(before, after);
    return gone && outOfBracketsAll(spans, gone, front);
  }
  const changed = node.items.flatMap((item, at) => (same(before[at], after[at]) ? [] : inBrackets(item, before[at], after[at], field.items, front) || [[...spans[at], dumpedInLine(after[at])]]));
  const end = spans[spans.length - 1][1];
  return [...changed, ...after.slice(before.length).map((value) => [end, end, `, ${dumpedInLine(value)}`])];
}

/* The edits of a value in brackets, or nothing where it is to be written anew. */
function inBrackets(node, before, after, part, front) {
  if (!node || typeof after !== "object") return null;
  return editsOf(node, before, after, part, front);
}

/* The places of the entries that were removed, where the others are left in their order; null where they are not. */
function goneFrom(before, after) {
  const gone = [];
  let next = 0;
  before.forEach((value, at) => {
    if (next < after.length && same(value, after[next])) next += 1;
    else gone.push(at);
  });
  return next < after.length || !after.length ? null : gone;
}

/* The edits that lead from the answers of a node to others, as [start, end, text]; null where the node must be written anew. */
function editsOf(node, before, after, part, front) {
  if (same(before, after)) return [];
  const field = part ? resolved(part) : {};
  if (isMap(node) && isRecord(before) && isRecord(after)) return editsOfMap(node, before, after, field, front);
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after)) return editsOfList(node, before, after, field, front);
  if (!isScalar(node) || typeof after === "object" || node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED") return null;
  const written = typeof after === "string" ? dumped({ a: after }).slice(3) : String(after);
  return /\n/.test(written) ? null : [[node.range[0], node.range[1], written]];
}

function editsOfMap(node, before, after, field, front) {
  const properties = field.properties || {};
  const names = Object.keys(after);
  if (node.flow) return editsOfFlowMap(node, before, after, properties, front);
  const edits = [];
  const column = node.items.length ? columnOf(front, node.items[0].key.range[0]) : 0;
  for (const pair of node.items) {
    const name = pair.key.value;
    if (same(before[name], after[name])) continue;
    const end = endOfPair(pair, front);
    if (!(name in after)) {
      const begin = pair.key.range[0] - column;
      if (front.slice(begin, pair.key.range[0]).trim()) return null; // the first key of an entry of a list
      edits.push([begin, lineEnd(front, end), ""]);
      continue;
    }
    const below = pair.value && before[name] !== undefined ? editsOf(pair.value, before[name], after[name], properties[name], front) : null;
    if (below) edits.push(...below);
    else edits.push([pair.key.range[0], end, indented(dumped({ [name]: after[name] }), column)]);
  }
  const there = node.items.map((pair) => pair.key.value);
  const order = Object.keys(properties);
  for (const name of names.filter((one) => !there.includes(one))) {
    const text = `${" ".repeat(column)}${indented(dumped({ [name]: after[name] }), column)}\n`;
    // After the one that comes last before it in the schema, or else at the end.
    const placed = (pair) => order.indexOf(pair.key.value);
    const earlier = node.items.filter((pair) => placed(pair) >= 0 && placed(pair) < order.indexOf(name)).sort((a, b) => placed(a) - placed(b));
    const last = earlier[earlier.length - 1] || node.items[node.items.length - 1];
    const at = last ? lineEnd(front, endOfPair(last, front)) : front.length;
    edits.push([at, at, text]);
  }
  return edits;
}

function editsOfList(node, before, after, field, front) {
  if (node.flow) return editsOfFlowList(node, before, after, field, front);
  const column = columnOf(front, node.range[0]);
  if (after.length >= before.length) {
    const anew = (item, at) => [[item.range[0], endOf(item, front), indented(dumped(after[at]), column + 2)]];
    const edits = node.items.map((item, at) => editsOf(item, before[at], after[at], field.items, front) || anew(item, at));
    const at = lineEnd(front, endOf(node, front));
    const added = after.slice(before.length).map((value) => [at, at, `${" ".repeat(column)}- ${indented(dumped(value), column + 2)}\n`]);
    return [...edits.flat(), ...added];
  }
  // Fewer: those that are left, in their order, stay as they are.
  const gone = goneFrom(before, after);
  return gone && gone.map((at) => {
    const item = node.items[at];
    const begin = front.lastIndexOf("\n", item.range[0] - 1) + 1;
    return [begin, lineEnd(front, endOf(item, front)), ""];
  });
}

function applied(front, edits, eol) {
  return [...edits].map((edit, number) => [...edit.slice(0, 3), number]).sort((a, b) => b[0] - a[0] || b[3] - a[3])
    .reduce((text, [start, end, written]) => text.slice(0, start) + written.replace(/\n/g, eol) + text.slice(end), front);
}

/* The text of a review after edits. Where small edits would not say the same, whole fields are written anew. */
function editedReview({ before, front, after, doc, answers, eol }, now, body) {
  const written = (text) => `${before}${text}${after}${body}`;
  if (same(answers, now)) return written(front);
  const says = (text) => {
    const read = readReview(written(text));
    return !read.problem && same(read.answers, now);
  };
  const small = applied(front, editsOf(doc.contents, answers, now, schema, front) || [], eol);
  if (says(small)) return written(small);
  const whole = doc.contents.items.filter((pair) => !same(answers[pair.key.value], now[pair.key.value]));
  const rest = applied(front, whole.map((pair) => {
    const name = pair.key.value;
    const end = endOfPair(pair, front);
    return name in now ? [pair.key.range[0], end, dumped({ [name]: now[name] })] : [pair.key.range[0], lineEnd(front, end), ""];
  }), eol);
  const added = Object.keys(now).filter((name) => !doc.contents.items.some((pair) => pair.key.value === name));
  return written(rest + added.map((name) => `${dumped({ [name]: now[name] })}\n`).join("").replace(/\n/g, eol));
}
