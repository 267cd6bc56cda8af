import { children, readDer } from './der-reader.ts';
import { integer, octetString, sequence } from './der-writer.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('the DER reader', () => {
  it('hands out views of the original bytes and leaves what follows alone', () => {
    const bytes = Buffer.concat([sequence(integer(5), octetString(hex('beef'))), hex('0000')]);
    const node = readDer(bytes);
    expect(node.bytes.length).toBe(bytes.length - 2);
    expect(node.bytes.buffer).toBe(bytes.buffer);
    expect(children(node).map(({ tag }) => tag)).toEqual([0x02, 0x04]);
  });

  it('reads tag numbers above 30', () => {
    expect(readDer(hex('bf 8101 02 0500'))).toMatchObject({
      tagClass: 'context',
      tagNumber: 129,
      constructed: true,
    });
  });

  it('reads indefinite lengths and says so', () => {
    const node = readDer(hex('30 80 020105 3080 0000 0000 ffff'));
    expect(node.indefinite).toBe(true);
    expect(node.bytes.length).toBe(11);
    expect(children(node)).toHaveLength(2);
  });

  it.each([
    ['der-truncated', '30 05 0201'],
    ['der-truncated', ''],
    ['der-truncated', '30 80 020105'],
    ['der-length-invalid', '30 85 0000000001 00'],
    ['der-length-invalid', '04 80 0000'],
    ['der-tag-invalid', 'bf ffffffffffffff7f 00'],
  ])('fails with %s for %s', (code, bytes) => {
    expect(() => readDer(hex(bytes))).toThrow(code);
  });

  it('fails with der-too-deep instead of overflowing the stack', () => {
    expect(() => readDer(Buffer.alloc(200_000, hex('3080')))).toThrow('der-too-deep');
  });

  it('fails when children of a primitive node are asked for', () => {
    expect(() => children(readDer(hex('020105')))).toThrow('der-unexpected-tag');
  });
});
