/* Keeps what a reader chose in the address; a step is one that "back" takes back. */
function keepAddress(address, step) {
  if (address === location.pathname + location.search + location.hash) return;
  try {
    history[step ? "pushState" : "replaceState"](null, "", address);
  } catch (refused) {
    // Some browsers keep the address of a file as it is; what was chosen holds all the same.
  }
}
