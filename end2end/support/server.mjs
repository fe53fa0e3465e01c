// A server of the tests' own: free port, own data folder, demo data. With BASE_URL set, the
// server behind that address is used instead and nothing is started.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, openSync, readFileSync, chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const target = process.env.CARGO_TARGET_DIR ?? join(homedir(), '.cache', 'birqadam', 'target');

/** Longest wait for a first start: initdb, migrations, demo data. */
const READY_WITHIN_MS = 180_000;

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** @returns {Promise<{url: string, stop: () => Promise<void>}>} */
export async function startServer() {
  if (process.env.BASE_URL) return { url: process.env.BASE_URL.replace(/\/$/, ''), stop: async () => {} };
  const binary = process.env.BIRQADAM_BIN ?? join(target, 'debug', 'birqadam');
  const data = mkdtempSync(join(tmpdir(), 'birqadam-end2end.'));
  // PostgreSQL drops to an unprivileged user where the tests run as root.
  chmodSync(data, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log = `${data}.log`;
  const env = { ...process.env };
  for (const name of ['DATABASE_URL', 'TEST_DATABASE_URL', 'S3_ENDPOINT', 'SMTP_URL']) delete env[name];
  Object.assign(env, {
    BIRQADAM_ADDR: `127.0.0.1:${port}`,
    BASE_URL: url,
    BIRQADAM_DATA: join(data, 'data'),
    API_PER_MINUTE: '0',
    REVIEW_UNDO_SECONDS: process.env.REVIEW_UNDO_SECONDS ?? '8',
    SITE_ROOT: process.env.SITE_ROOT ?? join(root, 'target', 'site-dev'),
  });
  const out = openSync(log, 'w');
  const server = spawn(binary, ['serve'], { env, cwd: root, stdio: ['ignore', out, out] });
  let ended = null;
  server.once('exit', (code, signal) => (ended = signal ?? code));
  server.once('error', (error) => (ended = error.message));
  const stop = async () => {
    if (ended === null) {
      server.kill('SIGINT');
      const deadline = Date.now() + 20_000;
      while (ended === null && Date.now() < deadline) await new Promise((later) => setTimeout(later, 50));
      if (ended === null) server.kill('SIGKILL');
    }
    rmSync(data, { recursive: true, force: true });
    if (!process.env.KEEP_LOG) rmSync(log, { force: true });
  };
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline && ended === null) {
    const ready = await fetch(`${url}/health/ready`).then((answer) => answer.ok, () => false);
    if (ready) return { url, stop };
    await new Promise((later) => setTimeout(later, 250));
  }
  const said = readFileSync(log, 'utf8').split('\n').slice(-30).join('\n');
  await stop();
  throw new Error(`The server at ${binary} did not become ready (${ended ?? 'too slow'}):\n${said}`);
}
