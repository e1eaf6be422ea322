// Review by keyboard: a letter does what the button that bears it does; a digit opens a slot.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const desk = document.querySelector("[data-review]");
  if (!desk) return;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "Escape") { typing?.blur(); desk.querySelectorAll("details[open]").forEach((one) => { one.open = false; }); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const code = event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key.toLowerCase(); // by place: Arabic keyboards have other letters there
    const button = document.querySelector(`[data-key="${CSS.escape(code)}"]`);
    if (button) { event.preventDefault(); button.click(); return; }
    const digit = event.code.startsWith("Digit") ? event.code.slice(5) : event.key;
    const slot = desk.querySelector(`details[data-digit="${CSS.escape(digit)}"]`);
    if (slot) { event.preventDefault(); slot.open = true; slot.querySelector("input:not([type=hidden]), select")?.focus(); }
  });
  // the place picker: what a typed name may mean
  let waiting = 0;
  desk.addEventListener("input", (event) => {
    const input = event.target.closest("[data-pick]");
    if (!input) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const answer = await fetch(`${input.dataset.pick}?q=${encodeURIComponent(input.value)}`);
      if (!answer.ok) return;
      const told = new DOMParser().parseFromString(`<select>${await answer.text()}</select>`, "text/html");
      input.list.replaceChildren(...told.querySelectorAll("option"));
    }, 200);
  });
});
