import { readFile } from 'node:fs/promises';
import { createServer, type Server as HttpServer } from 'node:http';
import { type Server } from 'node:net';
import { join } from 'node:path';
import { internet } from '../addresses/lab-internet';
import { mustRun } from './command';
import { type LabNamespaces } from './lab-namespaces';
import { listenInNamespace } from './listen';

const BUILD = join(__dirname, 'guest', 'repository.sh');
const DIRECTORY = '/run/repository';

/** A path in the repository: plain names only, so that none leads out of it. */
const PATH = /^(\/[A-Za-z0-9][A-Za-z0-9._-]*)+$/;

/** Milliseconds that a connection may last: the packages are small. */
const CONNECTION_LIMIT = 60_000;

/** The package server on the lab's Internet: what the guests' yum downloads from, over HTTP. */
export class PackageServer {
  private constructor(
    private readonly http: HttpServer,
    private readonly socket: Server,
  ) {}

  static async start(lab: LabNamespaces, netns: string): Promise<PackageServer> {
    const ncat = (await mustRun(['sh', '-c', 'command -v ncat'])).trim();
    await mustRun([...lab.enter(), 'sh', BUILD, DIRECTORY, ncat]);
    const http = createServer((request, response) => {
      const path = (request.url ?? '').replace(/\?.*$/, '');
      const refuse = (status: number, reason: string): void => {
        response.writeHead(status, { 'content-type': 'text/plain' }).end(`${reason}\n`);
      };
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        refuse(405, 'only GET and HEAD');
        return;
      }
      if (!PATH.test(path)) {
        refuse(404, 'no such file');
        return;
      }
      readFile(lab.path(DIRECTORY + path)).then(
        (body) => {
          response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': body.length });
          response.end(request.method === 'HEAD' ? undefined : body);
        },
        () => {
          refuse(404, 'no such file');
        },
      );
    });
    const socket = await listenInNamespace(lab.enterOnHostFiles(netns), internet.repository, 80);
    socket.on('connection', (connection) => {
      // The HTTP server's own limits are for sockets that it listens on itself.
      const limit = setTimeout(() => connection.destroy(), CONNECTION_LIMIT).unref();
      connection.once('close', () => {
        clearTimeout(limit);
      });
      http.emit('connection', connection);
    });
    return new PackageServer(http, socket);
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.socket.close(() => {
        resolve();
      });
    });
  }
}
