import { connect } from 'node:net';

/** Sends bytes to `origin` as they are (a client would correct or refuse them) and gives what comes back. */
export function rawRequest(origin: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let answer = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('error', reject).on('close', () => resolve(answer));
  });
}

/** A POST of `body`, whatever it is, on a connection of its own. */
export const rawPost = (path: string, body: Buffer, headers = 'content-type: application/json'): Buffer =>
  Buffer.concat([
    Buffer.from(
      `POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${headers}\r\ncontent-length: ${body.length}\r\n\r\n`,
    ),
    body,
  ]);
