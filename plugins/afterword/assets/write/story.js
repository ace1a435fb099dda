/* The narrative: a text for each heading of a new review, and one text where a review is already there. */
const HTML = /<\/?[a-z][^>]*>|<!--/i;

function storyControl() {
  const element = make("div", {});
  let parts = [];
  let original = "";
  const box = (title, hint, rows) => {
    const id = newId();
    const input = make("textarea", { id, rows, "aria-describedby": `${id}-hint ${id}-told` });
    const told = make("p", { class: "aw-told", id: `${id}-told`, hidden: true });
    element.append(make("div", { class: "aw-field" }, make("label", { for: id }, title, make("span", { class: "aw-optional" }, " (optional)")),
      make("p", { class: "aw-hint", id: `${id}-hint` }, hint), input, told));
    return { title, hint, input, told };
  };

  /* What a form can know of what the check refuses in a narrative. */
  function problemOf(text) {
    const plain = text.replace(/^(```|~~~)[\s\S]*?^\1[`~]*$/gm, "").replace(/`[^`\n]*`/g, "");
    const refused = refusedSaid(text);
    if (refused) return refused;
    if (HTML.test(plain)) return "HTML is not allowed; put it between backticks: `<tag>`.";
    if (/^#\s/m.test(plain)) return "The title of the review is its only heading of level 1; begin headings with `##`.";
    return "";
  }

  return {
    element,
    /* For a new review, or for the narrative of one that is there. */
    begin(body) {
      element.replaceChildren();
      original = body;
      if (body === undefined) parts = Object.entries(known.headings).map(([title, hint]) => box(title, hint, 4));
      else {
        parts = [box("Story", "The narrative of the review, in Markdown.", 16)];
        parts[0].input.value = body;
        parts[0].told.dataset.read = parts[0].input.value;
      }
    },
    texts: () => parts.map(({ input }) => input.value),
    told: () => parts.map(({ title, input }) => ({ title: `Story, ${title}`, text: input.value, focus: () => { unfoldTo(input); input.focus(); } })),
    restore(texts) {
      parts.forEach(({ input }, at) => { input.value = texts[at] || ""; });
    },
    /* What follows the front matter; the original, byte for byte, where nothing was changed. */
    written(eol) {
      if (original !== undefined) {
        const [{ input, told }] = parts;
        return input.value === told.dataset.read ? original : input.value.replace(/\n/g, eol);
      }
      return parts.map(({ title, hint, input }) => `\n## ${title}\n\n${input.value.trim() || hint}\n`).join("");
    },
    problems() {
      return parts.map(({ input, told, title }) => {
        const said = problemOf(input.value);
        tellOf(input, told, said);
        return said && { title, said, focus: () => { unfoldTo(input); input.focus(); } };
      }).filter(Boolean);
    },
  };
}
