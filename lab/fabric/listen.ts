import { spawn } from 'node:child_process';
import { type Server } from 'node:net';

/**
 * Runs in the namespace: a socket belongs to the network namespace in which it was made, whoever holds it afterwards.
 * Plain JavaScript in a string, so that it starts without a loader.
 */
const MAKE_SOCKET = `
const server = require('node:net').createServer({ pauseOnConnect: true });
server.on('error', (error) => process.send({ error: error.message }, () => process.exit(1)));
const [host, port] = process.argv.slice(1);
server.listen({ host, port: Number(port), backlog: 511 }, () =>
  process.send({}, server, () => process.exit(0)));
`;

/**
 * Listens on a TCP address inside a network namespace and hands the listening socket to this process, which then
 * serves it without being in that namespace. No process stays behind.
 *
 * @param enter arguments in front of a command that put it into the namespace
 * @param port 0 lets the kernel choose; `address()` of the result tells
 */
export function listenInNamespace(enter: readonly string[], host: string, port: number): Promise<Server> {
  const [program, ...args] = [...enter, process.execPath, '-e', MAKE_SOCKET, host, String(port)];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // A loader or an inspector meant for this process would only slow the helper down or stop it.
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    let server: Server | undefined;
    let problem = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      problem += chunk.toString();
    });
    child.on('error', reject);
    child.on('message', (message: { error?: string }, handle) => {
      if (message.error !== undefined) problem = message.error;
      else server = handle as Server;
    });
    child.on('close', () => {
      if (server !== undefined) resolve(server);
      else reject(new Error(`cannot listen on ${host}:${port} in the lab: ${problem.trim() || 'no socket came back'}`));
    });
  });
}
