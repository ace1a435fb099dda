/* Fills the menu of a phone where it says what the tabs say, so that no page says it twice. Without scripts a phone shows the
   tabs. */
(function () {
  "use strict";

  var menu = document.querySelector(".md-nav--primary[data-single]");
  if (!menu) return;
  var single = menu.dataset.single.split(" ");
  var site = document.querySelector(".md-header .md-logo"), name = document.querySelector(".md-header__topic .md-ellipsis");

  function made(tag, css, parts) {
    var element = document.createElement(tag);
    element.className = css;
    element.append.apply(element, parts || []);
    return element;
  }

  function titled(title, toggle, icon) {
    var label = made("label", "md-nav__title", [].concat(icon, title));
    label.htmlFor = toggle;
    return label;
  }

  function list(items) {
    var filled = made("ul", "md-nav__list", items);
    filled.setAttribute("data-md-scrollfix", "");
    return filled;
  }

  function entry(link, css) {
    var copy = made("a", "md-nav__link", [link.textContent.trim()]);
    copy.href = link.getAttribute("href");
    return made("li", "md-nav__item" + css, [copy]);
  }

  /* The pages of the tab that is open, one step further in. */
  function section(title, id, pages) {
    var toggle = made("input", "md-nav__toggle md-toggle"), label = made("label", "md-nav__link", [title, arrow()]);
    toggle.type = "checkbox";
    toggle.id = label.htmlFor = id;
    toggle.checked = true;
    var inner = made("nav", "md-nav", [titled(title, id, arrow()), list(pages.map(function (page) {
      return entry(page, page.classList.contains("aw-current") ? " md-nav__item--active" : "");
    }))]);
    inner.dataset.mdLevel = "1";
    inner.setAttribute("aria-label", title);
    inner.setAttribute("aria-expanded", "true");
    var css = "md-nav__item md-nav__item--active md-nav__item--section md-nav__item--nested";
    return made("li", css, [toggle, label, inner]);
  }

  function arrow() { return made("span", "md-nav__icon md-icon"); }

  var pages = Array.prototype.slice.call(document.querySelectorAll(".aw-subtabs a"));
  var tabs = Array.prototype.map.call(document.querySelectorAll(".md-tabs__item"), function (tab, at) {
    var link = tab.querySelector("a"), open = tab.classList.contains("md-tabs__item--active");
    if (open && pages.length) return section(link.textContent.trim(), "__nav_" + (at + 1), pages);
    var leads = single.indexOf(String(at)) < 0;
    return entry(link, (open ? " md-nav__item--active" : "") + (leads ? " md-nav__item--pruned md-nav__item--nested" : ""));
  });
  var logo = site.cloneNode(true);
  logo.className = "md-nav__button md-logo";
  menu.append(titled(name.textContent.trim(), "__drawer", logo), list(tabs));
})();
