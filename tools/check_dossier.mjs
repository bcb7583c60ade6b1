// Open dossiers in Chromium and say what is wrong: accessibility, overflow, console, requests. Exit code 1 on any finding.
//
//   npm install playwright-core axe-core        (in any folder; run this script from there)
//   node check_dossier.mjs [--shots DIR] FILE.html ...
//
// CHROMIUM names the browser (default /usr/bin/chromium).
import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(path.join(process.cwd(), "package.json"));
const { chromium } = require("playwright-core");
const axe = require.resolve("axe-core/axe.min.js");

const args = process.argv.slice(2);
const shots = args[0] === "--shots" ? args.splice(0, 2)[1] : "";
if (args.length === 0) {
  console.error("usage: node check_dossier.mjs [--shots DIR] FILE.html ...");
  process.exit(2);
}
if (shots) mkdirSync(shots, { recursive: true });

const findings = [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const file of args) {
  for (const width of [360, 1440]) {
    for (const colorScheme of ["light", "dark"]) {
      await check(file, width, colorScheme);
    }
  }
}
await browser.close();
for (const line of findings) console.log(line);
console.log(`${findings.length} findings in ${args.length} files, at 360 and 1440 px, light and dark`);
process.exit(findings.length ? 1 : 0);

async function check(file, width, colorScheme) {
  const name = `${path.basename(file, ".html")}-${width}-${colorScheme}`;
  const address = pathToFileURL(path.resolve(file)).href;
  await withPage({ width, colorScheme, bypassCSP: false }, async (page) => {
    page.on("console", (message) => report(name, `console: ${message.text()}`));
    page.on("pageerror", (error) => report(name, `error: ${error.message}`));
    page.on("request", (request) => {
      if (request.url() !== address) report(name, `request: ${request.url()}`);
    });
    await page.goto(address);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) report(name, `overflow: ${wide} px wide`);
    for (const text of await page.evaluate(stickingOut)) report(name, `sticks out: ${text}`);
    if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
  });
  // The policy forbids every script, so the accessibility checker needs a page that ignores it.
  await withPage({ width, colorScheme, bypassCSP: true }, async (page) => {
    await page.goto(address);
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    await page.addScriptTag({ path: axe });
    const result = await page.evaluate(() => window.axe.run(document, { rules: { "target-size": { enabled: true } } }));
    for (const violation of result.violations) {
      const where = violation.nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`);
      report(name, `axe ${violation.id} x${violation.nodes.length}: ${violation.help}\n    ${where.join("\n    ")}`);
    }
  });
}

async function withPage({ width, colorScheme, bypassCSP }, work) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP });
  await work(await context.newPage());
  await context.close();
}

function stickingOut() {
  const limit = document.documentElement.clientWidth + 1;
  return [...document.querySelectorAll("body *")]
    .filter((one) => !one.closest("svg") && one.getBoundingClientRect().right > limit && one.checkVisibility())
    .slice(0, 5)
    .map((one) => `${one.tagName.toLowerCase()}.${one.className} ${one.textContent.slice(0, 40)}`);
}

function report(name, text) {
  findings.push(`${name}: ${text}`);
}
