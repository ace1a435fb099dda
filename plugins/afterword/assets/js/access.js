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
    // On a phone its sections are turned over by labels; the theme lets Enter work on those that have the focus.
    if (matchMedia("(max-width: 76.234375em)").matches) {
      document.querySelectorAll(".md-nav--primary label:is(.md-nav__link, .md-nav .md-nav .md-nav__title)").forEach(function (label) {
        label.tabIndex = 0;
      });
    }
    document.querySelectorAll("a.headerlink:not([title])").forEach(function (link) { link.title = "Link to this section"; });
    name(".md-nav--primary .md-nav--secondary", function () { return "On this page, in the menu"; });
  }

  /* The buttons beside a block of code are no landmark. */
  function quietCode() {
    document.querySelectorAll("nav.md-code__nav:not([role])").forEach(function (nav) { nav.setAttribute("role", "none"); });
  }

  /* What scrolls sideways can be reached and scrolled with the arrow keys. It is measured when it is laid out. */
  var sizes = new ResizeObserver(function (changed) {
    changed.forEach(function (entry) { entry.scrolls = entry.target.scrollWidth > entry.target.clientWidth; });
    changed.forEach(function (entry) { reach(entry.target, entry.scrolls); });
  });

  function reach(box, scrolls) {
    if (!scrolls && box.dataset.awScrolls) {
      ["tabindex", "role", "aria-label", "data-aw-scrolls"].forEach(function (each) { box.removeAttribute(each); });
    } else if (scrolls && !box.hasAttribute("tabindex")) {
      box.tabIndex = 0;
      box.dataset.awScrolls = "true";
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", (box.matches(".aw-drawn") ? "Diagram" : "Table") + ", scrolls sideways");
    }
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

  function repair() {
    quietCode();
    document.querySelectorAll(".md-typeset__scrollwrap, .aw-drawn").forEach(function (box) { sizes.observe(box); });
  }

  var waiting = 0;
  function soon() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(repair);
  }

  nameMenus();
  reachToggles();
  // The theme wraps tables and adds buttons to code when its own script gets to it.
  new MutationObserver(soon).observe(document.querySelector(".md-content") || document.body, { childList: true, subtree: true });
  window.addEventListener("load", soon);
})();
