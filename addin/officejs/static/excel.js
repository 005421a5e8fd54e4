// What the pane and the ribbon do in the workbook. Book scripts run on the server; xlwings' own page script, which the
// server brings, reads the book for them and carries out what they answer.

const told = globalThis.utenfor;

// Resolves to true in Excel, false in a plain browser or when office.js never answers.
export const inExcel = new Promise((resolve) => {
  if (!globalThis.Office) resolve(false);
  else Office.onReady((info) => resolve(info?.host === Office.HostType?.Excel && Boolean(globalThis.Excel)));
});

// Put a formula in the selected cell, which must be empty. The formula is in Excel's stored form: English, commas.
export async function insertFormula(formula) {
  return Excel.run(async (context) => {
    const range = context.workbook.getSelectedRange().getCell(0, 0).load("values,address");
    await context.sync();
    if (range.values[0][0] !== "") {
      throw new Error(`Det står noe i ${range.address} fra før. Marker en tom celle.`);
    }
    range.formulas = [[formula]];
    await context.sync();
    return `Formelen er satt inn i ${range.address}.`;
  });
}

// Run a book script by name: only the active sheet's cells are sent. Returns its message.
export async function runScript(name, ...given) {
  const xlwings = await import("/xlwings/static/custom-scripts/index.js").then(() => globalThis.xlwings);
  return Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet().load("name");
    await context.sync();
    const book = await xlwings.getBookData({ include: sheet.name }, context);
    const answer = await told.post(`/xlwings/custom-scripts-call/${name}`, { ...book, args: given });
    await xlwings.runActions(answer, context);
    return answer.message ?? "Ferdig.";
  });
}

// Connect the ribbon's buttons; what a script says is shown in the pane.
export function connectRibbon(show) {
  for (const name of told.ribbon) {
    Office.actions.associate(name, async (event) => {
      try {
        show(await runScript(name), false);
      } catch (problem) {
        show(problem.message, true);
        await Office.addin?.showAsTaskpane?.();
      } finally {
        event.completed();
      }
    });
  }
}
