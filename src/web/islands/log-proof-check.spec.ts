import { generateKeyPairSync } from 'node:crypto';
import { LOG_KEY_PEM, PROMISED, PROVEN, stampedProof } from '../../../test/factories/log-proof-files.ts';
import { checkLogProof } from './log-proof-check.ts';

const OTHER_KEY = generateKeyPairSync('ed25519').publicKey.export({ format: 'pem', type: 'spki' }) as string;
const RSA_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
  format: 'pem',
  type: 'spki',
}) as string;

/** The proof with one member changed. */
const changed = (json: string, change: (file: Record<string, unknown>) => object) => {
  const file = JSON.parse(json) as Record<string, unknown>;
  return JSON.stringify({ ...file, ...change(file) });
};
const outcomes = async (json: string, key = LOG_KEY_PEM) => {
  const { class: kind, sentence, facts } = await checkLogProof(json, key);
  return [kind, sentence.zh, ...facts.map(({ outcome }) => outcome)];
};
const otherHash = Buffer.alloc(32, 7).toString('base64');

describe('a proof of the access log, checked where it is read', () => {
  it('holds, and says where the entry stands and that no time-stamp came with it', async () => {
    const verdict = await checkLogProof(PROVEN.json, LOG_KEY_PEM);
    expect(verdict).toMatchObject({
      holds: true,
      class: 'N',
      sentence: { zh: '证明成立：这条记录在日志里' },
    });
    expect(verdict.reason.zh).toContain('第138条');
    expect(verdict.facts.map(({ outcome }) => outcome)).toEqual(['passed', 'passed', 'unknown']);
  });

  it('reads the time of a time-stamp that is over the checkpoint', async () => {
    const { facts } = await checkLogProof(await stampedProof(), LOG_KEY_PEM);
    expect(facts[2]).toMatchObject({ outcome: 'passed' });
    expect(facts[2]?.text.zh).toContain('2026年11月23日 16:00:00');
  });

  it('does not hold with a time-stamp that is over something else', async () => {
    expect(await outcomes(await stampedProof('another'))).toEqual([
      'R',
      '证明不成立',
      'passed',
      'passed',
      'failed',
    ]);
  });

  it.each<[string, (file: Record<string, unknown>) => object]>([
    ['another entry', () => ({ leafHash: otherHash })],
    ['another place', () => ({ leafIndex: 136 })],
    ['another size', () => ({ treeSize: 301 })],
    ['a place beyond the tree', () => ({ leafIndex: 300 })],
    ['another hash in the path', ({ hashes }) => ({ hashes: [otherHash, ...(hashes as string[]).slice(1)] })],
    ['a path cut short', ({ hashes }) => ({ hashes: (hashes as string[]).slice(1) })],
  ])('does not hold for %s', async (_what, change) => {
    expect(await outcomes(changed(PROVEN.json, change))).toEqual([
      'R',
      '证明不成立',
      'failed',
      'passed',
      'unknown',
    ]);
  });

  it('does not hold when the checkpoint was changed, or signed by another key', async () => {
    const root = (JSON.parse(PROVEN.json).note as string).split('\n')[2] ?? '';
    const note = { note: (JSON.parse(PROVEN.json).note as string).replace(root, otherHash) };
    expect(await outcomes(changed(PROVEN.json, () => note))).toEqual([
      'R',
      '证明不成立',
      'failed',
      'failed',
      'unknown',
    ]);
    expect((await outcomes(PROVEN.json, OTHER_KEY)).slice(0, 4)).toEqual([
      'R',
      '证明不成立',
      'passed',
      'failed',
    ]);
  });

  it.each(['', 'no key', RSA_KEY])('never calls a signature good without a key of the log', async (key) => {
    expect(await outcomes(PROVEN.json, key)).toEqual([
      'N',
      '能核对的都对，签名没有核对',
      'passed',
      'unknown',
      'unknown',
    ]);
  });

  it('takes a receipt, and none of another entry', async () => {
    expect(await outcomes(PROMISED)).toEqual(['N', '回执有效：这条记录已经写入', 'passed', 'passed']);
    expect(await outcomes(changed(PROMISED, () => ({ leafHash: otherHash })))).toEqual([
      'R',
      '证明不成立',
      'failed',
      'passed',
    ]);
  });

  it('takes no receipt for a proof, nor a proof for a receipt', async () => {
    const { note } = JSON.parse(PROMISED);
    expect(await outcomes(changed(PROVEN.json, () => ({ note })))).toEqual(['N', '这不是日志证明']);
    const proof = JSON.parse(PROVEN.json).note;
    expect(await outcomes(changed(PROMISED, () => ({ note: proof })))).toEqual(['N', '这不是日志证明']);
  });

  it.each([
    '',
    'null',
    '[]',
    '{"state":"proven"}',
    changed(PROVEN.json, () => ({ hashes: 'x' })),
    changed(PROVEN.json, () => ({ hashes: ['AA=='] })),
    changed(PROVEN.json, () => ({ hashes: Array(60).fill(otherHash) })),
    changed(PROVEN.json, () => ({ leafIndex: -1 })),
    changed(PROVEN.json, () => ({ leafIndex: 1.5 })),
    changed(PROVEN.json, () => ({ note: 'no note' })),
    changed(PROVEN.json, () => ({ note: 'a\n\n— b %\n' })),
    changed(PROVEN.json, () => ({ state: 'sure' })),
    changed(PROVEN.json, () => ({ timeStamp: '%%' })),
    `${' '.repeat(70_000)}${PROVEN.json}`,
  ])('says that %j is no proof', async (text) => {
    expect(await outcomes(text)).toEqual(['N', '这不是日志证明']);
  });
});
