// The task pane: a form, the figures the server gives for it, and what can be put in the sheet. Works without Excel too.

import { chart } from "./chart.js";
import { connectRibbon, inExcel, insertFormula, runScript } from "./excel.js";

const told = globalThis.utenfor;
const find = (id) => document.getElementById(id);
const kroner = (value) => new Intl.NumberFormat("nb-NO", { maximumFractionDigits: 0 }).format(value);
const NUMBERS = ["count", "rate", "cost", "age"];
let choices = null;
let shown = null; // the last answer, and the form it answers

const say = (id, text, failed = false) => {
  find(id).textContent = text;
  find(id).classList.toggle("failed", failed);
};

// «0,1», «10 %» and «7 500» are numbers; anything else is sent as it is, and the server says what is wrong.
function number(text) {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  if (plain === "") return null;
  const share = plain.endsWith("%");
  const value = Number(share ? plain.slice(0, -1) : plain);
  if (!Number.isFinite(value)) return text;
  return share ? Number((value / 100).toPrecision(15)) : value;
}

function formContent() {
  const values = Object.fromEntries(new FormData(find("form")));
  for (const name of NUMBERS) values[name] = number(values[name]);
  values.horizon = values.horizon === "" ? null : Number(values.horizon);
  const place = values.municipality.trim();
  const picked = choices?.municipalities.find((one) => optionText(one) === place);
  values.municipality = picked ? picked.number : place;
  return values;
}

const optionText = (one) => `${one.name} (${one.number})`;

function fillChoices() {
  const option = (value, text) => Object.assign(document.createElement("option"), { value, textContent: text });
  find("municipalities").append(...choices.municipalities.map((one) => option(optionText(one), one.county)));
  find("group").append(...choices.groups.map((one) => option(one.id, one.label)));
  find("preset").append(...choices.presets.map((one) => option(one, one[0].toUpperCase() + one.slice(1))));
  find("level").append(...choices.levels.map((one) => option(one.id, one.label)));
  find("level").value = choices.levels.at(-1).id;
  sayAges();
}

function sayAges() {
  const group = choices.groups.find((one) => one.id === find("group").value);
  const [first, last, usual] = group.ages;
  find("age-help").textContent = `Alder: ${first}–${last} år. Tomt gir ${usual} år.`;
}

