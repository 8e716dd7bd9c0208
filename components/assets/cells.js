// Cells of the reader as nodes. Texts are set as text, never as markup; white space that opens a segment stands outside its
// mark, and a word left out and the word added for it never touch.

const LONGEST_TIE = 24;

function node(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function splitGap(text) {
  const rest = text.trimStart();
  return [text.slice(0, text.length - rest.length), rest];
}

// A mark with the words for those who do not see it: “left out: …”, “added: …”.
function mark(tag, text, words, whole, letters) {
  // A sign before a figure would read as plus or minus.
  const figure = /^[\p{N}\p{Sc}]/u.test(text) ? "figure" : "";
  const made = node(tag, whole ? "whole" : figure);
  // The sign before the mark hangs on its first word, so that no line ends with a bare sign.
  const end = text.search(/\s/);
  const first = end < 0 ? text : text.slice(0, end);
  const tied = first.length <= LONGEST_TIE;
  const tie = node("span", "tie", tied ? first : "");
  const rest = tied ? text.slice(first.length) : text;
  if (letters && end < 0) {
    tie.textContent = "";
    (tied ? tie : made).append(lettered(text, letters));
    made.prepend(node("span", "unseen", `${words}: `), tied ? tie : "");
    return made;
  }
  made.append(node("span", "unseen", `${words}: `), tie, rest);
  return made;
}

// One word with the letters set off in which it differs; spans are of code points.
function lettered(text, spans) {
  const made = document.createDocumentFragment();
  const points = Array.from(text);
  let at = 0;
  for (const [start, end] of spans) {
    made.append(points.slice(at, start).join(""), node("span", "letter", points.slice(start, end).join("")));
    at = end;
  }
  made.append(points.slice(at).join(""));
  return made;
}

// Appends one segment. `state.glue` is the last character so far when it belongs to words that were left out.
function addSegment(target, [op, text, base, heat, letters], whole, state) {
  if (op === "omitted" || op === "replaced") {
    const [gap, gone] = splitGap(base);
    if (gone) {
      if (gap || state.glue) target.append(node("span", "gap", gap || " "));
      const struck = gone.trimEnd();
      target.append(mark("del", struck, "left out", whole, letters && letters[0]));
      state.glue = struck.at(-1);
      if (struck !== gone) {
        target.append(node("span", "gap", " "));
        state.glue = "";
      }
    }
    if (!text) return;
  }
  const [gap, own] = splitGap(text);
  const joined = state.glue && !gap && own && (op !== "same" || /[\p{L}\p{N}]/u.test(own[0]));
  if (joined) target.append(node("span", "gap", " "));
  if (gap) target.append(gap);
  state.glue = "";
  if (!own) return;
  if (op === "added" || op === "replaced") target.append(mark("ins", own, "added", whole, letters && letters[1]));
  else if (op === "cosmetic") target.append(cosmetic(own, base));
  else if (heat) target.append(warm(own, heat, state.others));
  else target.append(own);
}

function cosmetic(own, base) {
  const made = node("span", "type", own);
  made.title = own === base.trim() ? "spaced differently" : `typography only; there: ${base.trim()}`;
  return made;
}

function warm(own, heat, others) {
  const level = others === 1 ? 1 : Math.min(3, Math.ceil((3 * heat) / others));
  const made = node("span", `heat heat-${level}`, own);
  made.title = others === 1 ? "differs in the other version" : `${heat} of ${others} other versions differ here`;
  return made;
}

function label(entry, tag = "p") {
  const made = node(tag, `label ${entry.k}`);
  if (entry.k === "moved" || entry.k === "elsewhere") {
    const away = node("a", "", entry.t);
    away.href = `#row-${entry.r}`;
    away.dataset.row = entry.r;
    made.append(away);
  } else {
    made.textContent = entry.t;
  }
  made.dir = "ltr";
  return made;
}

function block(entry, state) {
  const made = node("span", `passage ${entry.k}`);
  made.dataset.passage = entry.p;
  if (entry.l) {
    if (state.glue) made.append(" ");
    made.append(label(entry.l, "span"), " ");
    state.glue = "";
  }
  if (entry.differently) addReworded(made, entry.s, state);
  else for (const segment of entry.s) addSegment(made, segment, entry.whole, state);
  return made;
}

// A passage that says it in other words is not struck through word by word: the base's words stand beside it, and on a narrow
// screen below it.
function addReworded(target, segments, state) {
  const [gap, own] = splitGap(segments.map((segment) => segment[1]).join(""));
  if (state.glue && !gap) target.append(" ");
  state.glue = "";
  const made = node("span", "reworded");
  made.append(node("span", "unseen", "said differently: "), own);
  const there = node("span", "there only-narrow", segments.map((segment) => segment[2]).join("").trim());
  there.prepend(node("span", "unseen", " there: "));
  target.append(gap, made, there);
}

function paragraph(entry, column, others) {
  const made = node("p", entry.n ? "text" : "text furniture");
  made.dir = "auto";
  if (column.lang) made.lang = column.lang;
  if (entry.n) {
    const number = node("span", "number", String(entry.n));
    number.setAttribute("aria-hidden", "true");
    made.append(number);
  }
  const state = { glue: "", others };
  for (const one of entry.b) made.append(block(one, state));
  if (entry.why) {
    made.title = `${entry.why}`;
    made.append(node("span", "why", ` (${entry.why})`));
  }
  return made;
}

function slot(cell, column) {
  const made = node("p", "slot");
  made.dir = "ltr";
  const name = node("bdi", "outlet", column.label);
  const size = cell.w ? ` (${cell.w})` : "";
  if (cell.apart) made.append("Not found in ", name, size);
  else made.append(name, ` does not have this${size}`);
  return made;
}

function fillCell(made, cell, column, others) {
  for (const entry of cell.l || []) made.append(label(entry));
  if (cell.s === "absent") made.append(slot(cell, column));
  for (const entry of cell.p || []) made.append(paragraph(entry, column, others));
  if (!made.childNodes.length) made.append(node("span", "unseen", "nothing here"));
}

// What the base says where this version has nothing: on a narrow screen the base's column is not in sight.
function baseWords(baseCell, column) {
  return (baseCell.p || []).map((entry) => {
    const made = node("p", "text only-narrow");
    made.dir = "auto";
    if (column.lang) made.lang = column.lang;
    const words = entry.b.map((one) => one.s.map((segment) => segment[1]).join("")).join("");
    made.append(mark("del", words.trim(), "left out", true));
    return made;
  });
}
