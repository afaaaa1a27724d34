// The page's own behaviour. Every foreign string reaches this file as text in a data attribute and leaves it as text.
(() => {
  const TAGS = { en: "en", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", ja: "ja" };
  const match = (tag) => {
    const parts = tag.toLowerCase().split("-");
    if (parts[0] === "zh") return parts.some((part) => ["hant", "tw", "hk", "mo"].includes(part)) ? "zh-Hant" : "zh-Hans";
    return parts[0] in TAGS ? parts[0] : null;
  };
  // The interface's language: chosen on the page, else the browser's. The server reads the same from the cookie.
  const stored = document.cookie.match(/(?:^|; )jianting_locale=([A-Za-z-]+)/);
  const locale = (stored && match(stored[1])) || (navigator.languages || [navigator.language]).map(match).find(Boolean) || "en";
  const tag = TAGS[locale];
  Object.defineProperty(navigator, "language", { get: () => tag, configurable: true });
  document.documentElement.lang = locale;

  const app = (window.jianting = { locale });
  app.choose = (chosen) => {
    document.cookie = `jianting_locale=${encodeURIComponent(chosen)}; path=/; max-age=31536000; SameSite=Strict`;
    location.reload();
  };

  const page = document.documentElement;
  let opener = null;
  const closeReader = () => {
    page.classList.remove("reader-open");
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  };

  const openArticle = (button) => {
    if (!app.open) return;
    opener = button;
    page.classList.add("reader-open");
    document.querySelectorAll(".opened").forEach((old) => old.classList.remove("opened"));
    button.classList.add("opened");
    app.open({ article: button.dataset.open, start: Number(button.dataset.start), end: Number(button.dataset.end) });
  };

  const sortTable = (button) => {
    const head = button.closest("th");
    const column = Number(button.dataset.sort);
    const down = head.getAttribute("aria-sort") === "ascending";
    head.parentElement.querySelectorAll("th").forEach((other) => other.setAttribute("aria-sort", "none"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = head.closest("table").tBodies[0];
    const compare = new Intl.Collator(tag, { numeric: true }).compare;
    const value = (row) => row.cells[column].querySelector("[data-value]")?.dataset.value;
    const order = (a, b) => value(a) !== undefined && value(b) !== undefined
      ? Number(value(a)) - Number(value(b)) : compare(a.cells[column].textContent, b.cells[column].textContent);
    const rows = [...body.rows].sort(order);
    body.append(...(down ? rows.reverse() : rows));
  };

  // Removing asks once more, in the row itself.
  const confirmRemoval = (button) => {
    const cell = button.parentElement;
    const make = (words, kind, act) => {
      const made = document.createElement("button");
      Object.assign(made, { type: "button", textContent: words, className: kind, onclick: act });
      return made;
    };
    const restore = () => (cell.querySelectorAll(".asked").forEach((made) => made.remove()), (button.hidden = false));
    button.hidden = true;
    const sure = make(button.dataset.sure, "danger asked", () => (restore(), app.library({ article: button.dataset.remove })));
    cell.append(sure, make(button.dataset.keep, "quiet asked", () => (restore(), button.focus())));
    sure.focus();
  };

  // Ticked articles can be kept as a collection; a collection ticks its articles.
  const list = () => document.querySelector("#article-list");
  const ticked = () => [...list().querySelectorAll("tbody tr:has([data-pick]:checked)")].map((row) => row.dataset.article);
  const showCollecting = () => (list().querySelector(".collecting").hidden = ticked().length === 0);
  const collect = () => {
    const field = list().querySelector("[data-collection]");
    if (field.value.trim()) app.library({ collection: field.value, articles: ticked() });
    else field.focus();
  };
  const showCollection = (button) => {
    const on = button.getAttribute("aria-pressed") !== "true";
    list().querySelectorAll("[data-show-collection]").forEach((other) => other.setAttribute("aria-pressed", "false"));
    button.setAttribute("aria-pressed", String(on));
    const ids = new Set(button.dataset.showCollection.split(" "));
    list().querySelectorAll("tbody tr").forEach((row) => {
      row.hidden = on && !ids.has(row.dataset.article);
      row.querySelector("[data-pick]").checked = on && !row.hidden;
    });
    list().querySelector("[data-collection]").value = on ? button.closest("li").querySelector("bdi").textContent : "";
    showCollecting();
  };

  // Mending: what was cut comes back, and what is known about the article is corrected.
  const mend = (button) => {
    const { mend: action, article, start, end } = button.dataset;
    app.mend({ action, article, start: Number(start), end: Number(end) });
  };
  const saveMending = (button) => {
    const form = button.closest("[data-mending]");
    const fields = [...form.querySelectorAll("[data-field]")].map((field) => [field.dataset.field, field.value]);
    app.mend({ ...Object.fromEntries(fields), article: form.dataset.mending });
  };
  const toggleMending = (button) => {
    const form = button.closest("header").querySelector("[data-mending]");
    form.hidden = !form.hidden;
    button.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) form.querySelector("input").focus();
  };

  const savePicture = (button) => {
    const plot = document.querySelector(`#${button.dataset.picture} .js-plotly-plot`);
    const { width, height } = plot.getBoundingClientRect();
    const style = getComputedStyle(document.querySelector(".gradio-container"));
    const paper = style.getPropertyValue("--j-paper").trim();
    const drawn = { data: plot.data, layout: { ...plot.layout, paper_bgcolor: paper, width, height } };
    window.Plotly.downloadImage(drawn, { format: "png", scale: 2, width, height, filename: `jianting-${button.dataset.picture}` });
  };

  app.enterLibrary = (name) => {
    document.cookie = `jianting_library=${encodeURIComponent(name)}; path=/; max-age=31536000; SameSite=Strict`;
    location.reload();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const data = button.dataset;
    if ("open" in data) openArticle(button);
    else if ("close" in data) closeReader();
    else if ("toggleCuts" in data) {
      const shown = page.classList.toggle("show-cuts");
      button.setAttribute("aria-pressed", String(shown));
    } else if ("cell" in data && app.cell) app.cell({ point: Number(data.cell), article: data.article });
    else if ("suggest" in data && app.suggest) app.suggest({ question: data.suggest });
    else if ("sort" in data) sortTable(button);
    else if ("remove" in data) confirmRemoval(button);
    else if ("forget" in data) app.library({ collection: data.forget, articles: [] });
    else if ("collect" in data) collect();
    else if ("showCollection" in data) showCollection(button);
    else if ("mend" in data) mend(button);
    else if ("saveMending" in data) saveMending(button);
    else if ("toggleMending" in data) toggleMending(button);
    else if ("sum" in data) app.sum({ article: data.sum });
    else if ("group" in data) app.group({ articles: data.group });
    else if ("deny" in data) app.deny({ conflict: Number(data.deny) });
    else if ("picture" in data) savePicture(button);
    else if ("makeLibrary" in data) app.shelf({ name: button.parentElement.querySelector("[data-library-name]").value });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && page.classList.contains("reader-open")) closeReader();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("#locale select")) app.choose(event.target.value);
    if (event.target.matches("[data-library]")) app.enterLibrary(event.target.value);
    if (event.target.matches("[data-pick]")) showCollecting();
    if (event.target.matches("[data-judge]")) {
      const { article, start, end } = event.target.dataset;
      app.judge({ article, start: Number(start), end: Number(end), stance: event.target.value });
    }
  });
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-filter]")) return;
    const wanted = event.target.value.toLowerCase();
    event.target.closest("#article-list").querySelectorAll("tbody tr").forEach((row) => {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
    });
  });

  // A newly opened article scrolls to its quote and takes the focus, so that a keyboard goes on from there.
  const whenReaderChanges = (reader) => {
    const quote = reader.querySelector("mark.quote");
    const scroller = reader.closest("#reader-panel");
    if (quote) quote.scrollIntoView({ block: "center" });
    else if (scroller) scroller.scrollTop = 0;
    reader.querySelector("h2")?.focus({ preventScroll: true });
  };

  // Plotly draws in the page's own ink, and a click on a cell opens its quotes.
  const heard = new WeakSet();
  const dressPlot = (plot) => {
    if (!plot.on || !plot.layout || !window.Plotly) return;
    const ink = getComputedStyle(document.querySelector(".gradio-container")).getPropertyValue("--j-ink").trim();
    if (plot.layout.font?.color !== ink) window.Plotly.relayout(plot, { "font.color": ink });
    // Where columns are narrow, as on a telephone, level titles would run into each other.
    const columns = plot.layout.xaxis?.side === "top" ? plot.layout.xaxis.tickvals.length : 0;
    if (columns && plot.clientWidth / columns < 100 && plot.layout.xaxis.tickangle === 0) window.Plotly.relayout(plot, { "xaxis.tickangle": -60 });
    if (heard.has(plot)) return;
    heard.add(plot);
    plot.on("plotly_click", (event) => {
      const cell = event.points[0].customdata;
      if (cell && app.cell) app.cell({ point: cell[0], article: cell[1] });
    });
  };

  // A turn that has begun stays in sight while its words arrive.
  let turns = 0;
  const followTurns = () => {
    const all = document.querySelectorAll(".turn");
    if (all.length > turns) all[all.length - 1].scrollIntoView({ block: "start", behavior: "smooth" });
    turns = all.length;
  };

  let openedAs = null;
  new MutationObserver(() => {
    const article = document.querySelector("#reader [data-opened]");
    if (article && article.dataset.opened !== openedAs) {
      openedAs = article.dataset.opened;
      whenReaderChanges(article);
    }
    document.querySelectorAll(".js-plotly-plot").forEach(dressPlot);
    const made = document.querySelector("[data-made]");
    if (made) app.enterLibrary(made.dataset.made);
    followTurns();
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-opened"] });
})();
