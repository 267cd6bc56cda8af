import { createHash } from 'node:crypto';
import { fixedClock } from '../../src/shared/clock.ts';
import { asPersistedSealUse } from '../../src/signing/persisted-seal-use.ts';
import { SoftwareSignerProvider } from '../../src/signing/software-signer-provider.ts';
import { openTrustMaterial } from '../../src/trust/trust-material.ts';
import { bareSigningService } from '../factories/test-signing-services.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { askPdfsig, withFolder } from '../support/pdf-judges.ts';
import { itJudgedBy } from '../support/tools.ts';

const UNIT = { name: '晋城市市场监督管理局', creditCode: '11140500MB9A000141' };

/** A file sealed by the signing service with a key of the development CA, and the CA's root. */
function sealedFile(suite: 'p256' | 'rsa2048') {
  return withFolder(async (certs) => {
    const config = {
      mode: 'trial' as const,
      publicOrigin: 'http://localhost:3000',
      folders: { data: certs, certs },
      secrets: { suite: 'intl' as const, masterKey: null, previousMasterKey: null },
    };
    // Outside judges go by the machine's clock, so the certificates must hold today.
    const material = await openTrustMaterial(config, fixedClock(new Date()));
    await material.developmentCa?.sealKey({ keyId: 'seal-1', unit: UNIT, suite });
    const { bytes: pdf, layout } = drawPdf();
    const documentDigest = createHash('sha256').update(pdf).digest();
    const sealed = await bareSigningService(new SoftwareSignerProvider(material)).sealPdf(
      asPersistedSealUse({ id: 'use-1', sealId: 'seal-1', documentDigest }),
      {
        sealKeyId: 'seal-1',
        pdf,
        layout,
        seal: { subFilter: 'ETSI.CAdES.detached', fieldName: 'Seal1', signerName: UNIT.name },
      },
    );
    return { pdf: Buffer.from(sealed.pdf), rootDer: material.anchors[0] ?? Buffer.alloc(0) };
  });
}

describe.each(['p256', 'rsa2048'] as const)('a seal of the development CA with a %s key', (suite) => {
  itJudgedBy('pdfsig', 'certutil')(
    'is trusted by pdfsig under the root alone, and refused with one byte of the page changed',
    async () => {
      const { pdf, rootDer } = await sealedFile(suite);
      const twin = Buffer.from(pdf);
      twin[twin.indexOf('/MediaBox') + 14] = 0x37;
      expect((await askPdfsig(twin, rootDer)).text).toContain('Digest Mismatch');
      const { text } = await askPdfsig(pdf, rootDer);
      expect(text).toContain('Signature is Valid');
      expect(text).toContain('Certificate is Trusted');
      expect(text).toContain('Total document signed');
      expect(text).toContain(UNIT.name);
    },
    30_000,
  );
});
