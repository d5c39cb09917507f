#!/usr/bin/env node
// Prints files of measurements as a Markdown table:  bench/table.mjs bench/results/*.jsonl
import { readFileSync } from 'node:fs';

const runs = process.argv.slice(2).flatMap((file) => readFileSync(file, 'utf8').split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line)));
const number = (value, digits = 0) => (value == null ? '–' : value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }));

console.log('| scenario | database | stored before | connections | a second | p50 ms | p99 ms | errors | server memory MB |');
console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const run of runs) {
  const cells = [run.scenario, run.engine, number(run.stored_rows), number(run.connections), number(run.rate_per_second), number(run.p50_ms, 2), number(run.p99_ms, 2), number(run.errors), number(run.rss_mb_server, 1)];
  console.log(`| ${cells.join(' | ')} |`);
}
const machines = new Set(runs.map((run) => `${run.machine.cpu}, ${run.machine.cores} cores, ${(run.machine.memory_bytes / 2 ** 30).toFixed(0)} GiB; version ${run.version}`));
for (const machine of machines) console.log(`\nServer and load generator together on ${machine}.`);
