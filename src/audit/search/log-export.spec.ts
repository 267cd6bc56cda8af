import { asCsv, asNdjson } from './log-export.ts';

const entry = {
  place: 7,
  recordedAt: '2026-11-23T08:00:00.000Z',
  body: {
    id: 'a',
    act: 'licence.read',
    caller: { kind: 'client', id: 'KEY', unit: 'u' },
    client: { prefix: '203.0.113.0/24' },
    purpose: '=HYPERLINK("http://evil")',
    case: '办件,1',
  },
};

describe('an export of the log', () => {
  it('is CSV that a spreadsheet opens without running anything in it', () => {
    const [head, row] = asCsv([entry]).replace('\ufeff', '').split('\r\n');
    expect(head).toBe(
      'place,recordedAt,id,at,act,outcome,code,caller,unit,client,object,request,case,purpose',
    );
    expect(row).toBe(
      `7,2026-11-23T08:00:00.000Z,a,,licence.read,,,KEY,u,203.0.113.0/24,,,"办件,1","'=HYPERLINK(""http://evil"")"`,
    );
  });

  it('is NDJSON with whole bodies', () => {
    expect(
      asNdjson([entry, entry])
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([entry, entry]);
  });
});
