// A chart of stacked bars: kroner by year, one colour a level, gains above zero and losses below.

const NS = "http://www.w3.org/2000/svg";
const SIZE = { width: 320, height: 210, left: 46, right: 4, top: 16, bottom: 22 };

const element = (name, attributes, text) => {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
};

// A round step for about `count` lines between low and high.
export function step(low, high, count = 4) {
  const rough = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough);
}

// The unit that keeps the labels short, and how a value is written in it.
export function unit(largest) {
  const [divisor, name] = largest >= 2e6 ? [1e6, "mill. kr"] : largest >= 2e3 ? [1e3, "1 000 kr"] : [1, "kr"];
  const format = new Intl.NumberFormat("nb-NO", { maximumFractionDigits: 1 });
  return { name, write: (value) => format.format(value / divisor) };
}

// Returns an SVG element. `levels`: [{ name, flows }], kroner by year, in the order of the legend.
export function chart(years, levels, title) {
  const above = years.map((_, at) => levels.reduce((sum, one) => sum + Math.max(0, one.flows[at]), 0));
  const below = years.map((_, at) => levels.reduce((sum, one) => sum + Math.min(0, one.flows[at]), 0));
  const gap = step(Math.min(0, ...below), Math.max(0, ...above));
  const low = Math.floor(Math.min(0, ...below) / gap) * gap;
  const high = Math.max(Math.ceil(Math.max(0, ...above) / gap), low === 0 ? 1 : 0) * gap;
  const inner = SIZE.height - SIZE.top - SIZE.bottom;
  const y = (value) => SIZE.top + (inner * (high - value)) / (high - low);
  const band = (SIZE.width - SIZE.left - SIZE.right) / years.length;
  const labels = unit(Math.max(high, -low));

  const svg = element("svg", { viewBox: `0 0 ${SIZE.width} ${SIZE.height}`, role: "img", "aria-label": title });
  svg.append(element("text", { x: 0, y: 10 }, labels.name));
  for (let value = low; value <= high + gap / 2; value += gap) {
    const zero = Math.abs(value) < gap / 2;
    svg.append(element("line", {
      x1: SIZE.left, x2: SIZE.width - SIZE.right, y1: y(value), y2: y(value), class: zero ? "zero" : "grid",
    }));
    const label = zero ? "0" : labels.write(value);
    svg.append(element("text", { x: SIZE.left - 5, y: y(value) + 4, "text-anchor": "end" }, label));
  }
  years.forEach((year, at) => {
    let up = 0, down = 0;
    levels.forEach((level, number) => {
      const value = level.flows[at];
      if (!value) return;
      const from = value > 0 ? up : down;
      if (value > 0) up += value; else down += value;
      svg.append(element("rect", {
        x: SIZE.left + band * at + band * 0.12, width: band * 0.76, class: `level-${number}`,
        y: Math.min(y(from), y(from + value)), height: Math.abs(y(from) - y(from + value)),
      }));
    });
    const every = Math.max(1, Math.ceil(years.length / 5));
    if (at % every === 0) {
      svg.append(element("text", {
        x: SIZE.left + band * (at + 0.5), y: SIZE.height - 6, "text-anchor": "middle",
      }, year));
    }
  });
  return svg;
}
