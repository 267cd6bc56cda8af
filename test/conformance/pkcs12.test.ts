import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPkcs12 } from '../../src/crypto/pkcs12/pkcs12-reader.ts';
import { readCertificate } from '../../src/crypto/pki/certificate.ts';
import { formatName } from '../../src/crypto/pki/distinguished-name.ts';
import { ask, withFolder } from '../support/pdf-judges.ts';
import { itJudgedBy } from '../support/tools.ts';

const UNIT = '晋城市市场监督管理局';
const PASSWORD = '照章密码𠮷-1';
const KEYS = {
  rsa: ['-newkey', 'rsa:2048'],
  p256: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  sm2: ['-newkey', 'SM2', '-sm3'],
} as const;
type KeyKind = keyof typeof KEYS;

/** A key with a certificate, and the PKCS #12 file that OpenSSL makes of them. */
async function makeFile(kind: KeyKind, options: readonly string[], password = PASSWORD) {
  return withFolder(async (folder) => {
    const at = (name: string) => join(folder, name);
    const subject = ['-utf8', '-subj', `/C=CN/O=${UNIT}/CN=${UNIT}`];
    const made = ['req', '-x509', ...KEYS[kind], '-nodes', '-days', '9', ...subject];
    const request = await ask('openssl', [...made, '-keyout', at('key.pem'), '-out', at('cert.pem')]);
    if (request.exitCode !== 0) throw new Error(request.text);
    const input = ['-inkey', at('key.pem'), '-in', at('cert.pem'), '-name', `${UNIT}印章`];
    const exporting = ['pkcs12', '-export', ...input, '-passout', `pass:${password}`, '-out', at('file.p12')];
    const { exitCode, text } = await ask('openssl', [...exporting, ...options]);
    if (exitCode !== 0) throw new Error(text);
    return { bytes: await readFile(at('file.p12')), keyPem: await readFile(at('key.pem'), 'utf8') };
  });
}

const publicKeyOf = (pem: string | Buffer): string =>
  createPublicKey(
    typeof pem === 'string' ? pem : createPrivateKey({ key: pem, format: 'der', type: 'pkcs8' }),
  )
    .export({ format: 'der', type: 'spki' })
    .toString('hex');

const FORMS: readonly (readonly [string, readonly string[]])[] = [
  ['modern form: AES-256, PBKDF2 and MAC with SHA-256', []],
  ['old form of Windows: RC2-40, 3DES, MAC with SHA-1', ['-legacy']],
  ['RC2-128 and 3DES with two keys', ['-legacy', '-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-2DES']],
  ['certificates in clear', ['-certpbe', 'NONE', '-keypbe', 'AES-128-CBC', '-macalg', 'sha512']],
  ['the key in clear too', ['-certpbe', 'NONE', '-keypbe', 'NONE']],
  ['no MAC', ['-nomac', '-keypbe', 'AES-192-CBC']],
  ['SM4 and HMAC-SM3', ['-keypbe', 'SM4-CBC', '-certpbe', 'SM4-CBC', '-macalg', 'sm3']],
  ['100,000 iterations', ['-iter', '100000']],
];

describe('PKCS #12 files that OpenSSL makes', () => {
  for (const [name, options] of FORMS) {
    itJudgedBy('openssl')(`in ${name} give key, certificate and Chinese name`, async () => {
      const { bytes, keyPem } = await makeFile('rsa', options);
      const { keys, certificates } = readPkcs12(bytes, PASSWORD);
      expect([keys.length, certificates.length]).toEqual([1, 1]);
      expect(publicKeyOf(Buffer.from(keys[0]!.pkcs8Der))).toBe(publicKeyOf(keyPem));
      expect(keys[0]?.friendlyName).toBe(`${UNIT}印章`);
      expect(keys[0]?.localKeyId).toEqual(certificates[0]?.localKeyId);
      expect(formatName(readCertificate(certificates[0]!.certificateDer).subject)).toContain(`CN=${UNIT}`);
    });
  }

  for (const kind of ['p256', 'sm2'] as const) {
    itJudgedBy('openssl')(`with a ${kind} key in both forms give it`, async () => {
      for (const options of [[], ['-legacy']]) {
        const { bytes, keyPem } = await makeFile(kind, options);
        const { keys } = readPkcs12(bytes, PASSWORD);
        expect(publicKeyOf(Buffer.from(keys[0]!.pkcs8Der))).toBe(publicKeyOf(keyPem));
      }
    });
  }

  itJudgedBy('openssl')('open with an empty password where that is theirs', async () => {
    for (const options of [[], ['-legacy']]) {
      const { bytes } = await makeFile('p256', options, '');
      expect(readPkcs12(bytes, '').keys).toHaveLength(1);
    }
  });

  itJudgedBy('openssl')('are refused with another password, and where any byte was changed', async () => {
    for (const options of [[], ['-legacy'], ['-nomac']]) {
      const { bytes } = await makeFile('p256', options);
      expect(() => readPkcs12(bytes, '照章密码𠮷-2')).toThrow('pkcs12-');
      if (options[0] === '-nomac') continue;
      for (let at = 0; at < bytes.length; at += 61) {
        const twin = Buffer.from(bytes);
        twin[at]! ^= 0x20;
        expect(() => readPkcs12(twin, PASSWORD)).toThrow('pkcs12-');
      }
    }
  });

  itJudgedBy('openssl')('are refused at once where they ask for a day of work', async () => {
    const { bytes } = await makeFile('p256', ['-iter', '65536']);
    const twin = Buffer.from(
      bytes.toString('latin1').replaceAll('\x02\x03\x01\x00\x00', '\x02\x03\x7f\xff\xff'),
      'latin1',
    );
    expect(() => readPkcs12(twin, PASSWORD)).toThrow('pkcs12-too-costly');
    expect(() => readPkcs12(Buffer.alloc(2_000_000, 0x30), PASSWORD)).toThrow('pkcs12-too-costly');
    expect(() => readPkcs12(Buffer.from('no'), PASSWORD)).toThrow('pkcs12-unreadable');
  });
});

describe('PKCS #12 files that Mozilla’s NSS makes', () => {
  itJudgedBy('openssl', 'certutil', 'pk12util')(
    'give key and certificate',
    async () => {
      const { bytes, keyPem } = await makeFile('rsa', []);
      await withFolder(async (folder) => {
        const store = `sql:${folder}`;
        await writeFile(join(folder, 'in.p12'), bytes);
        await ask('certutil', ['-N', '-d', store, '--empty-password']);
        const into = await ask('pk12util', ['-i', join(folder, 'in.p12'), '-d', store, '-W', PASSWORD]);
        expect(into.exitCode).toBe(0);
        for (const ciphers of [[], ['-c', 'PKCS #12 V2 PBE With SHA-1 And 40 Bit RC2 CBC']]) {
          const out = [
            '-o',
            join(folder, 'out.p12'),
            '-n',
            `${UNIT}印章`,
            '-d',
            store,
            '-W',
            '密码2',
            ...ciphers,
          ];
          expect(await ask('pk12util', out)).toMatchObject({ exitCode: 0 });
          const { keys, certificates } = readPkcs12(await readFile(join(folder, 'out.p12')), '密码2');
          expect(publicKeyOf(Buffer.from(keys[0]!.pkcs8Der))).toBe(publicKeyOf(keyPem));
          expect(certificates).toHaveLength(1);
        }
      });
    },
    60_000,
  );
});
