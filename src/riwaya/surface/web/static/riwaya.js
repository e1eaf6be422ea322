// What every page does beyond what the server drew: theme, copying, and words that light up with what they say.
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

  document.addEventListener("click", (event) => {
    const theme = event.target.closest("[data-theme-switch]");
    if (theme) {
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      document.cookie = `riwaya_theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
    }
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const text = document.getElementById(copy.dataset.copy).textContent.replace(/\s+/g, " ").trim();
      (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(() => { copy.textContent = copy.dataset.done; }, () => {
        getSelection().selectAllChildren(document.getElementById(copy.dataset.copy));
      });
    }
  });
  all("[data-origin]").forEach((one) => { one.textContent = location.origin + one.textContent.trim(); });

  // the picture of an event: a cell lights the words of its sentence
  const picture = document.querySelector("[data-picture]");
  if (picture) {
    const light = (cell) => {
      all(".lit", picture).forEach((one) => one.classList.remove("lit"));
      if (!cell) return;
      all(`.words td[data-column="${cell.dataset.column}"] b[data-slot="${cell.dataset.slot}"]`, picture).forEach((one) => one.classList.add("lit"));
    };
    const enter = (event) => light(event.target.closest("td[data-slot]"));
    picture.addEventListener("mouseover", enter);
    picture.addEventListener("focusin", enter);
    picture.addEventListener("mouseleave", () => light(null));
  }

  // reading takes a moment: the button says so
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-try]")) return;
    const button = event.target.querySelector("button[type=submit]");
    button.setAttribute("aria-busy", "true");
    addEventListener("pageshow", () => button.removeAttribute("aria-busy"), { once: true });
  });

  // a file that is dropped on the text is the file of the form
  const drop = document.querySelector("[data-drop]");
  if (drop) {
    const over = (event) => { event.preventDefault(); drop.classList.add("over"); };
    ["dragenter", "dragover"].forEach((name) => drop.addEventListener(name, over));
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      drop.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      drop.form.elements.file.files = event.dataTransfer.files;
      drop.form.requestSubmit();
    });
  }

  // a page: claims light their words, words their claims
  const wire = (page) => {
    const report = page.querySelector(".report");
    const light = (numbers, slot) => {
      const has = (one) => numbers.includes(one);
      report.classList.toggle("choosing", numbers.length > 0);
      all("mark", report).forEach((one) => one.classList.toggle("lit", one.dataset.claims.split(" ").some(has)));
      all("[data-claim]", page).forEach((one) => one.classList.toggle("lit", has(one.dataset.claim)));
      all("b.s", report).forEach((one) => one.classList.toggle("lit", !!slot && one.dataset.owners.split(" ").some(has) && slotsOf(slot).some((name) => one.dataset.slot.split(" ").includes(name))));
    };
    const losses = ["killed", "wounded", "killed-or-wounded", "captured", "missing", "detained", "displaced", "equipment"];
    const slotsOf = (slot) => slot === "losses" ? losses : [slot];
    const first = all(".lit[data-claim]", page).map((one) => one.dataset.claim);
    const rest = () => light(first, "");
    const enter = (event) => {
      const claim = event.target.closest("[data-claim]");
      const mark = event.target.closest("mark");
      if (claim) light([claim.dataset.claim], event.target.closest("[data-slot]")?.dataset.slot ?? "");
      else if (mark) light(mark.dataset.claims.split(" "), "");
      else rest();
    };
    page.addEventListener("mouseover", enter);
    page.addEventListener("focusin", enter);
    page.addEventListener("mouseleave", rest);
    page.addEventListener("click", (event) => {
      const mark = event.target.closest("mark");
      const card = mark && !event.target.closest("a") && page.querySelector(`.claim[data-claim="${mark.dataset.claims.split(" ")[0]}"]`);
      if (card) { card.scrollIntoView({ block: "center" }); card.focus({ preventScroll: true }); }
    });
  };
  const pages = (inside) => all("[data-page]", inside).forEach((page) => { if (!page.dataset.wired) { page.dataset.wired = "1"; wire(page); } });
  pages(document);
  document.addEventListener("htmx:afterSwap", () => pages(document));
})();
