/* The search from every page: the key that leads to it, and names that lead straight to their page. */
var root = new URL("../../", document.currentScript.src);
var local = location.protocol === "file:";

function boxOfPage() {
  return document.getElementById("aw-q") || Array.prototype.find.call(
    document.querySelectorAll(".aw-header-search input"), function (input) { return input.offsetParent; }
  );
}

/* Data that is loaded when it is needed comes as scripts, which also load from a folder on the disk; each hands over one
   value under the name of its part. */
var taken = {};

function loadPart(name, address) {
  return new Promise(function (done, failed) {
    var script = document.createElement("script");
    script.src = new URL(address, root).href;
    script.onload = script.onerror = function () {
      script.remove();
      if (Object.prototype.hasOwnProperty.call(taken, name)) done(taken[name]);
      else failed(new Error(address));
      delete taken[name];
    };
    document.head.append(script);
  });
}

/* The page with exactly this name, as {href, title}, or nothing; a slow network is not waited for. */
var names = {};

function pageNamed(text) {
  var name = text.trim().replace(/\s+/g, " ").toLowerCase();
  if (!name) return Promise.resolve(null);
  var late = new Promise(function (done) { setTimeout(done, 2500, null); });
  return Promise.race([namesWith(name), late]).then(function (all) {
    return all && Object.prototype.hasOwnProperty.call(all, name) ? { href: pageAt(all[name][0]), title: all[name][1] } : null;
  }).catch(function () { return null; });
}

/* The file of names in which this one would be, as site/search/page.py parts them. */
function namesWith(name) {
  var number = Array.from(name).reduce(function (sum, one) { return sum + one.codePointAt(0); }, 0) % 32;
  names[number] = names[number] || loadPart("names/" + number, "assets/afterword/names/" + number + ".js");
  names[number].catch(function () { delete names[number]; });
  return names[number];
}

/* The address of a page that the site names from its root; no server adds the index of a folder to a file. */
function pageAt(address) {
  var path = address.split("#")[0];
  var file = local ? path.replace(/(^|\/)$/, "$1index.html") : path;
  return new URL(file + address.slice(path.length), root).href;
}

window.afterword = {
  root: root, pageAt: pageAt, pageNamed: pageNamed, loadPart: loadPart,
  part: function (name, value) { taken[name] = value; }
};

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
