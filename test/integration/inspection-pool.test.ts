import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { renderSVG } from 'uqr';
import type { FileInspection, InspectionRequest } from '../../src/verification/inspection/file-inspection.ts';
import { InspectionPool, InspectionUnavailable } from '../../src/verification/inspection/inspection-pool.ts';
import { INSPECTION_LIMITS } from '../../src/verification/inspection/inspection-process.ts';
import { deeplyNested, hugePng, manyPages, memoryBombPdf, slowPdf } from '../support/hostile-files.ts';
import { buildInspectionProgram } from '../support/inspection-program.ts';
import { drawSampleLicence } from '../support/sealed-licence.ts';

const REQUEST: InspectionRequest = {
  now: '2026-11-23T00:00:00Z',
  recordedAt: null,
  anchors: [],
  intermediates: [],
  crls: [],
  ocspResponses: [],
};
const ADDRESS = 'HTTPS://ZZ.JINCHENG.GOV.CN/V/0123456789ABCDEFGHJK';

let program: string;
let pool: InspectionPool;

beforeAll(async () => {
  program = await buildInspectionProgram();
  pool = new InspectionPool({ program, processes: 2, maxWaiting: 40 });
  pool.warmUp();
});
afterAll(() => pool.stop());

const inspect = (file: Uint8Array): Promise<FileInspection> => pool.inspect(REQUEST, file);
const picture = (format: 'png' | 'jpeg' | 'webp' = 'png') =>
  sharp(Buffer.from(renderSVG(ADDRESS, { pixelSize: 8 })))
    .flatten({ background: '#fff' })
    .toFormat(format)
    .toBuffer();

/** Processes that have this one for their parent and run the worker. */
function workers(): string[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      try {
        const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        return (
          Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program)
        );
      } catch {
        return false;
      }
    });
}

describe('an inspection process', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('reads the code of a %s', async (format) => {
    expect(await inspect(await picture(format))).toMatchObject({ form: 'picture', codes: [ADDRESS] });
  });

  it('knows nothing of the service and is held by the kernel', async () => {
    await inspect(await picture());
    const [pid = ''] = workers();
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
    expect(
      environment.map((entry) => entry.split('=')[0]).filter((key) => !/^(PWD|MALLOC_|UV_)/.test(key ?? '')),
    ).toEqual([]);
    const limits = readFileSync(`/proc/${pid}/limits`, 'utf8');
    expect(limits).toMatch(new RegExp(`Max data size\\s+${INSPECTION_LIMITS.memoryBytes}`));
    expect(limits).toMatch(/Max file size\s+0/);
    expect(limits).toMatch(new RegExp(`Max cpu time\\s+${INSPECTION_LIMITS.cpuSeconds}`));
  });
});

describe('bad files', () => {
  const truncated = () => drawSampleLicence().pdf.subarray(0, 9_000);
  it.each<[string, () => Uint8Array | Promise<Uint8Array>, Partial<FileInspection>]>([
    ['a text file', () => Buffer.from('not a PDF at all, whatever its name'), { obstacle: 'not-a-document' }],
    ['random bytes', () => randomBytes(100_000), { obstacle: 'not-a-document' }],
    [
      'random bytes behind a PDF header',
      () => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(50_000)]),
      { obstacle: 'incomplete' },
    ],
    ['a PDF cut off', truncated, { obstacle: 'incomplete' }],
    ['a PDF header alone', () => Buffer.from('%PDF-'), { obstacle: 'incomplete' }],
    ['a PNG cut off', async () => (await picture()).subarray(0, 200), { obstacle: 'incomplete' }],
    [
      'a picture without a code',
      () =>
        sharp({ create: { width: 600, height: 400, channels: 3, background: '#aaa' } })
          .jpeg()
          .toBuffer(),
      { obstacle: 'no-code-found' },
    ],
    ['a PNG that unfolds to gigabytes', () => hugePng(40_000), { obstacle: 'too-costly' }],
    ['10,001 pages', () => manyPages(10_001), { obstacle: 'too-many-pages' }],
    ['10,000 pages', () => manyPages(10_000), { obstacle: null, pageCount: 10_000, signatures: [] }],
    ['dictionaries nested 5,000 deep', () => deeplyNested(5_000), { obstacle: 'too-costly' }],
    ['a page that unfolds to 400 MB', memoryBombPdf, { obstacle: 'too-costly' }],
  ])(
    'are answered: %s',
    async (_what, make, expected) => {
      expect(await inspect(await make())).toMatchObject(expected);
    },
    20_000,
  );

  it('cost their process, which is replaced, while twenty good files are answered', async () => {
    const bomb = inspect(slowPdf());
    const startedAt = performance.now();
    const good = await picture();
    const answers = await Promise.all(Array.from({ length: 20 }, () => inspect(good)));
    const took = performance.now() - startedAt;
    expect(answers.every(({ codes }) => codes[0] === ADDRESS)).toBe(true);
    expect(took).toBeLessThan(INSPECTION_LIMITS.wallMs);
    expect(await bomb).toMatchObject({ obstacle: 'too-costly' });
    expect(await inspect(good)).toMatchObject({ codes: [ADDRESS] });
  }, 20_000);

  it('are refused beyond the queue', async () => {
    const narrow = new InspectionPool({ program, processes: 1, maxWaiting: 1 });
    const good = await picture();
    const results = await Promise.allSettled([1, 2, 3].map(() => narrow.inspect(REQUEST, good)));
    narrow.stop();
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect((results[2] as PromiseRejectedResult).reason).toBeInstanceOf(InspectionUnavailable);
  });

  it('are told apart from a service that cannot start its processes', async () => {
    const broken = new InspectionPool({ program: `${program}.missing`, processes: 1, maxWaiting: 1 });
    await expect(broken.inspect(REQUEST, await picture())).rejects.toThrow('never-started');
    broken.stop();
  });
});
