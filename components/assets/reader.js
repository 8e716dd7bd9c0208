// The reader: one row per group of paragraphs, one column per version, the base first.
const READERS = new WeakMap();
const NARROW = "(max-width: 700px)";
const COLUMN_PX = 240;
// A switch is kept in the address only when it is not as it is at first.
const SWITCHES = [
  { key: "only", text: "Show changes only", address: "only", value: "changes" },
  { key: "typography", text: "Hide typography", address: "typography", value: "show" },
  { key: "furniture", text: "Hide page furniture", address: "furniture", value: "show" },
  { key: "marks", text: "Turn marks off", address: "marks", value: "off" },
];

export default function (component) {
  const root = component.parentElement.querySelector(".reader");
  let reader = READERS.get(root);
  if (!reader) {
    reader = new Reader(root);
    READERS.set(root, reader);
  }
  reader.readAgainst = (name) => component.setTriggerValue("base", name);
  const content = JSON.parse(component.data.json);
  if (!reader.content || reader.content.id !== content.id) {
    reader.show(content);
    // The server writes story, versions and base into the address and may have dropped the switches.
    viewToAddress(reader.view);
  }
  return () => reader.end();
}

class Reader {
  constructor(root) {
    this.root = root;
    this.narrow = window.matchMedia(NARROW);
    this.view = viewFromAddress();
    this.onGo = (event) => startTour(this, event.detail);
    this.onNarrow = () => this.showColumn(this.column);
    this.onBack = () => this.look(viewFromAddress());
    window.addEventListener("popstate", this.onBack);
    window.addEventListener("twicetold:go", this.onGo);
    this.narrow.addEventListener("change", this.onNarrow);
    this.size = new ResizeObserver(() => this.fit());
    this.size.observe(root);
  }

  end() {
    window.removeEventListener("twicetold:go", this.onGo);
    this.narrow.removeEventListener("change", this.onNarrow);
    window.removeEventListener("popstate", this.onBack);
    this.size.disconnect();
    READERS.delete(this.root);
  }

  show(content) {
    this.content = content;
    this.tour = everyChange(content);
    const head = node("h2", "", "Side by side");
    head.id = "side";
    this.table = this.makeTable();
    this.scroller = node("div", "scroller");
    this.scroller.append(this.table);
    this.root.replaceChildren(head, this.makeBar(), this.makeLegend(), this.scroller, this.makeThumb());
    this.root.style.setProperty("--columns", content.columns.length);
    fold(this);
    this.applyView();
    this.showColumn(1);
    this.fit();
    this.tell();
    if (this.awaited) startTour(this, this.awaited);
    this.awaited = null;
  }

  makeTable() {
    const { columns, rows } = this.content;
    const table = node("div", "table");
    table.setAttribute("role", "table");
    table.setAttribute("aria-labelledby", "side");
    const top = group("head");
    const names = rowNode("row names");
    columns.forEach((column, i) => names.append(this.makeHead(column, i)));
    top.append(names);
    this.body = group("body");
    for (const row of rows) this.body.append(this.makeRow(row, columns));
    this.body.addEventListener("click", (event) => this.followLabel(event));
    table.append(top, this.body);
    return table;
  }

  makeHead(column, i) {
    const made = node("div", i ? "cell other" : "cell base");
    made.setAttribute("role", "columnheader");
    const name = node("span", "outlet", column.label);
    name.dir = "auto";
    made.append(name, node("span", "facts", [column.date, column.words].filter(Boolean).join(", ")));
    for (const note of column.notes) made.append(node("span", "facts", note));
    if (i === 0) {
      made.append(node("span", "facts mark", "read against this"));
      return made;
    }
    const button = node("button", "facts against", "Read against this");
    button.type = "button";
    button.setAttribute("aria-label", `Read against ${column.label}`);
    button.addEventListener("click", () => this.readAgainst(column.name));
    made.append(button);
    return made;
  }

  makeRow(row, columns) {
    const made = rowNode(`row ${row.story ? "story" : "quiet"} ${row.change}`);
    made.dataset.row = row.r;
    row.cells.forEach((cell, i) => {
      const inside = node("div", `cell ${i ? "other" : "base"} is-${cell.s}`);
      inside.setAttribute("role", "cell");
      fillCell(inside, cell, columns[i], columns.length - 1);
      made.append(inside);
    });
    row.node = made;
    return made;
  }

