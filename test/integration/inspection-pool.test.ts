import sharp from 'sharp';
import { renderSVG } from 'uqr';
import type { InspectionRequest } from '../../src/verification/inspection/file-inspection.ts';
import { InspectionPool } from '../../src/verification/inspection/inspection-pool.ts';
import { buildInspectionProgram } from '../support/inspection-program.ts';

const REQUEST: InspectionRequest = {
  at: '2026-11-23T00:00:00Z',
  now: '2026-11-23T00:00:00Z',
  instantIsProven: false,
  anchors: [],
  developmentAnchors: [],
  intermediates: [],
  crls: [],
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

const picture = () =>
  sharp(Buffer.from(renderSVG(ADDRESS, { pixelSize: 8 })))
    .png()
    .toBuffer();

describe('InspectionPool', () => {
  it('reads the code of a picture in a child process', async () => {
    expect(await pool.inspect(REQUEST, await picture())).toMatchObject({ form: 'picture', codes: [ADDRESS] });
  });
});
