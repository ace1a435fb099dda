/* What the theme leaves open for those who use a keyboard or have the page read to them. */
(function () {
  "use strict";

  function name(selector, label) {
    document.querySelectorAll(selector).forEach(function (element) {
      element.removeAttribute("aria-labelledby");
      element.setAttribute("aria-label", label(element));
    });
  }

  /* Its label refers to a heading that is hidden, and a hidden heading names nothing. */
  function nameMenus() {
    name(".md-search[role='dialog']", function () { return "Search"; });
    name(".md-nav--primary .md-nav[aria-labelledby]", function (nav) {
      var title = nav.querySelector(".md-nav__title");
      return title ? title.textContent.trim() : "Section";
    });
    name(".md-nav--primary .md-nav--secondary", function () { return "On this page, in the menu"; });
  }

  /* The buttons beside a block of code are no landmark. */
  function quietCode() {
    document.querySelectorAll("nav.md-code__nav:not([role])").forEach(function (nav) { nav.setAttribute("role", "none"); });
  }

  /* What scrolls sideways can be reached and scrolled with the arrow keys. */
  function reachScrolling() {
    var boxes = Array.prototype.slice.call(document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code"));
    // All are measured before any is changed, so that the page is laid out once.
    boxes.map(function (box) { return box.scrollWidth > box.clientWidth; }).forEach(function (scrolls, at) {
      var box = boxes[at];
      if (!scrolls && box.dataset.awScrolls) {
        ["tabindex", "role", "aria-label", "data-aw-scrolls"].forEach(function (each) { box.removeAttribute(each); });
      } else if (scrolls && !box.hasAttribute("tabindex")) {
        box.tabIndex = 0;
        box.dataset.awScrolls = "true";
        if (box.tagName !== "DIV") return;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", "Table, scrolls sideways");
      }
    });
  }

  /* The menu and the search open by labels of check boxes that are not displayed, which no keyboard reaches. */
  function reachToggles() {
    document.querySelectorAll("label.md-header__button[for]").forEach(function (label) {
      var toggle = document.getElementById(label.htmlFor);
      if (!toggle || !toggle.classList.contains("md-toggle")) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = label.className;
      // The theme shows and hides it by this attribute.
      button.setAttribute("for", label.htmlFor);
      button.setAttribute("aria-label", toggle.id === "__drawer" ? "Menu" : "Search");
      button.append.apply(button, Array.prototype.slice.call(label.childNodes));
      button.addEventListener("click", function () { toggle.click(); });
      label.replaceWith(button);
      document.addEventListener("keydown", function (event) {
        if (event.key !== "Escape" || toggle.id !== "__drawer" || !toggle.checked) return;
        toggle.click();
        button.focus();
      });
    });
  }

  function mend() {
    quietCode();
    reachScrolling();
  }

  var waiting = 0;
  function soon() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(mend);
  }

  nameMenus();
  reachToggles();
  // The theme wraps tables and adds buttons to code when its own script gets to it.
  new MutationObserver(soon).observe(document.querySelector(".md-content") || document.body, { childList: true, subtree: true });
  window.addEventListener("load", soon);
  window.addEventListener("resize", soon);
})();
