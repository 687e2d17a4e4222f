import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  url: string;
  /** Bytes that came from clients, over all connections. */
  received(): number;
  /** How many connections were cut. */
  cuts(): number;
  /** The next connection that has sent this many bytes is cut, once. */
  cutAfter(bytes: number): void;
  close(): Promise<void>;
}

/** Stands between client and server and cuts a connection in the middle, as a network does. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let cut = Number.POSITIVE_INFINITY;
  let received = 0;
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let sent = 0;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      sent += chunk.length;
      received += chunk.length;
      if (sent >= cut) {
        cut = Number.POSITIVE_INFINITY;
        cuts += 1;
        // What has come is passed on before both sides lose each other.
        upstream.end(chunk, () => client.destroy());
        return;
      }
      if (!upstream.write(chunk)) {
        client.pause();
        upstream.once('drain', () => client.resume());
      }
    });
    upstream.pipe(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    received: () => received,
    cuts: () => cuts,
    cutAfter(bytes) {
      cut = bytes;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