function showErrors(fields) {
  for (const field of document.querySelectorAll("#form [name]")) {
    const text = fields[field.name] ?? "";
    find(`${field.name}-error`).textContent = text;
    if (text) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  const first = document.querySelector('#form [aria-invalid="true"]');
  if (first?.closest("details")) first.closest("details").open = true;
  first?.focus();
}

const cell = (tag, text, number = false) => {
  const made = document.createElement(tag);
  made.textContent = text;
  if (number) made.className = "number";
  if (tag === "th") made.scope = "col";
  return made;
};

const row = (...cells) => {
  const made = document.createElement("tr");
  made.append(...cells);
  return made;
};

const rowHead = (text) => Object.assign(cell("th", text), { scope: "row" });

function show(answer) {
  const { years, levels, formula } = answer;
  const title = `Stolper: kroner spart per år, ${years[0]}–${years.at(-1)}, ett felt per nivå. Tallene står i tabellen.`;
  find("chart").replaceChildren(chart(years, levels, title));
  find("chart-caption").replaceChildren(...levels.map((one, at) => {
    const made = document.createElement("span");
    made.append(Object.assign(document.createElement("i"), { className: `level-${at}` }), one.name);
    return made;
  }));
  find("summary").tBodies[0].replaceChildren(
    ...levels.map((one) => row(rowHead(one.name), cell("td", kroner(one.present), true))),
  );
  const total = levels.reduce((sum, one) => sum + one.present, 0);
  find("summary").tFoot.replaceChildren(
    row(rowHead("Alle nivåer"), cell("td", kroner(total), true)),
    row(rowHead("Kostnad, betalt av kommunen"), cell("td", kroner(answer.cost), true)),
    row(rowHead("Netto for kommunen"), cell("td", kroner(answer.own_net), true)),
    row(rowHead("Netto for alle"), cell("td", kroner(answer.net), true)),
  );
  find("by-year").tHead.replaceChildren(
    row(cell("th", "År"), ...levels.map((one) => cell("th", one.name, true)), cell("th", "Sum", true)),
  );
  find("by-year").tBodies[0].replaceChildren(...years.map((year, at) => {
    const flows = levels.map((one) => one.flows[at]);
    const sum = flows.reduce((all, one) => all + one, 0);
    return row(rowHead(year), ...[...flows, sum].map((one) => cell("td", kroner(one), true)));
  }));
  find("basis").textContent = answer.basis;
  find("formula").textContent = formula.shown;
  const level = choices.levels.find((one) => one.id === formula.level).label.toLowerCase();
  const table = formula.neutral ? "Tabellen også." : `Tabellen gjelder ${answer.place}.`;
  find("formula-note").textContent =
    `Formelen regner for en nøytral kommune (arbeidsgiveravgift sone 1) og gir ${kroner(formula.value)} kr ` +
    `(${level}). ${table}`;
  find("results").hidden = false;
}

async function calculate(event) {
  event?.preventDefault();
  say("status", "Regner …");
  const content = formContent();
  try {
    const answer = await told.post("/panel/savings", content);
    shown = { answer, content };
    showErrors({});
    show(answer);
    say("status", `Regnet for ${answer.place}.`);
    say("insert-status", "");
  } catch (problem) {
    find("results").hidden = true;
    const fields = problem.fields ?? {};
    const count = Object.keys(fields).length;
    showErrors(fields);
    const several = count === 1 ? "Ett felt må rettes." : `${count} felt må rettes.`;
    say("status", count ? several : problem.message, true);
  }
}

async function insert(task) {
  if (!(await inExcel)) {
    say("insert-status", "Ikke satt inn: panelet er ikke åpnet i Excel.", true);
    return;
  }
  try {
    say("insert-status", await task());
  } catch (problem) {
    say("insert-status", problem.message, true);
  }
}

function listCellErrors() {
  const items = [...told.cellErrors].reverse().map(([address, { code, explanation }]) => {
    const made = document.createElement("li");
    made.textContent = `${address ?? "En celle"}: ${code}. ${explanation}`;
    return made;
  });
  find("cell-errors").replaceChildren(...items);
  find("no-errors").hidden = items.length > 0;
}

// Excel has its own theme, which the browser's setting does not follow.
function followTheme() {
  const ground = globalThis.Office?.context?.officeTheme?.bodyBackgroundColor;
  if (!/^#[0-9a-f]{6}$/i.test(ground ?? "")) return;
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(ground.slice(at, at + 2), 16));
  document.documentElement.dataset.theme = red * 0.299 + green * 0.587 + blue * 0.114 < 128 ? "dark" : "light";
}

async function start() {
  find("form").addEventListener("submit", calculate);
  find("form").addEventListener("input", () => {
    if (!find("results").hidden) say("status", "Endret. Trykk «Regn ut» for å oppdatere tallene under.");
  });
  find("insert-formula").addEventListener("click", () => insert(() => insertFormula(shown.answer.formula.stored)));
  find("insert-table").addEventListener("click", () => insert(() => runScript("insert_table", shown.content)));
  find("copy-formula").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(shown.answer.formula.shown);
      say("insert-status", "Formelen er kopiert.");
    } catch {
      getSelection().selectAllChildren(find("formula"));
      say("insert-status", "Formelen er markert. Kopier den med Ctrl+C.");
    }
  });
  globalThis.addEventListener("utenfor-cell-errors", listCellErrors);
  try {
    choices = await (await fetch("/panel/choices")).json();
  } catch {
    say("status", "Fikk ikke svar fra Utenfor-serveren. Er den startet? Last panelet på nytt.", true);
    return;
  }
  fillChoices();
  find("group").addEventListener("change", sayAges);
  inExcel.then((here) => {
    if (!here) {
      find("no-excel").hidden = false;
      for (const id of ["insert-formula", "insert-table"]) find(id).setAttribute("aria-disabled", "true");
      return;
    }
    followTheme();
    connectRibbon((text, failed) => say("insert-status", text, failed));
  });
  await calculate();
}

start();
