// The worksheet functions in Excel: each posts its cells to the server and gives back numbers, texts and Excel's own
// errors. Loaded by Excel as the add-in's script and by the task pane; both are one page (shared runtime).
// `globalThis.utenfor` (functions, sign_in, prefix) is written above this by the server.

(() => {
  const told = globalThis.utenfor;
  const KEPT_ERRORS = 50;
  const SERVER_SILENT = "Fikk ikke svar fra Utenfor-serveren. Er den startet? Prøv igjen med F9.";
  told.cellErrors = new Map(); // address -> { code, explanation }, the newest last

  told.token = async () => {
    if (!told.sign_in) return {};
    const token = await Office.auth.getAccessToken({ allowSignInPrompt: true, allowConsentPrompt: true });
    return { Authorization: `Bearer ${token}` };
  };

  // Post JSON and return the answer; a refusal becomes an Error with the server's Norwegian text and form fields.
  told.post = async (path, content) => {
    let response;
    try {
      const headers = { "Content-Type": "application/json", ...(await told.token()) };
      response = await fetch(path, { method: "POST", headers, body: JSON.stringify(content) });
    } catch (problem) {
      throw Object.assign(new Error(SERVER_SILENT), { cause: problem });
    }
    const answer = await response.json().catch(() => ({ detail: SERVER_SILENT }));
    if (response.ok) return answer;
    const reference = answer.reference && response.status === 500 ? ` Referanse: ${answer.reference}.` : "";
    throw Object.assign(new Error(`${answer.detail}${reference}`), { fields: answer.fields ?? {} });
  };

  const remember = (address, code, explanation) => {
    told.cellErrors.delete(address);
    told.cellErrors.set(address, { code, explanation });
    if (told.cellErrors.size > KEPT_ERRORS) told.cellErrors.delete(told.cellErrors.keys().next().value);
    globalThis.dispatchEvent?.(new Event("utenfor-cell-errors"));
  };

  // Excel shows the message of #VALUE! and #N/A only; the pane lists all of them. #REF!, #NAME? and the newer kinds
  // cannot be custom-function errors, so they leave as error values of Excel's data types.
  const CODES = {
    "#VALUE!": "invalidValue", "#N/A": "notAvailable", "#NUM!": "invalidNumber", "#DIV/0!": "divisionByZero",
    "#NULL!": "nullReference",
  };
  const TYPES = {
    "#REF!": "Ref", "#NAME?": "Name", "#SPILL!": "Spill", "#CALC!": "Calc", "#FIELD!": "Field",
    "#BLOCKED!": "Blocked", "#CONNECT!": "Connect", "#GETTING_DATA": "GettingData",
  };
  const excelError = ({ error, explanation }) =>
    error in CODES || !(error in TYPES)
      ? new CustomFunctions.Error(CustomFunctions.ErrorCode[CODES[error] ?? "invalidValue"], explanation)
      : { type: "Error", basicType: "Error", basicValue: error, errorType: TYPES[error] };

  const toExcel = (rows, address) => {
    const first = rows.flat().find((cell) => cell?.error);
    if (first) remember(address, first.error, first.explanation);
    else if (told.cellErrors.delete(address)) globalThis.dispatchEvent?.(new Event("utenfor-cell-errors"));
    const cells = rows.map((row) => row.map((cell) => (cell?.error ? excelError(cell) : cell)));
    if (cells.length === 1 && cells[0].length === 1 && cells[0][0] instanceof CustomFunctions.Error) throw cells[0][0];
    return cells;
  };

  told.call = async (name, ...given) => {
    const invocation = given.pop();
    const address = invocation?.address ?? null;
    const body = { client: "Office.js", func_name: told.prefix + name, args: given, caller_address: address };
    let answer;
    try {
      answer = await told.post("/xlwings/custom-functions-call", body);
    } catch (problem) {
      remember(address, "#VALUE!", problem.message);
      throw new CustomFunctions.Error(CustomFunctions.ErrorCode.invalidValue, problem.message);
    }
    return toExcel(answer.result, address);
  };

  const associate = () => {
    for (const name of told.functions) {
      CustomFunctions.associate(name, (...given) => told.call(name, ...given));
    }
  };
  if (globalThis.CustomFunctions) associate();
  else globalThis.Office?.onReady(() => globalThis.CustomFunctions && associate());
})();
