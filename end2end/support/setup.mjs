// Starts the server before the first spec, stops it after the last.
import { startServer } from './server.mjs';

export default async function setup() {
  const server = await startServer();
  process.env.BIRQADAM_URL = server.url;
  return () => server.stop();
}
