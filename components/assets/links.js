// What lists of places are made of: nodes whose text is set as text, links that tell the reader where to go, a button for the rest.

function node(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

// A number and its unit stay on one line.
function tied(text) {
  return text.replace(/(\d) (%|words?|passages?|lines?)/gu, "$1\u00a0$2");
}

function link(text, places, about, name) {
  const made = node("a", "go", tied(text));
  made.href = `#row-${places[0][0]}`;
  made.addEventListener("click", (event) => {
    event.preventDefault();
    window.dispatchEvent(new CustomEvent("twicetold:go", { detail: { places, about, name } }));
  });
  return made;
}

// One small link for each of several places, the first few of them.
const MOST_NUMBERS = 9;

function numbers(places, about, name) {
  const made = node("span", "numbers");
  places.slice(0, MOST_NUMBERS).forEach((place, i) => {
    const away = link(String(i + 1), [place], about, name);
    away.setAttribute("aria-label", `Place ${i + 1} of ${places.length}`);
    made.append(i ? " " : "", away);
  });
  if (places.length > MOST_NUMBERS) made.append(` of ${places.length}`);
  return made;
}

// A button that shows all of a list, or its first few again.
function more(items, list, make, few) {
  const button = node("button", "more", `Show all ${items.length}`);
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") === "true";
    const shown = open ? items.slice(0, few) : items;
    list.replaceChildren(...shown.map(make));
    button.setAttribute("aria-expanded", String(!open));
    button.textContent = open ? `Show all ${items.length}` : `Show the first ${few}`;
    if (!open) list.children[few].querySelector("a")?.focus();
  });
  return button;
}
