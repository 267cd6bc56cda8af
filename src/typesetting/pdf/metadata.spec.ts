import { SAMPLE_DOCUMENT } from '../../../test/factories/sample-face.ts';
import { METADATA_ELEMENTS } from './metadata-elements.ts';
import { metadataXml } from './metadata-xml.ts';
import { xmpPacket } from './xmp-packet.ts';

const xmpOf = (document = SAMPLE_DOCUMENT) => Buffer.from(xmpPacket(document)).toString();

describe('METADATA_ELEMENTS', () => {
  it('names each element once in each of its three ways', () => {
    for (const key of ['shortName', 'name', 'englishName'] as const)
      expect(new Set(METADATA_ELEMENTS.map((element) => element[key])).size).toBe(22);
  });
});

describe('xmpPacket', () => {
  it('claims PDF/A-3b and says what /Info says', () => {
    const xmp = xmpOf();
    expect(xmp).toContain('<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
    expect(xmp).toContain('<rdf:li xml:lang="x-default">食品经营许可证</rdf:li>');
    expect(xmp).toContain('<xmp:CreateDate>2026-11-23T16:21:42+08:00</xmp:CreateDate>');
  });

  it('describes exactly the properties that it carries, as PDF/A asks', () => {
    const xmp = xmpOf();
    const carried = [...xmp.matchAll(/<zz:(\w+)>/g)].map(([, name]) => name);
    const described = [...xmp.matchAll(/<pdfaProperty:name>(\w+)</g)].map(([, name]) => name);
    expect(carried).toContain('certificateNumber');
    expect(carried).toContain('KZ_JYXM');
    expect(described).toEqual(carried);
  });

  it('writes several holders as a sequence', () => {
    const elements = { ...SAMPLE_DOCUMENT.elements, CZZT: ['王㐂贵', '欧阳芷若'] };
    expect(xmpOf({ ...SAMPLE_DOCUMENT, elements })).toContain(
      '<zz:certificateHolderName><rdf:Seq><rdf:li>王㐂贵</rdf:li><rdf:li>欧阳芷若</rdf:li></rdf:Seq>',
    );
  });

  it('escapes what XML would read and replaces what it cannot hold', () => {
    const title = 'a<b>&"\u0000\ud800';
    expect(xmpOf({ ...SAMPLE_DOCUMENT, title })).toContain('a&lt;b&gt;&amp;&quot;\ufffd\ufffd');
  });
});

describe('metadataXml', () => {
  it('carries short, Chinese and English names, and leaves empty elements out', () => {
    const xml = Buffer.from(metadataXml(SAMPLE_DOCUMENT)).toString();
    expect(xml).toContain('<ZZBH name="证照编号" englishName="certificateNumber">JY21405000000017</ZZBH>');
    expect(xml).toContain('<KZ_JYXM name="经营项目">热食类食品制售 &amp; &lt;自制饮品&gt;</KZ_JYXM>');
    expect(xml).not.toContain('ZZYXQJZRQ');
  });
});
