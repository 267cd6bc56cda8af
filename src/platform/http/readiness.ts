import { Injectable } from '@nestjs/common';

/** Thrown by the probe of a part that serves on, though people should look at it; the part says the rest in its own log. */
export class Degraded extends Error {
  override readonly name = 'Degraded';
}

/** Resolves when the part can serve; what it throws is never shown. */
export type ReadinessProbe = () => Promise<void>;

const PROBE_DEADLINE_MS = 2_000;

/** What must work before the service should get requests. Modules register their parts at start. */
@Injectable()
export class Readiness {
  private readonly probes = new Map<string, ReadinessProbe>();

  register(name: string, probe: ReadinessProbe): void {
    this.probes.set(name, probe);
  }

  /** Each part's name with the reason against it (`Degraded`: it serves all the same), or null; all are asked at once. */
  async check(): Promise<ReadonlyMap<string, unknown>> {
    const outcomes = await Promise.all(
      [...this.probes].map(async ([name, probe]) => [name, await reasonAgainst(probe)] as const),
    );
    return new Map(outcomes);
  }
}

async function reasonAgainst(probe: ReadinessProbe): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${PROBE_DEADLINE_MS} ms`)),
      PROBE_DEADLINE_MS,
    );
  });
  try {
    await Promise.race([probe(), deadline]);
    return null;
  } catch (error) {
    return error;
  } finally {
    clearTimeout(timer);
  }
}
