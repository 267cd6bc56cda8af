import { Socket } from 'node:net';

/**
 * A socket for pg that sends all statements of one turn of the event loop in one system call: the call costs more than
 * what it carries, and the server is woken once. pg corks the socket while it writes a statement; what is let go at the
 * end of the turn goes out together.
 */
export class TurnSocket extends Socket {
  override uncork(): void {
    process.nextTick(() => super.uncork());
  }
}
