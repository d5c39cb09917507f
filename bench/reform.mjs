#!/usr/bin/env node
// Redraws the map of 1 July 2025 under a whole city: rehearsed, carried out, killed in the middle, carried on, counted.
// Prints one JSON line; ends with 1 when what was done is not what was rehearsed.
//   bench/reform.mjs PROGRAM PEOPLE DATA [DATABASE-URL] [--fast]
import { spawn, spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";

const DAY = "2025-07-01";
/** The first run is killed after so many seconds for each million people. */
const KILLED_AFTER = 12;

const options = process.argv.slice(2);
const fast = options.includes("--fast");
const [program, people, data, database] = options.filter((option) => option !== "--fast");
if (!data) {
  console.error("bench/reform.mjs PROGRAM PEOPLE DATA [DATABASE-URL] [--fast]");
  process.exit(2);
}
const where = database ? ["--database-url", database, "--data", data] : ["--data", data];

/** Runs a command to its end; its output and how long it took. */
function run(...words) {
  const started = performance.now();
  const ended = spawnSync(program, ["--quiet", ...words, ...where], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  if (ended.status !== 0) throw new Error(`onedoor ${words.join(" ")} ended with ${ended.status ?? ended.signal}`);
  return { text: ended.stdout, seconds: (performance.now() - started) / 1000 };
}

const json = (...words) => {
  const ended = run(...words, "--output", "json");
  return { seconds: ended.seconds, ...JSON.parse(ended.text.trim().split("\n").at(-1)) };
};
const sum = (parts, figure) => parts.reduce((total, part) => total + part[figure], 0);
const totals = (parts) => ({ people: sum(parts, "people"), households: sum(parts, "households"), dwellings: sum(parts, "dwellings") });

/** Carries the change out and kills it after `seconds`; how long it ran, and whether it ended before. */
function killed(words, seconds) {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(program, ["--quiet", ...words, ...where], { stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), seconds * 1000);
    child.on("exit", (code) => {
      clearTimeout(timer);
      resolve({ seconds: (performance.now() - started) / 1000, ended: code !== null });
    });
  });
}

run("demo", "--people", people, "--dossiers", "200", "--units", "2022");
run("units", "plan", "--on", DAY);
const rehearsed = json("units", "dry-run", "--on", DAY);
const apply = ["units", "apply", "--on", DAY, ...(fast ? ["--fast"] : [])];
const first = await killed(apply, (KILLED_AFTER * Number(people)) / 1e6);
const middle = json("units", "report", "--on", DAY);
const second = run(...apply);
const done = json("units", "report", "--on", DAY);
const [foretold, counted] = [totals(rehearsed.register.parts), totals(done.parts)];
const same = JSON.stringify(rehearsed.register.parts) === JSON.stringify(done.parts) && done.reform.phase === "done";
const round = (seconds) => Math.round(seconds * 10) / 10;
console.log(
  JSON.stringify({
    scenario: "reform",
    engine: database ? "postgres" : "sqlite",
    fast,
    people: Number(people),
    rehearsal_seconds: round(rehearsed.seconds),
    killed_after_seconds: first.ended ? null : round(first.seconds),
    phase_when_killed: middle.reform.phase,
    apply_seconds: round(first.seconds + second.seconds),
    rehearsed: foretold,
    done: counted,
    adds_up: same,
  }),
);
process.exit(same ? 0 : 1);
