/* A page of paper says where it came from. No style sheet can know that. */
(function () {
  "use strict";

  if (!("adoptedStyleSheets" in document)) return;
  var sheet = new CSSStyleSheet(), address = location.origin + location.pathname;
  sheet.replaceSync("@page { @bottom-left { content: " + JSON.stringify(address) + "; font: 8pt sans-serif; color: #696259; } }");
  document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet);
})();
