import { makeSealWorld, type SealWorld } from '../../test/factories/test-seals.ts';
import { type SealImportFacts, sealImportProblems } from './seal-import-problems.ts';

const NOW = new Date('2026-11-23T08:00:00Z');

describe('a certificate that is to be a unit’s seal', () => {
  let world: SealWorld;
  let facts: SealImportFacts;
  beforeAll(async () => {
    world = await makeSealWorld();
    const { unit, issuing, root } = world.pki;
    facts = {
      identity: { certificateDer: unit.certificate.der, chainDer: [issuing.certificate.der] },
      electronicSealDer: world.sealDer,
      unit: { nameZh: '晋城市市场监督管理局', uscc: '11140500MB9A000141' },
      anchors: [root.certificate.der],
      isTrial: false,
      now: NOW,
    };
  });
  const problemsWith = (change: Partial<SealImportFacts>) => sealImportProblems({ ...facts, ...change });

  it('is taken with its chain, its electronic seal and a trusted root', () => {
    expect(problemsWith({})).toEqual([]);
  });

  it('is refused for another body, also one of the same name', () => {
    const unit = { nameZh: '晋城市市场监督管理局', uscc: '11140500MB9A000223' };
    expect(problemsWith({ unit })).toEqual(['seal-import.other-unit']);
  });

  it('is refused without a way to a trusted root', () => {
    expect(problemsWith({ anchors: [] })).toEqual(['seal-import.not-trusted']);
    const identity = { ...facts.identity, chainDer: [] };
    expect(problemsWith({ identity })).toEqual(['seal-import.not-trusted']);
  });

  it('is refused where it is a CA’s, which may not sign documents', () => {
    const identity = { certificateDer: world.pki.issuing.certificate.der, chainDer: [] };
    expect(problemsWith({ identity, electronicSealDer: null })).toEqual([
      'seal-import.other-unit',
      'seal-import.not-trusted',
    ]);
  });

  it('is refused out of its time, with an electronic seal out of its time or for another', () => {
    expect(problemsWith({ now: new Date('2031-01-01T00:00:00Z') })).toEqual([
      'seal-import.not-in-force',
      'seal-import.electronic-seal',
    ]);
    const electronicSealDer = world.sealDer.subarray(7);
    expect(problemsWith({ electronicSealDer })).toEqual(['seal-import.electronic-seal']);
  });
});
