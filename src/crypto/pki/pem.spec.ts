import { randomBytes } from 'node:crypto';
import { pemBlocks, pemText } from './pem.ts';

describe('PEM', () => {
  const der = randomBytes(100);

  it('gives back every block of the label and no other', () => {
    const other = randomBytes(10);
    const text = `words before\n${pemText('CERTIFICATE', der)}${pemText('X509 CRL', other)}${pemText('CERTIFICATE', other)}`;
    expect(pemBlocks(Buffer.from(text), 'CERTIFICATE')).toEqual([der, other]);
  });

  it('is read whatever ends its lines', () => {
    const text = pemText('CERTIFICATE', der).replaceAll('\n', '\r\n');
    expect(pemBlocks(Buffer.from(text), 'CERTIFICATE')).toEqual([der]);
  });

  it.each([
    ['DER', der],
    ['a block that does not end', Buffer.from(pemText('CERTIFICATE', der).slice(0, -10))],
    ['nothing', Buffer.alloc(0)],
  ])('is nothing in %s', (_, bytes) => {
    expect(pemBlocks(bytes, 'CERTIFICATE')).toEqual([]);
  });
});
