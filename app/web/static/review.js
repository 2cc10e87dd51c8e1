// The review by keys: each key presses what the page shows for it. The page works without this.
// A decision is sent, and only when it is on the disk does the next reading take the place of this one.

const off = "review-keys-off";
const small = matchMedia("(max-width: 40rem)");
const ready = new Map();           // pictures that were fetched ahead, by address

const pressed = (event) => {
  if (event.key === "Escape") return "escape";
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return "";
  const within = event.target.closest("input, select, textarea");
  if (within && within.type !== "checkbox" && within.type !== "radio") return "";
  if (within && (event.key === " " || event.key.startsWith("Arrow"))) return "";
  if (event.key === "Enter" || event.key === "Tab") return "";
  if (event.key === " " && event.target.closest("a, button, summary")) return "";
  return localStorage.getItem(off) && event.key !== "?" ? "" : event.key.toLowerCase();
};

const fetchAhead = () => {
  const ahead = document.querySelector("[data-ahead]")?.dataset.ahead ?? "";
  for (const address of ahead.split(" ").filter(Boolean)) {
    const wanted = small.matches ? `${address}?narrow=1` : address;
    if (ready.has(wanted)) continue;
    const picture = new Image();
    picture.src = wanted;
    ready.set(wanted, picture);
    picture.decode().catch(() => ready.delete(wanted));
  }
};

const usePictures = (main) => {
  for (const shown of main.querySelectorAll(".paper img")) {
    const address = shown.getAttribute("src");
    const there = ready.get(small.matches ? `${address}?narrow=1` : address);
    if (!there) continue;
    there.alt = shown.alt;
    shown.closest("picture").replaceWith(there);
    ready.delete(there.getAttribute("src"));
  }
};

const show = (text, address, keep) => {
  const next = new DOMParser().parseFromString(text, "text/html");
  const main = document.adoptNode(next.querySelector("main"));
  usePictures(main);
  document.querySelector("main").replaceWith(main);
  document.title = next.title;
  if (keep) history.pushState({ review: true }, "", address);
  document.querySelector("[data-start]")?.focus({ preventScroll: true });
  scrollTo(0, 0);
  start();
};

let busy = false;
const go = async (address, options, keep = true) => {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    const text = await answer.text();
    show(text, answer.url, keep);
  } catch {
    tellLost();
  } finally {
    busy = false;
  }
};

const tellLost = () => {
  const words = document.querySelector(".progress");
  if (words) words.textContent = "That was not saved: the program does not answer. Start it again, then press the key again.";
};

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-decide], [data-undo]");
  if (!form) return;
  event.preventDefault();
  go(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)) });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-skip]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link.href);
});

document.addEventListener("keydown", (event) => {
  const key = pressed(event);
  if (!key || !document.querySelector(".review")) return;
  const help = document.querySelector("[data-help]");
  const there = key === "?" ? help?.querySelector("summary") : document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!there || there.disabled) return;
  event.preventDefault();
  if (key === "?") { help.open = !help.open; there.focus(); } else if (there.matches("input, select")) there.focus();
  else there.click();
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-keys]")) return;
  if (event.target.checked) localStorage.removeItem(off); else localStorage.setItem(off, "yes");
});

// What is typed and not yet kept stays in this tab, and comes back after a reload.
const draft = (about) => `review-draft-${about}`;
document.addEventListener("input", (event) => {
  const about = event.target.dataset?.draft;
  if (about) sessionStorage.setItem(draft(about), event.target.value);
});
document.addEventListener("submit", (event) => {
  const about = event.submitter?.dataset?.forget;
  if (about) sessionStorage.removeItem(draft(about));
});

// The parts of an item as they would be read, as soon as another word is chosen.
document.addEventListener("change", async (event) => {
  const form = event.target.closest("[data-cut]");
  if (!form) return;
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  const text = await (await fetch(address, { credentials: "same-origin" })).text();
  const parts = new DOMParser().parseFromString(text, "text/html").querySelector("[data-parts]");
  if (parts && new FormData(form).get("cut") === new URL(address).searchParams.get("cut")) {
    document.querySelector("[data-parts]").replaceWith(document.adoptNode(parts));
    history.replaceState(null, "", address);
  }
});

addEventListener("popstate", () => go(location.href, undefined, false));

const start = () => {
  // A narrow picture leaves out the cells beside the words: there they are shown as text.
  if (small.matches) for (const words of document.querySelectorAll("details.words")) words.open = true;
  const keys = document.querySelector("[data-keys]");
  if (keys) keys.checked = !localStorage.getItem(off);
  const typed = document.querySelector("[data-draft]");
  if (typed && !typed.value) typed.value = sessionStorage.getItem(draft(typed.dataset.draft)) ?? "";
  fetchAhead();
};

start();
