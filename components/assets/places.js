// Which rows are folded away, and how a place is found again: unfold it, bring it into sight, outline it, give it the focus.

function hiddenBecause(row, view) {
  if (!row.story) return view.furniture ? "" : "furniture";
  if (!view.only || row.change === "substantive") return "";
  return row.change === "cosmetic" && view.typography ? "" : "same";
}

function plural(number, one, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

function foldText(kind, run) {
  const paragraphs = run.reduce((sum, row) => sum + row.paragraphs, 0);
  if (kind === "furniture") return `${plural(paragraphs, "line", "lines")} of page furniture set aside`;
  const words = run.reduce((sum, row) => sum + row.words, 0);
  return `${plural(paragraphs, "unchanged paragraph", "unchanged paragraphs")}, ${plural(words, "word", "words")}`;
}

function foldRow(kind, run, columns, open) {
  const made = node("div", "row fold");
  made.setAttribute("role", "row");
  const cell = node("div", "cell");
  cell.setAttribute("role", "cell");
  cell.setAttribute("aria-colspan", columns);
  const button = node("button", "unfold", foldText(kind, run));
  button.type = "button";
  button.append(node("span", "act", "show"));
  button.addEventListener("click", () => open(run));
  cell.append(button);
  made.append(cell);
  return made;
}

// Hides rows by the view and puts one line in the place of each run of them.
function fold(reader) {
  for (const line of reader.body.querySelectorAll(":scope > .fold")) line.remove();
  let run = [];
  let kind = "";
  const close = () => {
    if (run.length) {
      const line = foldRow(kind, run, reader.content.columns.length, (rows) => unfold(reader, rows));
      run[0].node.before(line);
    }
    run = [];
  };
  for (const row of reader.content.rows) {
    const because = row.open ? "" : hiddenBecause(row, reader.view);
    if (because !== kind) close();
    kind = because;
    row.node.hidden = because !== "";
    if (because) run.push(row);
  }
  close();
}

function unfold(reader, rows) {
  for (const row of rows) row.open = true;
  fold(reader);
  const first = rows[0].node;
  first.tabIndex = -1;
  first.focus({ preventScroll: true });
}

function isChanged(cell) {
  return cell.querySelector("ins, del, .slot, .label") !== null;
}

// On a narrow screen one version is in sight: the one that is read, or the first that differs in this row.
function seeColumn(reader, row) {
  if (!reader.narrow.matches || isChanged(row.node.children[reader.column])) return;
  const other = [...row.node.children].findIndex((cell, i) => i > 0 && isChanged(cell));
  if (other > 0) reader.showColumn(other);
}

function seeTypography(reader, row) {
  const marks = row.node.querySelectorAll(".type");
  if (marks.length && !row.node.querySelector("ins, del, .slot") && !reader.view.typography) reader.turn("typography");
}

function inSight(element) {
  return element.getClientRects().length > 0;
}

function partsOf(row, passage) {
  if (passage === null) return [];
  const parts = [...row.node.querySelectorAll(`[data-passage="${passage}"]`)];
  return parts.length ? [...parts, ...row.node.querySelectorAll(".slot")] : [];
}

function goTo(reader, [rowNumber, passage]) {
  const row = reader.content.rows.find((one) => one.r === rowNumber);
  if (!row) return;
  if (!reader.view.marks) reader.turn("marks");
  seeTypography(reader, row);
  if (row.node.hidden) {
    row.open = true;
    fold(reader);
  }
  seeColumn(reader, row);
  for (const old of reader.root.querySelectorAll(".here")) old.classList.remove("here");
  const parts = partsOf(row, passage).filter(inSight);
  const targets = parts.length ? parts : [row.node];
  for (const part of targets) part.classList.add("here");
  targets[0].tabIndex = -1;
  targets[0].focus({ preventScroll: true });
  // Rows out of sight have guessed heights; the second look comes after those near the place have real ones.
  targets[0].scrollIntoView({ block: "center", inline: "nearest" });
  requestAnimationFrame(() => targets[0].scrollIntoView({ block: "center", inline: "nearest" }));
}

// Steps through the places of a link, and past its last one through every row that differs, from there on.
function step(reader, by) {
  let { places, at, about } = reader.tour;
  if (about && at >= 0 && !places[at + by]) {
    const here = reader.content.rows.findIndex((row) => row.r === places[at][0]);
    reader.tour = everyChange(reader.content);
    places = reader.tour.places;
    const order = places.map(([r]) => reader.content.rows.findIndex((row) => row.r === r));
    at = by > 0 ? order.findLastIndex((row) => row <= here) : order.findIndex((row) => row >= here);
    if (by < 0 && at < 0) at = places.length;
  } else if (at < 0 && by < 0) {
    at = places.length;
  }
  if (!places.length) return;
  reader.tour.at = (at + by + places.length) % places.length;
  goTo(reader, places[reader.tour.at]);
  reader.tell();
}

// `name` is the version that the link speaks of: on a narrow screen it is the one to be seen. `show` is a switch of the
// view that has to be on for the places to be seen.
function startTour(reader, wanted) {
  const { places, about, name, show } = wanted;
  // A link may be used while the page that it belongs to is still on its way.
  if (!reader.content.rows.some((row) => row.r === places[0][0])) {
    reader.awaited = wanted;
    return;
  }
  const column = reader.content.columns.findIndex((one, i) => i > 0 && one.label === name);
  if (column > 0) reader.showColumn(column);
  if (show && !reader.view[show]) reader.turn(show);
  const same = reader.tour.about === about && reader.tour.places.length === places.length;
  const next = same && reader.tour.at + 1 < places.length ? reader.tour.at : -1;
  reader.tour = { places, about, at: next };
  step(reader, 1);
}

function everyChange(content) {
  const places = content.rows.filter((row) => row.change === "substantive").map((row) => [row.r, null]);
  return { places, about: "", at: -1 };
}
