/* The search from every page: the key that leads to it, and names that lead straight to their page. */
var root = new URL("../../", document.currentScript.src);
var local = location.protocol === "file:";

function boxOfPage() {
  return document.getElementById("aw-q") || Array.prototype.find.call(
    document.querySelectorAll(".aw-header-search input"), function (input) { return input.offsetParent; }
  );
}

/* The page with exactly this name, as {href, title}, or nothing; a slow network is not waited for. */
var names = null;

function pageNamed(text) {
  var name = text.trim().replace(/\s+/g, " ").toLowerCase();
  if (!name || local) return Promise.resolve(null);
  return allNames().then(function (all) {
    return Object.prototype.hasOwnProperty.call(all, name) ? { href: pageAt(all[name][0]), title: all[name][1] } : null;
  }).catch(function () { return null; });
}

function allNames() {
  if (names) return names;
  var soon = new AbortController();
  setTimeout(function () { soon.abort(); }, 2500);
  names = fetch(new URL("assets/afterword/names.json", root), { signal: soon.signal })
    .then(function (answer) { return answer.ok ? answer.json() : {}; });
  names.catch(function () { names = null; });
  return names;
}

/* The address of a page that the site names from its root; no server adds the index of a folder to a file. */
function pageAt(address) {
  var path = address.split("#")[0];
  var file = local ? path.replace(/(^|\/)$/, "$1index.html") : path;
  return new URL(file + address.slice(path.length), root).href;
}

window.afterword = { root: root, local: local, pageAt: pageAt, pageNamed: pageNamed };

document.addEventListener("submit", function (event) {
  var form = event.target;
  if (!form.matches(".aw-header-search, .aw-search-form, .aw-hero-form")) return;
  event.preventDefault();
  pageNamed(form.elements.q.value).then(function (page) {
    if (page) location.assign(page.href);
    else if (!form.matches(".aw-search-form")) form.submit();
    else form.dispatchEvent(new Event("aw-search-submitted"));
  });
});

document.addEventListener("keydown", function (event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]")) return;
  var box = boxOfPage();
  var link = document.querySelector(".aw-header-search-link");
  if (!box && !link) return;
  event.preventDefault();
  if (box) { box.focus(); box.select(); } else link.click();
});

/* The box of the front page asks the page that the box of the header asks. */
document.querySelectorAll(".aw-hero-form").forEach(function (form) {
  var header = document.querySelector(".aw-header-search");
  if (header && !local) form.action = header.action;
});

if (local) {
  document.querySelectorAll(".aw-header-search, .aw-header-search-link").forEach(function (to) {
    to.setAttribute(to.matches("form") ? "action" : "href", new URL("search/index.html", root).href);
  });
}
