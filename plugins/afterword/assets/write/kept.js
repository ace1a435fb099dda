/* Answers are kept for each site under its own address, since several sites may share a host. What another tab has kept
   there is written over only when a person says so. */
const KEPT = `afterword-write:${new URL(".", document.location.href).pathname}`;
const keptLine = page.querySelector(".aw-write-kept");
let mine = null; // what this tab has last read or written
let unkept = "";
let taken = true; // whether the file has been downloaded since the last change

function keptState() {
  try {
    mine = localStorage.getItem(KEPT);
    return JSON.parse(mine);
  } catch {
    return null;
  }
}

/* Keeps the answers, and says so; or why they are not kept. */
function keep(state) {
  const others = [];
  try {
    const there = localStorage.getItem(KEPT);
    if (there === null || there === mine) {
      const text = JSON.stringify({ ...state, taken });
      localStorage.setItem(KEPT, text);
      mine = text;
      unkept = "";
    } else {
      unkept = "Another tab keeps other answers, so these are not kept. Load this page again to continue with those.";
      others.push(" ", button("Keep these instead", "aw-keep", () => {
        keptState();
        keep(state);
      }));
    }
  } catch {
    unkept = "This browser keeps nothing: download the file before you leave."; // it may refuse, or be full
  }
  keptLine.replaceChildren(unkept || "Your answers are kept in this browser.", ...others);
}

window.addEventListener("beforeunload", (event) => { if (unkept && !taken) event.preventDefault(); });

function forgetState() {
  try {
    localStorage.removeItem(KEPT);
  } catch {
    // there is nothing to forget
  }
}
