// The two servers under test: the same program and the same demo city, each on its own database.

export type EngineName = 'sqlite' | 'postgres';

const firstPort = Number(process.env['ONEDOOR_E2E_PORT'] ?? 18081);

export const engines: ReadonlyArray<{ name: EngineName; port: number }> = [
  { name: 'sqlite', port: firstPort },
  { name: 'postgres', port: firstPort + 1 },
];

/** Where a server answers. By name, not by number: a browser makes passkeys for names only. */
export function serverAddress(name: EngineName): string {
  const engine = engines.find((candidate) => candidate.name === name);
  if (!engine) throw new Error(`no engine is called ${name}`);
  return `http://localhost:${engine.port}`;
}