  makeBar() {
    const bar = node("div", "bar");
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "What is shown");
    this.switches = SWITCHES.map((one) => {
      const button = node("button", "switch", one.text);
      button.type = "button";
      button.dataset.key = one.key;
      button.addEventListener("click", () => this.turn(one.key));
      bar.append(button);
      return button;
    });
    this.steps = [this.makeSteps()];
    bar.append(this.steps[0]);
    return bar;
  }

  makeSteps() {
    const made = node("div", "steps");
    for (const [by, text] of [[-1, "Previous"], [1, "Next"]]) {
      const button = node("button", "step", text);
      button.type = "button";
      button.setAttribute("aria-label", `${text} place`);
      button.addEventListener("click", () => step(this, by));
      made.append(button);
    }
    const where = node("span", "where");
    where.setAttribute("role", "status");
    made.append(where);
    return made;
  }

  makeLegend() {
    const made = node("p", "legend");
    const base = this.content.columns[0].label;
    const others = this.content.columns.length > 2 ? "others differ here" : "the other differs here";
    made.append("Read against ", base, ": ", sample("ins", "added"), ", ", sample("del", "left out"), ", ", node("span", "reworded", "said differently"));
    made.append("; in it, ", node("span", "heat heat-2", "tinted"), `: ${others}.`);
    return made;
  }

  makeThumb() {
    const made = node("div", "thumb");
    const chips = node("div", "chips");
    chips.setAttribute("role", "group");
    chips.setAttribute("aria-label", "Version in sight");
    this.chips = this.content.columns.slice(1).map((column, i) => {
      const chip = node("button", "chip", column.label);
      chip.type = "button";
      chip.addEventListener("click", () => this.showColumn(i + 1));
      chips.append(chip);
      return chip;
    });
    this.steps.push(this.makeSteps());
    made.append(chips, this.steps[1]);
    return made;
  }

  showColumn(column) {
    this.column = column;
    this.chips.forEach((chip, i) => chip.setAttribute("aria-pressed", String(i + 1 === column)));
    for (const row of this.root.querySelectorAll(".row:not(.fold)")) {
      const cells = [...row.children];
      cells.forEach((cell, i) => cell.classList.toggle("shown", i === column));
      row.classList.toggle("void", cells[0].matches(".is-absent, .is-empty") && cells[column].matches(".is-absent, .is-empty"));
    }
    if (this.narrow.matches) this.fillNarrow(column);
  }

  fillNarrow(column) {
    for (const row of this.content.rows) {
      const cell = row.node.children[column];
      if (row.story && row.cells[column].s === "absent" && !cell.querySelector(".only-narrow")) {
        cell.append(...baseWords(row.cells[0], this.content.columns[0]));
      }
    }
  }

  followLabel(event) {
    const link = event.target.closest("a[data-row]");
    if (!link) return;
    event.preventDefault();
    goTo(this, [Number(link.dataset.row), null]);
  }

  turn(key) {
    this.look({ ...this.view, [key]: !this.view[key] });
    viewToAddress(this.view);
  }

  look(view) {
    this.view = view;
    if (!this.content) return;
    for (const row of this.content.rows) row.open = false;
    fold(this);
    this.applyView();
  }

  applyView() {
    this.root.classList.toggle("no-type", !this.view.typography);
    this.root.classList.toggle("no-marks", !this.view.marks);
    for (const button of this.switches) {
      const key = button.dataset.key;
      button.setAttribute("aria-pressed", String(key === "only" ? this.view.only : !this.view[key]));
    }
  }

  tell() {
    const { places, at, about } = this.tour;
    const many = plural(places.length, "place", "places");
    const step = places.length === 1 ? "" : `${at + 1} of ${many}`;
    const rows = plural(places.length, "paragraph", "paragraphs");
    const text = at < 0 ? `${rows} where the versions differ` : [step, about].filter(Boolean).join(": ") || many;
    for (const steps of this.steps) {
      steps.querySelector(".where").textContent = text;
      steps.querySelector(".where").title = text;
    }
  }

  fit() {
    if (!this.content) return;
    this.root.style.setProperty("--bar", `${this.root.querySelector(".bar").offsetHeight}px`);
    const sideways = !this.narrow.matches && this.root.clientWidth < COLUMN_PX * this.content.columns.length;
    this.root.classList.toggle("sideways", sideways);
    if (sideways) {
      this.scroller.tabIndex = 0;
      this.scroller.setAttribute("role", "region");
      this.scroller.setAttribute("aria-label", "Versions side by side, scrolls sideways");
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) this.scroller.removeAttribute(name);
    }
  }
}

// A mark for the legend: looks like one, without the hidden words.
function sample(tag, text) {
  const made = node("span", `sample ${tag}`);
  made.append(node("span", "tie", text));
  return made;
}

function group(name) {
  const made = node("div", name);
  made.setAttribute("role", "rowgroup");
  return made;
}

function rowNode(name) {
  const made = node("div", name);
  made.setAttribute("role", "row");
  return made;
}

function viewFromAddress() {
  const address = new URLSearchParams(window.location.search);
  const given = Object.fromEntries(SWITCHES.map((one) => [one.key, address.get(one.address) === one.value]));
  return { only: given.only, typography: given.typography, furniture: given.furniture, marks: !given.marks };
}

function viewToAddress(view) {
  const url = new URL(window.location.href);
  const given = { ...view, marks: !view.marks };
  for (const one of SWITCHES) {
    if (given[one.key]) url.searchParams.set(one.address, one.value);
    else url.searchParams.delete(one.address);
  }
  if (url.href !== window.location.href) window.history.replaceState(window.history.state, "", url);
}
