/* The entry of the contents that is lit is that of the section which is read. The theme lights the one before it when a
   link of the contents was followed, since a heading comes to lie lower than the theme looks. */
(function () {
  "use strict";

  var ACTIVE = "md-nav__link--active", READ = 0.15, LANDED = 4;
  var nav = document.querySelector(".md-sidebar--secondary"), waiting = false;
  if (!nav) return;

  /* The links to sections of this page, each with its heading. */
  function entries() {
    return Array.prototype.map.call(nav.querySelectorAll("a.md-nav__link[href^='#']"), function (link) {
      var name = link.getAttribute("href").slice(1);
      try { name = decodeURIComponent(name); } catch (wrong) { /* it is looked up as it is written */ }
      return { link: link, name: name, heading: document.getElementById(name) };
    }).filter(function (each) { return each.heading && each.heading.offsetParent; });
  }

  function top(each) { return each.heading.getBoundingClientRect().top; }

  function margin(each) { return parseFloat(getComputedStyle(each.heading).scrollMarginTop) || 0; }

  /* Whether a section is where a link to it leads. */
  function landed(each) { return Math.abs(top(each) - margin(each)) < LANDED; }

  /* The same of the one that was asked for, or as near as the end of the page lets it. */
  function reached(each, left) { return landed(each) || (left < 2 && top(each) > margin(each) && top(each) < innerHeight); }

  /* A section is read once its heading is in the upper part of the window; at the end of a page, where no heading comes
     so far up, the line goes down to the lower edge, so that every section has its turn. */
  function read(all, left) {
    var header = document.querySelector(".md-header"), above = header ? header.offsetHeight : 0;
    var line = above + READ * innerHeight;
    if (left < innerHeight) line += (1 - left / innerHeight) * (innerHeight - line);
    return all.filter(function (each) { return top(each) <= line; }).pop();
  }

  function apply() {
    waiting = false;
    var all = entries(), left = document.documentElement.scrollHeight - innerHeight - scrollY, asked = location.hash.slice(1);
    var target = all.filter(function (each) { return each.name === asked || each.link.getAttribute("href") === location.hash; })[0];
    var lit = target && reached(target, left) ? target : all.filter(landed)[0] || read(all, left);
    all.forEach(function (each) {
      var is = each === lit;
      if (each.link.classList.contains(ACTIVE) !== is) each.link.classList.toggle(ACTIVE, is);
    });
  }

  function soon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(apply);
  }

  // The theme lights its own choice as it scrolls; ours follows before it is seen.
  new MutationObserver(apply).observe(nav, { subtree: true, attributes: true, attributeFilter: ["class"] });
  ["scroll", "resize", "hashchange"].forEach(function (kind) { window.addEventListener(kind, soon, { passive: true }); });
  apply();
})();
