/* Puts on the contents of a page what the theme knows them by; it would be most of their bytes on every page. */
(function () {
  "use strict";

  document.querySelectorAll("[data-md-component=toc]").forEach(function (contents) {
    contents.querySelectorAll("li:not([class])").forEach(function (item) {
      var link = item.querySelector("a"), below = item.querySelector("ul");
      item.className = "md-nav__item";
      link.className = "md-nav__link";
      if (!below) return;
      var nav = document.createElement("nav");
      nav.className = "md-nav";
      nav.setAttribute("aria-label", link.textContent.trim());
      below.className = "md-nav__list";
      below.replaceWith(nav);
      nav.append(below);
    });
  });
})();
