/* What the page of the search has. */
const page = document.querySelector(".aw-search");
const form = page.querySelector(".aw-search-form");
const { root, pageAt, pageNamed, loadPart } = window.afterword;

/* How many pages "54, 12 invented" says that a value has. */
function partsOfNumber(text) {
  return (text.match(/\d+/g) || []).reduce((sum, one) => sum + Number(one), 0);
}

/* Each filter: its name, its label, and its values with their titles, as the form has them. */
const searchFacets = [...form.querySelectorAll(".aw-search-facet")].map((element) => {
  const options = [...element.querySelectorAll("input")].map((input) => ({
    input,
    value: input.value,
    item: input.closest("li"),
    title: input.nextElementSibling.textContent,
    number: input.closest("li").querySelector(".aw-number"),
    any: partsOfNumber(input.closest("li").querySelector(".aw-number").textContent),
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
