// Makes dist/: one style sheet, two fonts, three small scripts, icons; names carry a hash of the content,
// manifest.json maps plain names to them, and .br beside each text file saves the server the work.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { transformSync } from 'esbuild';
import { Features, bundleAsync, transform } from 'lightningcss';
import { PurgeCSS } from 'purgecss';
import subsetFont from 'subset-font';
import { checkContrast, themeCss } from './theme.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const at = (...parts) => join(here, ...parts);
const dist = at('dist');
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

const manifest = {};
const report = [];

/** Writes a file under its hashed name and, for text, its Brotli twin. */
function put(name, content, { text = true } = {}) {
  const body = Buffer.from(content);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  const dot = name.lastIndexOf('.');
  const hashed = `${name.slice(0, dot)}.${hash}${name.slice(dot)}`;
  writeFileSync(join(dist, hashed), body);
  let wire = body.length;
  if (text) {
    const small = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    writeFileSync(join(dist, `${hashed}.br`), small);
    wire = small.length;
  }
  manifest[name] = hashed;
  report.push([name, body.length, wire]);
  return `/assets/${hashed}`;
}

const problems = checkContrast();
if (problems.length) throw new Error(`theme contrast too low:\n${problems.join('\n')}`);

// Fonts: Vietnamese and English letters and the signs we use, nothing else. SIL Open Font License 1.1.
const span = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');
const letters = span(0x20, 0x7e) + 'ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư' + span(0x1ea0, 0x1ef9) + '\u00a0₫–—‘’“”…•·×→←↑↓✓«»°±²§';
const faces = [];
for (const [weight, file] of [[400, '400Regular/BeVietnamPro_400Regular.ttf'], [600, '600SemiBold/BeVietnamPro_600SemiBold.ttf']]) {
  const source = readFileSync(at('node_modules/@expo-google-fonts/be-vietnam-pro', file));
  const url = put(`be-vietnam-pro-${weight}.woff2`, await subsetFont(source, letters, { targetFormat: 'woff2', noLayoutClosure: true }), { text: false });
  faces.push(`@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};font-display:swap;src:url(${url}) format("woff2")}`);
}
// The stand-in has the same metrics, so that nothing moves when the font arrives.
faces.push('@font-face{font-family:"BVP fallback";src:local("Arial"),local("Liberation Sans");size-adjust:105.5%;ascent-override:94.8%;descent-override:25.6%;line-gap-override:0%}');

function filesUnder(folder, endings, found = []) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) filesUnder(path, endings, found);
    else if (endings.some((ending) => name.endsWith(ending))) found.push(path);
  }
  return found;
}

const resolver = {
  read: (path) => readFileSync(path, 'utf8'),
  resolve: (specifier, from) => specifier.startsWith('@digdir/designsystemet-css/')
    ? at('node_modules/@digdir/designsystemet-css/dist/src', specifier.slice('@digdir/designsystemet-css/'.length))
    : join(dirname(from), specifier),
};
const bundled = await bundleAsync({ filename: at('css/site.css'), resolver, minify: false });
const [purged] = await new PurgeCSS().purge({
  content: [...filesUnder(at('../templates'), ['.html']), ...filesUnder(at('../src'), ['.rs']), ...filesUnder(at('js'), ['.js'])].map((path) => ({ raw: readFileSync(path, 'utf8'), extension: 'html' })),
  css: [{ raw: themeCss() + bundled.code.toString() }],
  defaultExtractor: (text) => text.match(/[\w-/:.%]+(?<![:.])/g) ?? [],
  variables: true, keyframes: true,
  safelist: { standard: [/^data-/, /^htmx-/, 'lang', 'dir', 'open'], variables: [/^--ds-color-(accent|brand|gold|neutral|info|success|warning|danger)-(base-default|base-contrast-default|text-subtle|text-default|surface-tinted|border-default|border-subtle|background-default)$/] },
});
const css = transform({ filename: 'site.css', code: Buffer.from(faces.join('') + purged.css), minify: true, exclude: Features.LightDark, targets: { chrome: 105 << 16, firefox: 110 << 16, safari: 16 << 16 } });
const cssUrl = put('site.css', css.code);

const script = (name) => transformSync(readFileSync(at('js', name), 'utf8'), { minify: true, target: 'es2020', format: 'iife' }).code;
const siteUrl = put('site.js', script('site.js'));
put('passkey.js', script('passkey.js'));
const htmx = put('htmx.js', readFileSync(at('node_modules/htmx.org/dist/htmx.min.js')));
put('mark.svg', readFileSync(at('icons/mark.svg')));
put('icon.svg', readFileSync(at('icons/icon.svg')));
for (const name of readdirSync(at('icons')).filter((name) => name.endsWith('.png'))) put(name, readFileSync(at('icons', name)), { text: false });

const kept = [cssUrl, siteUrl, htmx, ...['be-vietnam-pro-400.woff2', 'be-vietnam-pro-600.woff2', 'mark.svg'].map((name) => `/assets/${manifest[name]}`)];
const version = createHash('sha256').update(kept.join()).digest('hex').slice(0, 12);
const worker = readFileSync(at('js/sw.js'), 'utf8').replace('__VERSION__', version).replace('__FILES__', JSON.stringify(kept));
writeFileSync(join(dist, 'sw.js'), transformSync(worker, { minify: true }).code);
writeFileSync(join(dist, 'manifest.json'), JSON.stringify(manifest, null, 1));
// What every page needs, as it travels. A page of 15 kB on top stays under 100 kB.
const WIRE_BYTES_MAX = 80_000;
const needed = ['site.css', 'site.js', 'htmx.js', 'be-vietnam-pro-400.woff2', 'be-vietnam-pro-600.woff2'];
const travels = report.filter(([name]) => needed.includes(name)).reduce((sum, [, , wire]) => sum + wire, 0);
if (travels > WIRE_BYTES_MAX) throw new Error(`styles, scripts and fonts weigh ${travels} B on the wire, more than ${WIRE_BYTES_MAX} B`);
console.log(`${'every page'.padEnd(28)} ${' '.repeat(9)} ${String(travels).padStart(7)} B on the wire`);
for (const [name, raw, wire] of report) console.log(`${name.padEnd(28)} ${String(raw).padStart(7)} B ${String(wire).padStart(7)} B on the wire`);
