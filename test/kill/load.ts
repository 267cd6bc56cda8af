import { setTimeout as sleep } from 'node:timers/promises';
import { LICENCE_TYPE_SAMPLES } from '../../src/catalogue/samples/licence-type-samples.ts';
import { seededRandom } from '../../src/demo/degrade-picture.ts';
import { issueRequest } from '../../src/demo/sample-requests.ts';
import type { Answer, Asked, JournalledClient } from './journalled-client.ts';

const IN_FLIGHT = 8;
const EQUAL_REQUESTS = 50;
/** Share of the broken requests that their client never asks again: the reaper alone takes those up. */
const ABANDONED = 0.2;

/** Refusals that ask to come again with the same key; every other one is the final word. */
const COME_AGAIN: ReadonlySet<string> = new Set([
  'request.in-progress',
  'licence.sealing-abandoned',
  'licence.version-being-sealed',
  'seal-use.ended',
]);

type Sample = (typeof LICENCE_TYPE_SAMPLES)[number];

interface KnownLicence {
  readonly id: string;
  readonly token: string;
  readonly sample: Sample;
}

/** Departments and citizens at work: issues licences of all types, checks, changes and revokes some, repeats some. */
export class Load {
  private readonly random: () => number;
  private readonly licences: KnownLicence[] = [];
  private readonly granted: Asked[] = [];
  private readonly bursts: Promise<unknown>[] = [];
  private serial = 0;
  private isEnding = false;
  private readonly workers: Promise<unknown>;

  constructor(
    private readonly client: JournalledClient,
    seed: number,
  ) {
    this.random = seededRandom(seed);
    this.workers = Promise.all(Array.from({ length: IN_FLIGHT }, () => this.work()));
  }

  /** 50 equal requests at once, each repeated until it has its final answer. */
  sendEqualRequests(): void {
    const asked = { ...this.newIssue(this.anySample()), operation: 'equal' } as const;
    this.bursts.push(
      Promise.all(Array.from({ length: EQUAL_REQUESTS }, () => this.untilAnswered(asked, false))),
    );
  }

  /** Lets everything under way come to its answer, then asks every request that was granted once more. */
  async finish(): Promise<void> {
    this.isEnding = true;
    await this.workers;
    await Promise.all(this.bursts);
    const left = [...this.granted];
    const again = async () => {
      for (let asked = left.pop(); asked; asked = left.pop()) await this.repeat(asked);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, again));
  }

  private async work(): Promise<void> {
    while (!this.isEnding) await this.oneOf();
  }

  private async oneOf(): Promise<unknown> {
    const dice = this.random();
    const known = this.anyOf(this.licences);
    if (!known || dice < 0.5) return this.issue();
    if (dice < 0.75) return this.untilAnswered(checkOf(known), true);
    if (dice < 0.84) return this.change(known);
    if (dice < 0.88) return this.grant(this.revocationOf(known));
    if (dice < 0.94) return this.untilAnswered(this.newRefused(), true);
    return this.repeat(this.anyOf(this.granted)!);
  }

  private async issue(): Promise<void> {
    const sample = this.anySample();
    const answer = await this.grant(this.newIssue(sample));
    if (answer?.status === 201)
      this.licences.push({ id: answer.licenceId ?? '', token: answer.token ?? '', sample });
  }

  private change(known: KnownLicence): Promise<Answer | null> {
    const { path: _path, body, ...asked } = this.newIssue(known.sample);
    const { licenceType: _type, number: _number, ...content } = body;
    return this.grant({
      ...asked,
      operation: 'change',
      path: `/api/v1/licences/${known.id}/changes`,
      body: { ...content, reason: '变更' },
    });
  }

  private async grant(asked: Asked): Promise<Answer | null> {
    const answer = await this.untilAnswered(asked, true);
    if (answer?.status === 201) this.granted.push(asked);
    return answer;
  }

  private repeat(asked: Asked): Promise<Answer | null> {
    return this.untilAnswered({ ...asked, operation: 'repeat' }, true);
  }

  /** @returns the final answer; null for a request that was abandoned after its connection had broken */
  private async untilAnswered(asked: Asked, mayAbandon: boolean): Promise<Answer | null> {
    for (;;) {
      const answer = await this.client.send(asked);
      if (answer && answer.status < 500 && !COME_AGAIN.has(answer.code ?? '')) return answer;
      if (!answer && mayAbandon && this.random() < ABANDONED) return null;
      await sleep(50 + this.random() * 250);
    }
  }

  private newIssue(sample: Sample) {
    this.serial += 1;
    return {
      operation: 'issue',
      path: '/api/v1/licences',
      unit: sample.issuerName,
      idempotencyKey: `kill-test-${this.serial}`,
      body: issueRequest(sample, sample.examples[0], this.serial, new Date()),
    } as const;
  }

  /** A licence whose case is closed in the future: refused by the rules, after the key was looked up. */
  private newRefused(): Asked {
    const asked = this.newIssue(this.anySample());
    const caseClosedAt = new Date(Date.now() + 86_400_000).toISOString();
    return { ...asked, operation: 'refused', body: { ...asked.body, caseClosedAt } };
  }

  private revocationOf({ id, sample }: KnownLicence): Asked {
    this.serial += 1;
    const body = { reason: '依法吊销', legalBasis: '《行政许可法》第六十九条', actingOfficer: '演示经办人' };
    return {
      operation: 'revoke',
      path: `/api/v1/licences/${id}/revocations`,
      unit: sample.issuerName,
      idempotencyKey: `kill-test-${this.serial}`,
      body,
      licenceId: id,
    };
  }

  private anySample(): Sample {
    return this.anyOf(LICENCE_TYPE_SAMPLES)!;
  }

  private anyOf<T>(items: readonly T[]): T | undefined {
    return items[Math.floor(this.random() * items.length)];
  }
}

const checkOf = ({ id, token }: KnownLicence): Asked => ({
  operation: 'check',
  path: `/api/v1/verifications/token/${token}`,
  unit: null,
  idempotencyKey: null,
  licenceId: id,
});
