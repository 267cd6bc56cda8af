import type { Client, QueryResult, QueryResultRow } from 'pg';
import { isConnectionLoss } from './database-errors.ts';

export interface NamedStatement {
  /** Belongs to one `text` for good. */
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/**
 * One connection for one purpose, opened at its first use and anew after it was lost. A pool would look for a free
 * connection each time, which costs a public check more than the statement.
 */
export class OwnConnection {
  private client: Promise<Client> | null = null;

  /** @param newClient a new, unconnected client */
  constructor(private readonly newClient: () => Client) {}

  /** Runs a statement. @throws what pg throws; after a loss the next call opens another connection */
  async query<Row extends QueryResultRow>(statement: string | NamedStatement): Promise<QueryResult<Row>> {
    const connecting = this.connected();
    const client = await connecting;
    try {
      return await client.query<Row>(statement);
    } catch (error) {
      if (isConnectionLoss(error)) this.replace(connecting, client);
      throw error;
    }
  }

  async close(): Promise<void> {
    const client = this.client;
    this.client = null;
    await (await client?.catch(() => null))?.end();
  }

  private connected(): Promise<Client> {
    this.client ??= this.connect();
    return this.client;
  }

  private connect(): Promise<Client> {
    const client = this.newClient();
    const connecting = client.connect().then(() => client);
    const forget = () => this.forget(connecting);
    client.on('error', forget);
    client.on('end', forget);
    connecting.catch(forget);
    return connecting;
  }

  /** Only that one: a lost connection may report its end when the next one serves already. */
  private forget(connecting: Promise<Client>): void {
    if (this.client === connecting) this.client = null;
  }

  /** The server may have refused while the connection stands: it is not left open. */
  private replace(connecting: Promise<Client>, client: Client): void {
    this.forget(connecting);
    client.end().catch(() => undefined);
  }
}
