import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutsidePki } from '../../../test/factories/outside-pki.ts';
import { OutsideServices } from '../../../test/support/outside-services.ts';
import { sealStamped } from '../../../test/support/stamped-seal.ts';
import { fixedClock } from '../../shared/clock.ts';
import { verifyCommand } from './verify-command.ts';

const NOW = new Date('2026-11-23T10:00:00Z');

describe('zhaozhang verify, on a file whose evidence only the network has', () => {
  let services: OutsideServices;
  let outside: OutsidePki;
  let folder: string;
  beforeAll(async () => {
    services = await OutsideServices.start();
    outside = await OutsidePki.on(services, () => NOW);
    await outside.putAll();
    folder = await mkdtemp(join(tmpdir(), 'zhaozhang-network-'));
    await writeFile(join(folder, 'root.cer'), outside.pki.root.certificate.der);
    const bare = await sealStamped(outside.pki, new Date('2026-11-23T09:00:00Z'), async () => undefined);
    await writeFile(join(folder, 'bare.pdf'), bare);
  });
  afterAll(async () => {
    await services.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    services.asked.length = 0;
  });

  async function run(...options: string[]) {
    let printed = '';
    const args = [join(folder, 'bare.pdf'), '--json', ...options];
    const exitCode = await verifyCommand(args, {
      environment: {},
      clock: fixedClock(NOW),
      print: (text) => {
        printed += text;
      },
      complain: () => undefined,
    });
    return { exitCode, report: JSON.parse(printed) };
  }

  const trusting = (...options: string[]) => run('--trust', join(folder, 'root.cer'), ...options);

  it('is valid by the word of the responder that its certificate names', async () => {
    expect(await trusting('--inside', '127.0.0.1')).toMatchObject({
      exitCode: 0,
      report: { conclusion: 'valid' },
    });
    expect(services.asked).toContain('/ocsp');
  });

  it('is undecided, and nobody is asked, offline, at another time and inside our own network', async () => {
    const inside = ['--inside', '127.0.0.1'];
    for (const options of [['--offline', ...inside], ['--at', '2026-11-23T10:00:00Z', ...inside], []]) {
      expect(await trusting(...options)).toMatchObject({
        exitCode: 2,
        report: { signatures: [{ indication: 'INDETERMINATE' }] },
      });
    }
    expect(services.asked).toEqual([]);
  });

  it('sends nobody anywhere without a root that is trusted', async () => {
    expect((await run('--inside', '127.0.0.1')).exitCode).toBe(2);
    expect(services.asked).toEqual([]);
  });
});
