/* Draws the diagrams of a page, once for its scheme and once for paper, and keeps the text of each below it.

   A drawing is shown as an image: in there nothing runs, nothing is loaded and no style reaches the page. Mermaid
   measures its words within the page, where the policy of the site allows no style elements; for as long as it draws,
   the styles that it makes are therefore adopted as style sheets of the document. */
(function () {
  "use strict";
  const blocks = document.querySelectorAll(".aw-diagram");
  // What a reader prints, whatever the scheme on the screen.
  const PAPER = "default";
  let drawn = 0;
  let last = Promise.resolve();

  function scheme() {
    return document.body.dataset.mdColorScheme || PAPER;
  }

  /* A drawing is an image, which cannot load the typeface of the page: what is measured must be what is shown. */
  const SYSTEM_TYPE = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';

  /* The colours of a scheme, be it in use or not. */
  function inks(name) {
    const probe = document.createElement("div");
    probe.hidden = true;
    probe.dataset.mdColorScheme = name;
    document.body.append(probe);
    const style = getComputedStyle(probe);
    const found = {};
    for (const each of ["paper", "card", "tint", "ink", "soft", "faint", "rule", "rule-strong", "accent", "accent-tint",
      "red", "red-tint", "orange-tint", "ochre", "ochre-tint", "slate-tint", "green-tint", "violet-tint"]) {
      found[each] = style.getPropertyValue("--aw-" + each).trim() || undefined;
    }
    probe.remove();
    return found;
  }

  function dark(colour) {
    const parts = /^#(..)(..)(..)$/.exec(colour || "#ffffff");
    return !!parts && parts.slice(1).reduce((sum, part) => sum + parseInt(part, 16), 0) < 384;
  }

  function theme(ink) {
    const tints = [ink["accent-tint"], ink["ochre-tint"], ink["slate-tint"], ink["green-tint"], ink["violet-tint"],
      ink["orange-tint"], ink["red-tint"], ink.tint];
    const made = {
      darkMode: dark(ink.paper), background: ink.paper, fontFamily: SYSTEM_TYPE, fontSize: "15px",
      primaryColor: ink["accent-tint"], primaryTextColor: ink.ink, primaryBorderColor: ink.accent,
      secondaryColor: ink["ochre-tint"], secondaryTextColor: ink.ink, secondaryBorderColor: ink["rule-strong"],
      tertiaryColor: ink.tint, tertiaryTextColor: ink.ink, tertiaryBorderColor: ink.rule,
      lineColor: ink.faint, textColor: ink.ink, titleColor: ink.ink,
      mainBkg: ink["accent-tint"], nodeBorder: ink.accent, nodeTextColor: ink.ink, edgeLabelBackground: ink.paper,
      clusterBkg: ink.tint, clusterBorder: ink["rule-strong"],
      actorBkg: ink["accent-tint"], actorBorder: ink.accent, actorTextColor: ink.ink, actorLineColor: ink["rule-strong"],
      signalColor: ink.soft, signalTextColor: ink.ink, labelBoxBkgColor: ink.tint, labelBoxBorderColor: ink["rule-strong"],
      labelTextColor: ink.ink, loopTextColor: ink.ink, activationBkgColor: ink.tint, activationBorderColor: ink.faint,
      noteBkgColor: ink["ochre-tint"], noteTextColor: ink.ink, noteBorderColor: ink.ochre, sequenceNumberColor: ink.paper,
      stateBkg: ink["accent-tint"], stateLabelColor: ink.ink, transitionColor: ink.faint, transitionLabelColor: ink.ink,
      compositeBackground: ink.card, compositeTitleBackground: ink.tint, compositeBorder: ink["rule-strong"],
      altBackground: ink.tint, specialStateColor: ink.soft, innerEndBackground: ink.soft, labelBackgroundColor: ink.paper,
      sectionBkgColor: ink.tint, altSectionBkgColor: ink.paper, sectionBkgColor2: ink.tint, gridColor: ink.rule,
      taskBkgColor: ink["accent-tint"], taskBorderColor: ink.accent, taskTextColor: ink.ink, taskTextDarkColor: ink.ink,
      taskTextLightColor: ink.ink, taskTextOutsideColor: ink.ink, taskTextClickableColor: ink.ink,
      activeTaskBkgColor: ink["ochre-tint"], activeTaskBorderColor: ink.ochre, doneTaskBkgColor: ink["slate-tint"],
      doneTaskBorderColor: ink.faint, critBkgColor: ink["red-tint"], critBorderColor: ink.red, todayLineColor: ink.red,
      classText: ink.ink, attributeBackgroundColorOdd: ink.card, attributeBackgroundColorEven: ink.tint,
      rowOdd: ink.card, rowEven: ink.tint, errorBkgColor: ink["red-tint"], errorTextColor: ink.ink,
      pieTitleTextColor: ink.ink, pieSectionTextColor: ink.ink, pieLegendTextColor: ink.ink, pieOpacity: 1,
      pieStrokeColor: ink.faint, pieOuterStrokeColor: ink.faint,
      quadrantPointFill: ink.accent, quadrantPointTextFill: ink.ink, quadrantTitleFill: ink.ink,
      quadrantXAxisTextFill: ink.ink, quadrantYAxisTextFill: ink.ink,
      quadrantInternalBorderStrokeFill: ink.rule, quadrantExternalBorderStrokeFill: ink["rule-strong"],
    };
    for (let at = 0; at < 12; at += 1) {
      const tint = tints[at % tints.length];
      Object.assign(made, {
        ["cScale" + at]: tint, ["cScaleLabel" + at]: ink.ink, ["cScaleInv" + at]: ink["rule-strong"],
        ["cScalePeer" + at]: ink["rule-strong"], ["pie" + (at + 1)]: tint,
      });
    }
    for (let at = 1; at <= 4; at += 1) {
      made["quadrant" + at + "Fill"] = at % 2 ? ink.tint : ink.card;
      made["quadrant" + at + "TextFill"] = ink.soft;
    }
    return Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined));
  }

  /* The outcome of a drawing, and the styles that it made; meanwhile they are adopted by the document. */
  async function withStyles(render) {
    const sheet = new CSSStyleSheet();
    const create = document.createElement;
    let css = "";
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    document.createElement = function (tag, ...rest) {
      if (tag !== "style") return create.call(document, tag, ...rest);
      // An empty group in its place asks no policy, here or wherever else the drawing is parsed.
      return Object.defineProperty(document.createElementNS("http://www.w3.org/2000/svg", "g"), "innerHTML", {
        set(text) {
          css += text;
          sheet.replaceSync(css);
        },
      });
    };
    try {
      return [(await render()).svg, css];
    } finally {
      delete document.createElement;
      document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((each) => each !== sheet);
    }
  }

  async function draw(text, name) {
    const ink = inks(name);
    mermaid.initialize({
      startOnLoad: false, securityLevel: "strict", suppressErrorRendering: true, logLevel: "fatal",
      // Nothing that a text says may change any of this.
      secure: Object.keys(mermaid.mermaidAPI.defaultConfig),
      // Of HTML in a label nothing is left, not even while its words are measured.
      dompurifyConfig: { ALLOWED_TAGS: ["#text", "br"] },
      htmlLabels: false, class: { htmlLabels: false }, state: { htmlLabels: false },
      // Close together, so that most fit a phone.
      flowchart: { htmlLabels: false, wrappingWidth: 150, nodeSpacing: 32, rankSpacing: 40, padding: 12 },
      maxEdges: 200, deterministicIds: true, theme: "base", themeVariables: theme(ink), fontFamily: SYSTEM_TYPE,
    });
    drawn += 1;
    // As wide as the column of the text on a desk, whatever the window: some kinds fill the width that they find.
    const place = document.createElement("div");
    Object.assign(place.style, { position: "absolute", visibility: "hidden", top: "0", left: "0", width: "720px" });
    document.body.append(place);
    try {
      return await image(...(await withStyles(() => mermaid.render("aw-drawn-" + drawn, text, place))));
    } finally {
      place.remove();
    }
  }

  /* An image of a drawing, with the name and the description that its text gives. */
  async function image(svg, css) {
    const root = new DOMParser().parseFromString(svg.replaceAll("&nbsp;", "\u00a0"), "image/svg+xml").documentElement;
    if (root.localName !== "svg") throw new Error("The drawing is no SVG");
    const [, , width, height] = root.getAttribute("viewBox").split(/\s+/).map(Number);
    root.removeAttribute("style");
    root.setAttribute("width", Math.ceil(width));
    root.setAttribute("height", Math.ceil(height));
    const made = new Image(Math.ceil(width), Math.ceil(height));
    const described = [...root.children].filter((each) => each.localName === "title" || each.localName === "desc");
    made.alt = described.map((each) => each.textContent.trim()).filter(Boolean).join(". ");
    made.style.setProperty("--aw-wide", Math.ceil(width) + "px");
    const written = new XMLSerializer().serializeToString(root), escaped = css.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    made.src = "data:image/svg+xml," + encodeURIComponent(written.replace(">", () => "><style>" + escaped + "</style>"));
    await made.decode();
    return made;
  }

  async function show(block) {
    const now = scheme();
    block.drawings ||= {};
    for (const name of new Set([now, PAPER])) {
      if (block.drawings[name]) continue;
      const made = await draw(block.dataset.text ||= block.querySelector("code").textContent, name);
      made.alt ||= "Diagram; its source is below.";
      made.classList.toggle("aw-paper", name === PAPER);
      block.drawings[name] = made;
    }
    frame(block).replaceChildren(...Object.values(block.drawings));
    for (const [name, each] of Object.entries(block.drawings)) each.classList.toggle("aw-off", name !== scheme());
  }

  /* The place of the drawing, with the text in a disclosure below. */
  function frame(block) {
    const there = block.querySelector(".aw-drawn");
    if (there) return there;
    const made = document.createElement("div"), more = document.createElement("details");
    const name = document.createElement("summary");
    made.className = "aw-drawn";
    name.textContent = "Diagram source";
    more.append(name, ...block.childNodes);
    made.addEventListener("scroll", () => edge(made), { passive: true });
    block.append(made, more);
    block.classList.add("aw-shown");
    sizes.observe(made);
    return made;
  }

  /* Where a drawing continues to the right, its edge fades. */
  function edge(place) {
    place.classList.toggle("aw-goes-on", place.scrollLeft + place.clientWidth < place.scrollWidth - 1);
  }

  const sizes = new ResizeObserver((changed) => changed.forEach(({ target }) => edge(target)));

  function showAll() {
    for (const block of blocks) {
      // One at a time: Mermaid has one configuration. What cannot be drawn stays text.
      last = last.then(() => show(block)).catch(() => {});
    }
  }

  showAll();
  new MutationObserver(showAll).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
})();
