// The colours of desk.css for what is drawn on a canvas, and word when the theme changes. The style sheet alone says them.

const probe = document.createElement("span");

/** A colour of the style sheet (`ink("map-land")`) as the theme has it now, more transparent by a factor if told. */
export function ink(name: string, opacity = 1): string {
  if (!probe.isConnected) {
    probe.hidden = true;
    document.body.append(probe);
  }
  probe.style.color = `var(--${name})`;
  const [red, green, blue, alpha = 1] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
  return `rgba(${red}, ${green}, ${blue}, ${alpha * opacity})`;
}

/** Stripes of two colours: what is contested is told by more than a colour. */
export function hatch(ground: string, stripes: string): CanvasPattern {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 6;
  const pen = tile.getContext("2d")!;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, 6, 6);
  pen.strokeStyle = stripes;
  pen.lineWidth = 1.5;
  for (const x of [-6, 0, 6]) {
    pen.beginPath();
    pen.moveTo(x, 6);
    pen.lineTo(x + 6, 0);
    pen.stroke();
  }
  return pen.createPattern(tile, "repeat")!;
}

/** How many colours of sides there are (`--side-0`…), the last for the rest. */
export const SIDES = 8;

/** Calls back whenever the reader or the system changes the theme. */
export function onTheme(changed: () => void): void {
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}
