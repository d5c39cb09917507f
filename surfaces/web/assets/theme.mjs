// Makes the colour scales of the theme. Every step aims at a luminance, so that the contrast between
// steps holds for every hue: text steps on background steps pass WCAG AA, border-default passes 3:1.

const LIGHT = {
  'background-default': 0.935, 'background-tinted': 0.88, 'surface-default': 1, 'surface-tinted': 0.82,
  'surface-hover': 0.72, 'surface-active': 0.62, 'border-subtle': 0.66, 'border-default': 0.2,
  'border-strong': 0.11, 'text-subtle': 0.105, 'text-default': 0.022,
};
const DARK = {
  'background-default': 0.0095, 'background-tinted': 0.0145, 'surface-default': 0.0185, 'surface-tinted': 0.027,
  'surface-hover': 0.037, 'surface-active': 0.055, 'border-subtle': 0.06, 'border-default': 0.21,
  'border-strong': 0.38, 'text-subtle': 0.40, 'text-default': 0.84,
};

// hue and chroma of each colour; `base` is the luminance of the filled colour in light and dark.
const COLOURS = {
  accent: { hue: 205, chroma: 0.066, base: [0.062, 0.34], tint: 0.17 },
  brand: { hue: 27, chroma: 0.155, base: [0.085, 0.26], tint: 0.22 },
  gold: { hue: 82, chroma: 0.105, base: [0.33, 0.45], tint: 0.5 },
  neutral: { hue: 78, chroma: 0.012, base: [0.025, 0.7], tint: 0.9, darkHue: 205, inkText: true },
  info: { hue: 235, chroma: 0.1, base: [0.1, 0.34], tint: 0.3 },
  success: { hue: 152, chroma: 0.11, base: [0.11, 0.36], tint: 0.3 },
  warning: { hue: 70, chroma: 0.12, base: [0.42, 0.5], tint: 0.4 },
  danger: { hue: 22, chroma: 0.17, base: [0.1, 0.3], tint: 0.24 },
};

const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const gamma = (c) => (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055);

function oklchToLinear(l, c, h) {
  const a = c * Math.cos((h * Math.PI) / 180), b = c * Math.sin((h * Math.PI) / 180);
  const l_ = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m_ = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s_ = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l_ - 3.3077115913 * m_ + 0.2309699292 * s_,
    -1.2684380046 * l_ + 2.6097574011 * m_ - 0.3413193965 * s_,
    -0.0041960863 * l_ - 0.7034186147 * m_ + 1.707614701 * s_,
  ];
}
const luminance = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const inGamut = (rgb) => rgb.every((v) => v >= -0.0005 && v <= 1.0005);

/** The colour of that hue with exactly that luminance; chroma gives way when it does not fit sRGB. */
export function colour(hue, chroma, target) {
  for (let c = chroma; c >= 0; c -= 0.002) {
    let low = 0, high = 1.1;
    for (let i = 0; i < 40; i++) {
      const mid = (low + high) / 2;
      if (luminance(oklchToLinear(mid, c, hue)) < target) low = mid; else high = mid;
    }
    const rgb = oklchToLinear((low + high) / 2, c, hue);
    if (inGamut(rgb)) return hex(rgb);
  }
  return hex([target, target, target]);
}
const hex = (rgb) => '#' + rgb.map((v) => Math.round(gamma(Math.min(1, Math.max(0, v))) * 255).toString(16).padStart(2, '0')).join('');
const lumOf = (h) => luminance([1, 3, 5].map((i) => linear(parseInt(h.slice(i, i + 2), 16) / 255)));
export const contrast = (a, b) => { const [x, y] = [lumOf(a), lumOf(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };

function scale(name, { hue, chroma, base, tint, darkHue, inkText }, dark) {
  const h = dark && darkHue !== undefined ? darkHue : hue;
  const steps = dark ? DARK : LIGHT;
  const out = {};
  for (const [step, target] of Object.entries(steps)) {
    const strong = /text|border-default|border-strong/.test(step);
    let c = strong ? chroma : chroma * tint;
    if (dark && !strong) c = chroma * Math.max(tint, 0.45);
    let hh = h;
    if (inkText && !dark && /text/.test(step)) { hh = 215; c = 0.025; }
    out[step] = step === 'surface-default' && !dark ? '#ffffff' : colour(hh, c, target);
  }
  const b = dark ? base[1] : base[0];
  const toward = dark ? 1.25 : 0.74;
  out['base-default'] = colour(h, chroma, b);
  out['base-hover'] = colour(h, chroma, b * toward);
  out['base-active'] = colour(h, chroma, b * toward * toward);
  const white = contrast(out['base-default'], '#ffffff');
  out['base-contrast-default'] = white >= 4.5 ? '#ffffff' : colour(h, 0.02, 0.006);
  out['base-contrast-subtle'] = white >= 4.5 ? colour(h, chroma * 0.3, 0.8) : colour(h, 0.04, 0.02);
  return out;
}

/** All tokens of one colour scheme as CSS declarations. */
function scheme(dark) {
  const lines = [];
  for (const [name, spec] of Object.entries(COLOURS))
    for (const [step, value] of Object.entries(scale(name, spec, dark))) lines.push(`--ds-color-${name}-${step}:${value}`);
  lines.push(dark ? '--ds-color-focus-inner:#0b1214;--ds-color-focus-outer:#ffd48a' : '--ds-color-focus-inner:#ffffff;--ds-color-focus-outer:#14343a');
  lines.push(`color-scheme:${dark ? 'dark' : 'light'}`);
  return lines.join(';');
}

const STEPS = [...Object.keys(LIGHT), 'base-default', 'base-hover', 'base-active', 'base-contrast-default', 'base-contrast-subtle'];

export function themeCss() {
  const pick = (name) => STEPS.map((s) => `--ds-color-${s}:var(--ds-color-${name}-${s})`).join(';');
  let css = `:root{${scheme(false)}}\n@media (prefers-color-scheme:dark){:root:not([data-color-scheme=light]){${scheme(true)}}}\n`;
  css += `:root,[data-color=accent]{${pick('accent')}}\n`;
  for (const name of Object.keys(COLOURS)) if (name !== 'accent') css += `[data-color=${name}]{${pick(name)}}\n`;
  return css;
}

/** Fails the build when a text step would be hard to read. */
export function checkContrast() {
  const problems = [];
  for (const dark of [false, true]) {
    const neutral = scale('neutral', COLOURS.neutral, dark);
    for (const [name, spec] of Object.entries(COLOURS)) {
      const s = scale(name, spec, dark);
      for (const ground of [s['background-default'], s['surface-tinted'], s['surface-default'], neutral['background-default'], neutral['background-tinted']])
        for (const text of ['text-subtle', 'text-default'])
          if (contrast(s[text], ground) < 4.5) problems.push(`${dark ? 'dark' : 'light'} ${name} ${text} on ${ground}: ${contrast(s[text], ground).toFixed(2)}`);
      if (contrast(s['border-default'], neutral['surface-default']) < 3) problems.push(`${dark ? 'dark' : 'light'} ${name} border-default`);
      if (contrast(s['base-default'], s['base-contrast-default']) < 4.5) problems.push(`${dark ? 'dark' : 'light'} ${name} base`);
    }
  }
  return problems;
}
