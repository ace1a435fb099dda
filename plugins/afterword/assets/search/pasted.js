/* What people say in a text that they paste, as analysis/recall/pasted.py has it. A box of one line makes a space of each
   line break, so that a frame ends where its parts do. */
const NOISE = [
  /\bFile "[^"\n]*", line \d+(?:, in \S+)?(?:\s{4,}\S.*?(?=\s{2,}|\n|[\w.]*(?:Error|Exception)\b))?/g, // Python, with the code below
  /\bat (?:(?:async|new) )?[\w$.<>/]+(?: \[as \S+\])? ?\((?:[^\s()]*:\d+(?::\d+)?|Native Method|Unknown Source|<anonymous>)\)/g, // Java and JavaScript
  /\bat \S+:\d+:\d+/g,
  /\.\.\. \d+ more\b/g,
  /\b[a-z]{1,9}(?:\+[a-z]{1,9})?:\/\/[^\s"')]+/g,
  /(?:^|[^\w./\\~-])(?:~|\.{1,2}|[A-Za-z]:)?[/\\][^\s"')]+/g,
  /\b[\w.-]+(?:[/\\][\w.-]+)+\.\w{1,5}\b/g,
  /\b\d{4}-\d\d-\d\d[T ]\d\d:[\d:.,Z+-]+/g,
  /\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b/g,
  /\b(?:0x[0-9a-fA-F]+|(?=[a-fA-F]*\d)[0-9a-fA-F]{7,})\b/g,
];
const BEFORE_NAME = /(^|[^\w.])(?:[A-Za-z_]\w*\.){2,}(?=[A-Za-z_])/g;

/* More words than this are hardly typed: two of them are in nearly any name by chance. */
const FEW_WORDS = 12;

/* The text without noise, unless it is nothing else: who asks for a path alone means it, and so does who quotes one. */
function spokenIn(text) {
  if (tellingWords(text).length <= FEW_WORDS && phrasesIn(text.replace(NOISE[0], " ")).length) return text;
  const left = NOISE.reduce((rest, noise) => rest.replace(noise, " "), text).replace(BEFORE_NAME, "$1");
  return tellingWords(left).length ? left : text;
}
