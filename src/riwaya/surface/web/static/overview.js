// The overview: map and timeline over what the server found; every change is an address.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("map");
  const form = document.querySelector("[data-ask]");
  const results = document.getElementById("results");
  if (!box || !form || !window.L) return;
  const rtl = document.documentElement.dir === "rtl";
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // the map
  const map = L.map(box, { zoomControl: false, attributionControl: false, worldCopyJump: false, minZoom: 2, maxZoom: 12, zoomSnap: 0.5, renderer: L.svg({ padding: 0.5 }) });
  L.control.zoom({ position: rtl ? "topright" : "topleft", zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
  const Scale = L.Control.Scale.extend({ _updateScale(...given) { L.Control.Scale.prototype._updateScale.apply(this, given); given[0].textContent = given[1].replace(" km", box.dataset.km); } });
  new Scale({ imperial: false, position: rtl ? "bottomright" : "bottomleft" }).addTo(map);
  map.setView([31, 40], 4);
  const near = L.control({ position: rtl ? "topleft" : "topright" });
  near.onAdd = () => {
    const button = L.DomUtil.create("button", "near plain small");
    button.type = "button";
    button.textContent = box.dataset.near;
    L.DomEvent.disableClickPropagation(button).on(button, "click", () => {
      const middle = map.getCenter();
      const corner = map.getBounds().getNorthEast();
      const km = Math.max(1, Math.min(map.distance(middle, [middle.lat, corner.lng]), map.distance(middle, [corner.lat, middle.lng])) / 1000);
      ask({ near: `${middle.lat.toFixed(3)},${middle.lng.toFixed(3)},${km.toFixed(0)}` });
    });
    return button;
  };
  near.addTo(map);
  if (box.dataset.tiles) {
    box.classList.add("tiled");
    L.tileLayer(box.dataset.tiles, { maxZoom: 19 }).addTo(map);
    const credit = L.DomUtil.create("span");
    credit.textContent = box.dataset.credit; // a text, whatever is in it
    if (box.dataset.credit) L.control.attribution({ prefix: false, position: rtl ? "bottomleft" : "bottomright" }).addAttribution(credit.innerHTML).addTo(map);
  }
  fetch(box.dataset.borders).then((answer) => answer.json()).then((borders) => {
    L.geoJSON(borders, { interactive: false, style: { className: "country" } }).addTo(map).bringToBack();
  });
  const shown = L.layerGroup().addTo(map);
  let waiting = null;
  let fitted = false;

  const address = () => results.querySelector("[data-address]")?.dataset.address ?? "";
  const draw = async () => {
    waiting?.abort();
    waiting = new AbortController();
    // what lies beyond a narrow screen counts too, until the map was fitted to all
    const seen = fitted ? map.getBounds().pad(0.1) : L.latLngBounds([-85, -180], [85, 180]);
    const query = new URLSearchParams(address());
    query.set("box", [seen.getSouth(), seen.getWest(), seen.getNorth(), seen.getEast()].map((one) => one.toFixed(3)).join(","));
    query.set("zoom", Math.round(map.getZoom()));
    let told;
    try {
      const answer = await fetch(`${box.dataset.points}?${query}`, { signal: waiting.signal });
      if (!answer.ok) return;
      told = await answer.json();
    } catch { return; }
    shown.clearLayers();
    told.cells.forEach(point);
    document.querySelector("[data-unplaced-note]").textContent = told.unplaced ? box.dataset.unplaced.replace("{number}", told.unplaced) : "";
    if (!fitted && told.cells.length) {
      fitted = true;
      map.fitBounds(L.latLngBounds(told.cells.map((one) => [one.lat, one.lon])).pad(0.35), { maxZoom: 7, animate: false });
    }
  };
  const point = (cell) => {
    const colour = `c-${cell[box.dataset.colour] || "weak"}`;
    const at = L.latLng(cell.lat, cell.lon);
    const pixels = cell.km && cell.url ? map.latLngToLayerPoint(at).distanceTo(map.latLngToLayerPoint([cell.lat + cell.km / 111.2, cell.lon])) : 0;
    if (pixels > 9) L.circle(at, { radius: cell.km * 1000, className: `disc ${colour}`, interactive: false }).addTo(shown);
    const size = cell.number > 1 ? Math.min(46, 20 + 7 * Math.log10(cell.number + 1)) : 15;
    const icon = L.divIcon({ className: `dot ${colour}${cell.number > 1 ? " many" : ""}`, iconSize: [size, size], html: cell.number > 1 ? String(cell.number) : "" });
    const marker = L.marker(at, { icon, keyboard: true, alt: cell.label, title: cell.label }).addTo(shown);
    marker.getElement()?.setAttribute("aria-label", cell.label);
    marker.on("click", () => { if (cell.url) location.assign(cell.url); else map.setView(at, Math.min(map.getZoom() + 2, 12)); });
  };
  map.on("moveend", draw);
  draw();
  document.querySelector("[data-colour-choice]").addEventListener("change", (event) => {
    box.dataset.colour = event.target.value;
    document.querySelectorAll("[data-legend]").forEach((one) => { one.hidden = one.dataset.legend !== event.target.value; });
    draw();
  });

  // asking: a change of filters is a new address, and the form follows it
  const ask = (changes) => {
    const query = new URLSearchParams(address());
    query.delete("after");
    Object.entries(changes).forEach(([name, value]) => (value ? query.set(name, value) : query.delete(name)));
    const target = `${location.pathname}?${query}`;
    window.htmx.ajax("GET", target, { target: "#results" }).then(() => history.pushState({ htmx: true }, "", target));
  };
  const follow = () => {
    const query = new URLSearchParams(address());
    ["q", "place", "party", "since", "until"].forEach((name) => { form.elements[name].value = query.get(name) ?? ""; });
    const carried = form.querySelector("[data-carried]");
    carried.replaceChildren(...[...query].filter(([name]) => !["q", "place", "party", "since", "until", "after"].includes(name)).map(([name, value]) => {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      return input;
    }));
    const turned = document.querySelector(".lang");
    if (turned) turned.href = turned.href.split("?")[0] + address();
  };
  let drawn = address();
  document.addEventListener("htmx:afterSettle", () => {
    follow();
    fitted = fitted && drawn === address();
    drawn = address();
    draw();
  });
  form.addEventListener("change", (event) => { if (event.target.type === "date" || event.target.type === "search") form.requestSubmit(); });

  // the timeline: a click takes one bar, a drag several
  let start = null;
  const bars = (event) => event.target.closest?.("[data-bars]");
  const place = (svg, x) => { const frame = svg.getBoundingClientRect(); return Math.min(Math.max(x - frame.left, 0), frame.width); };
  results.addEventListener("pointerdown", (event) => {
    const svg = bars(event);
    if (!svg || event.button) return;
    start = { svg, x: place(svg, event.clientX) };
    svg.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  results.addEventListener("pointermove", (event) => {
    if (!start) return;
    const x = place(start.svg, event.clientX);
    const brush = start.svg.querySelector("[data-brush]");
    brush.setAttribute("x", Math.min(x, start.x));
    brush.setAttribute("width", Math.abs(x - start.x));
  });
  results.addEventListener("pointerup", (event) => {
    if (!start) return;
    const { svg, x: from } = start;
    start = null;
    const to = place(svg, event.clientX);
    const width = svg.getBoundingClientRect().width;
    const [low, high] = [Math.min(from, to), Math.max(from, to)];
    const hit = [...svg.querySelectorAll(".bar")].filter((bar) => {
      const at = parseFloat(bar.getAttribute("x")) / 100 * width;
      const end = at + parseFloat(bar.getAttribute("width")) / 100 * width;
      return end >= low && at <= high;
    });
    if (!hit.length) { svg.querySelector("[data-brush]").setAttribute("width", 0); return; }
    ask({ since: hit.map((bar) => bar.dataset.first).sort()[0], until: hit.map((bar) => bar.dataset.last).sort().at(-1) });
  });

  // what is added elsewhere shows here: the server tells that something changed, and what is shown is asked for anew
  let sign = "";
  const stream = new EventSource(document.querySelector("[data-live]").dataset.live);
  stream.addEventListener("change", (event) => {
    const told = JSON.parse(event.data).sign;
    const first = !sign;
    const same = sign === told;
    sign = told;
    if (!first && !same && !new URLSearchParams(address()).has("after") && !start) window.htmx.ajax("GET", `${location.pathname}${address()}`, { target: "#results" });
  });
  addEventListener("pagehide", () => stream.close());
});
