// The review without the program: one item at a time, each decision kept in this browser until it is saved as a file.
"use strict";
(() => {
  const told = JSON.parse(document.getElementById("told").textContent);
  const place = `sectionf-review-${told.reading_sha256}`;
  const cards = [...document.querySelectorAll(".card")];
  const progress = document.querySelector("[data-progress]");
  const keys = document.querySelector("[data-keys]");
  let made = [];
  let saved = 0;
  let shown = 0;
  try { made = JSON.parse(localStorage.getItem(place)) ?? []; } catch { made = []; }

  const decided = (card) => made.findLast((one) => one.about === card.dataset.about);
  const open = () => cards.filter((card) => card.dataset.about && !decided(card));
  const names = { accept: "accepted", reject: "not provision", take: "taken as", words: "in your words" };

  const keep = () => { try { localStorage.setItem(place, JSON.stringify(made)); } catch { /* saved as a file only */ } };

  const show = (number, focus = true) => {
    shown = Math.min(Math.max(number, 0), cards.length - 1);
    cards.forEach((card, other) => { card.hidden = other !== shown; });
    const last = decided(cards[shown]);
    const said = cards[shown].querySelector("[data-said]");
    if (said) said.textContent = last ? `You decided: ${names[last.action]} ${last.words}`.trim() + "." : "";
    const left = open().length;
    progress.textContent = `${left} to look at, ${told.count - left} decided` + (made.length > saved ? ", not saved yet." : ".");
    if (focus) { cards[shown].querySelector("h2").focus({ preventScroll: true }); scrollTo(0, 0); }
  };

  const next = () => {
    const later = cards.findIndex((card, number) => number > shown && !decided(card));
    show(later < 0 ? cards.length - 1 : later);
  };

  const decide = (action, words = "") => {
    const about = cards[shown].dataset.about;
    if (!about) return;
    made = made.filter((one) => one.about !== about);
    made.push({ about, action, words, at: new Date().toISOString() });
    saved = Math.min(saved, made.length - 1);
    keep();
    next();
  };

  const undo = () => {
    const last = made.pop();
    if (!last) return;
    saved = Math.min(saved, made.length - 1);
    keep();
    show(cards.findIndex((card) => card.dataset.about === last.about));
  };

  const save = () => {
    const file = { schema: "sectionf/offline-decisions/1", reading_sha256: told.reading_sha256, decisions: made };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: "application/json" }));
    link.download = "decisions.json";
    link.click();
    saved = made.length;
    show(shown, false);
  };

  const first = () => show(cards.findIndex((card) => !decided(card)));
  const acts = { accept: () => decide("accept"), reject: () => decide("reject"), skip: () => show(shown + 1), undo, save, first };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    if (button.dataset.act === "take") decide("take", button.dataset.words);
    else acts[button.dataset.act]();
  });

  document.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = event.target.querySelector("input").value.trim();
    if (words) decide("words", words);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !keys.checked) return;
    if (event.target.closest("input:not([type=checkbox])")) return;
    if (event.key === " " && event.target.closest("button, summary, input")) return;
    const key = CSS.escape(event.key.toLowerCase());
    const there = cards[shown].querySelector(`[data-key="${key}"]`) ?? document.querySelector(`.row > [data-key="${key}"]:not(.card *)`);
    if (!there) return;
    event.preventDefault();
    if (there.matches("input")) there.focus(); else there.click();
  });

  addEventListener("beforeunload", (event) => { if (made.length > saved) event.preventDefault(); });
  show(cards.findIndex((card) => !decided(card)), false);
})();
