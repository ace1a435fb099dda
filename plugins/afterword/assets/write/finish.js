/* What becomes of the answers: a file to download, its text to copy, or a new file where the reviews are. */
const LONGEST_ADDRESS = 7500;
const LONGEST_NAME = 60;

/* The name of a new file as `afterword new` gives it: the onset as precise as it is known, then words of the title. Only
   where a title has no letter of the Latin alphabet does the command give a digest instead of a word. */
function fileName(answers) {
  const onset = boundsOf(answers.onset || "") ? answers.onset.slice(0, 10) : "0000-00-00";
  const plain = spelled(answers.title || "").replace(/\p{Cf}/gu, "");
  const words = (plain.match(/[a-z0-9]+/g) || ["review"]).slice(0, 40);
  while ([onset, ...words].join("-").length > LONGEST_NAME && words.length > 1) words.pop();
  const id = [onset, ...words].join("-").slice(0, LONGEST_NAME).replace(/-$/, "");
  const taken = new Set(known.names.review.map(([name]) => name));
  let free = id;
  for (let number = 2; taken.has(free); number += 1) free = `${id}-${number}`;
  return `${free}.md`;
}

/* Where a file can be made in the browser: {kind, make(name, text), edit(name)}, or nothing where nobody said it. */
function repository() {
  const meta = document.querySelector("meta[name=aw-repository]");
  if (!meta) return null;
  let folder;
  try {
    const base = meta.content ? `${meta.content.replace(/\/$/, "")}/` : undefined;
    folder = new URL(`${known.folder}/`, new URL(meta.dataset.edit, base)).href;
  } catch {
    return null;
  }
  const gitlab = /^(https:\/\/[^?#]+?)\/(?:-\/)?edit\/([^?#]+?)\/$/.exec(folder);
  if (!gitlab) return null;
  const [, project, place] = gitlab;
  const host = new URL(folder).hostname;
  if (/github/.test(host)) {
    return { kind: "GitHub", edit: (name) => `${project}/edit/${place}/${name}`, make: (name, text) => `${project}/new/${place}?${new URLSearchParams({ filename: name, ...(text && { value: text }) })}` };
  }
  if (!/gitlab/.test(host) && !/\/-\/edit\//.test(folder)) return null;
  return { kind: "GitLab", edit: (name) => `${project}/-/edit/${place}/${name}`, make: (name, text) => `${project}/-/new/${place}?${new URLSearchParams({ file_name: name, ...(text && { content: text }) })}` };
}

/* Sets the link, and says whether the text must be pasted there. */
function setHostLink(link, host, name, text, existing) {
  link.hidden = !host;
  if (!host) return false;
  link.target = "_blank";
  link.rel = "noopener";
  const whole = host.make(name, text);
  const fits = !existing && whole.length <= LONGEST_ADDRESS;
  link.href = existing ? host.edit(name) : fits ? whole : host.make(name, "");
  link.textContent = existing ? `Copy the text and open the file on ${host.kind}` : fits ? `Open as a new file on ${host.kind}` : `Copy the text and open a new file on ${host.kind}`;
  return !fits;
}

function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  const link = make("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // the text is shown instead
  }
}
