// Looks at pages as a browser does: node check.mjs FOLDER [--pictures FOLDER]. Every *.html in FOLDER must be
// accessible (axe-core, WCAG 2 A and AA) at 390 and 1280 px, light and dark, scroll in no direction but down, ask for
// nothing and say nothing on the console; month*.html must fit on two pages of A4.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import axe from "axe-core";
import { chromium } from "playwright-core";

const widths = [390, 1280];
const schemes = ["light", "dark"];
const browser_file = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((file) => fs.existsSync(file));
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/// Runs in the page: what is wrong with how it is built.
function find_structure_faults() {
    const faults = [];
    const count = (selector) => document.querySelectorAll(selector).length;
    if (!document.documentElement.lang) faults.push("no lang");
    if (!document.title.trim()) faults.push("no title");
    if (count("meta[name=viewport]") !== 1) faults.push("no viewport");
    if (count("script, link, img, iframe, object, form") > 0) faults.push("an element that a page does not need");
    let level = 0;
    for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
        const next = Number(heading.tagName[1]);
        if (next > level + 1) faults.push(`heading "${heading.textContent}" leaves out a level`);
        level = next;
    }
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    if (new Set(ids).size !== ids.length) faults.push("an id stands twice");
    for (const table of document.querySelectorAll("table")) {
        if (!table.caption?.textContent.trim()) faults.push("a table without a caption");
        if (table.querySelector("th:not([scope])")) faults.push("a heading of a table without scope");
        for (const row of table.rows) if (!row.querySelector("th")) faults.push("a row without a heading");
    }
    for (const svg of document.querySelectorAll("svg")) {
        const named = (svg.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id));
        if (svg.getAttribute("role") !== "img" || named.length !== 2 || named.some((text) => !text?.textContent.trim())) faults.push("a drawing without words");
        const box = svg.getBoundingClientRect();
        for (const text of svg.querySelectorAll("text")) {
            const place = text.getBoundingClientRect();
            if (place.left < box.left - 1 || place.right > box.right + 1) faults.push(`"${text.textContent}" stands outside its drawing`);
        }
    }
    return faults;
}

async function look(page, target, width, scheme) {
    const faults = [];
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ media: "screen", colorScheme: scheme });
    page.removeAllListeners();
    page.on("request", (request) => { if (request.url() !== target) faults.push(`asks for ${request.url()}`); });
    page.on("console", (message) => faults.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
    await page.goto(target);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (overflow > 0) faults.push(`${overflow} px wider than the screen`);
    if (await page.locator("h1").count() !== (await page.locator("article").count() || 1)) faults.push("not one h1");
    faults.push(...await page.evaluate(find_structure_faults));
    await page.evaluate(axe.source);
    const result = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
    for (const violation of result.violations)
        for (const node of violation.nodes) faults.push(`${violation.id}: ${node.html.slice(0, 120)} ${node.any.map((check) => check.message).join(" ")}`);
    return faults;
}

async function print(page, target, folder) {
    const faults = [];
    await page.goto(target);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    if (ground !== "rgb(255, 255, 255)") faults.push(`paper is ${ground}`);
    const file = path.join(folder, path.basename(target, ".html") + ".pdf");
    await page.pdf({ path: file, preferCSSPageSize: true });
    const told = execFileSync("pdfinfo", [file], { encoding: "utf8" });
    const pages = Number(/^Pages:\s+(\d+)/m.exec(told)[1]);
    if (pages > 2) faults.push(`${pages} pages of paper`);
    if (!/\(A4\)/.test(told)) faults.push("the paper is not A4");
    return faults;
}

/// A page with every fault that is looked for, to see that it would be seen.
const broken = `<!DOCTYPE html><html><head><title></title></head><body style="background:#fff"><h1>a</h1><h3>b</h3>
<p style="color:#ccc">pale</p><div style="width:3000px">wide</div><img src="picture.png"><table><tr><td>1</td></tr></table>
<svg role="img"><text>x</text></svg><script>console.log("said")</script></body></html>`;
const wanted = ["no lang", "no title", "no viewport", "leaves out a level", "px wider", "asks for", "console: said", "without a caption", "without a heading", "without words", "color-contrast", "image-alt"];

async function check_the_check(page, folder) {
    const file = path.join(folder, "broken.html");
    fs.writeFileSync(file, broken);
    const faults = await look(page, `file://${file}`, 390, "light");
    return wanted.filter((fault) => !faults.some((found) => found.includes(fault))).map((fault) => `would not see: ${fault}`);
}

const folder = fs.realpathSync(process.argv[2]);
const pictures = process.argv[3] === "--pictures" ? process.argv[4] : undefined;
const files = fs.readdirSync(folder).filter((file) => file.endsWith(".html")).sort();
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "aka-web-"));
let failed = files.length === 0 || !browser_file;
if (failed) console.log(browser_file ? "no page to look at" : "there is no chromium");
const browser = failed ? undefined : await chromium.launch({ executablePath: browser_file, args: flags });
const report = (name, faults) => {
    for (const fault of faults) console.log(`FAILED ${name}: ${fault}`);
    failed ||= faults.length > 0;
};
try {
    if (browser) {
        const page = await browser.newPage({ offline: true });
        report("the check itself", await check_the_check(page, scratch));
        for (const file of files) {
            const target = `file://${path.join(folder, file)}`;
            for (const width of widths)
                for (const scheme of schemes) {
                    report(`${file} ${width} ${scheme}`, await look(page, target, width, scheme));
                    if (pictures) await page.screenshot({ path: path.join(pictures, `${file}-${width}-${scheme}.png`), fullPage: true });
                }
            if (file.startsWith("month")) report(`${file} on paper`, await print(page, target, pictures ?? scratch));
        }
        console.log(`${files.length} pages at ${widths.join(" and ")} px, ${schemes.join(" and ")}: ${failed ? "faults" : "no fault"}`);
    }
} finally {
    await browser?.close();
    fs.rmSync(scratch, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
