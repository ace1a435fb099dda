/* What the page of the search has. */
const page = document.querySelector(".aw-search");
const form = page.querySelector(".aw-search-form");
const { root, pageAt, pageNamed, loadPart } = window.afterword;

/* Each filter: its name, its label, and its values with their titles, as the form has them. */
const searchFacets = [...form.querySelectorAll(".aw-search-facet")].map((element) => {
  const options = [...element.querySelectorAll("input")].map((input) => ({
    input,
    value: input.value,
    item: input.closest("li"),
    title: input.nextElementSibling.textContent,
    number: input.closest("li").querySelector(".aw-number"),
    any: Number(input.closest("li").querySelector(".aw-number").textContent),
    ...input.closest("li").dataset,
  }));
  return {
    element,
    options,
    name: element.dataset.facet,
    label: element.querySelector("legend").textContent,
    list: element.querySelector("ul"),
    more: element.querySelector(".aw-unfold"),
    chosenNumber: element.querySelector("summary .aw-set-number"),
    title: (value) => (options.find((option) => option.value === value) || { title: value }).title,
  };
});
const searchFacetNamed = Object.fromEntries(searchFacets.map((searchFacet) => [searchFacet.name, searchFacet]));
