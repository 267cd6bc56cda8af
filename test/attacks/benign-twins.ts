import { readSignedData } from '../../src/crypto/cms/signed-data-reader.ts';
import { dict, name, PdfStream } from '../../src/crypto/pdf/pdf-objects.ts';
import { appendValidationData } from '../../src/crypto/pdf/security-store-update.ts';
import { RED_RING } from '../support/sealed-pdf.ts';
import type { AttackCase } from './attack-case.ts';
import { fieldLook, formXObject, operators, ref, text } from './draft.ts';
import { pageWithAnnotation } from './page-edits.ts';

const benign = (
  title: string,
  carryOut: AttackCase['carryOut'],
  protections?: AttackCase['protections'],
): AttackCase => ({ class: 'benign', title, carryOut, ...(protections && { protections }) });

/** What honest writers do behind a seal; each must pass in the same forms in which the attacks must not. */
export const BENIGN_TWINS: readonly AttackCase[] = [
  benign('nothing', ({ bytes }) => bytes),
  benign('validation data (DSS)', ({ bytes, signature }) => {
    const { certificatesDer } = readSignedData(signature.contents);
    return appendValidationData(bytes, { certificatesDer, ocspResponsesDer: [], crlsDer: [] });
  }),
  benign('document time-stamp', ({ bytes }, { raising }) => raising.raise(bytes, 'B-T')),
  benign('time-stamp, validation data, time-stamp (B-LTA)', ({ bytes }, { raising }) =>
    raising.raise(bytes, 'B-LTA'),
  ),
  benign('a page written anew as it was', (file) => file.edit(file.page(0).reference.number, (page) => page)),
  benign('metadata', (file) => {
    const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="r"></rdf:RDF></x:xmpmeta>';
    const metadata = new PdfStream(dict({ Type: name('Metadata'), Subtype: name('XML') }), operators(xmp));
    return file.edit(file.catalogNumber, (catalog) => catalog.with({ Metadata: ref(file.next) }), [
      { number: file.next, object: metadata },
    ]);
  }),
  benign('a second seal, nothing seen of it', ({ bytes }, { seal }) => seal(bytes, { fieldName: 'Seal2' }), [
    'plain',
    'P=2',
    'P=3',
    'locked',
  ]),
  benign(
    'a second seal, a ring over the text',
    ({ bytes }, { seal }) => {
      const place = { xMm: 30, yMm: 25, widthMm: 42, heightMm: 42 };
      return seal(bytes, { fieldName: 'Seal2', visible: { pageIndex: 0, place, appearance: RED_RING } });
    },
    ['plain', 'P=2', 'P=3', 'locked'],
  ),
  benign(
    'a second seal whose look does not mix with the ground',
    ({ bytes }, { seal }) => {
      const place = { xMm: 30, yMm: 25, widthMm: 42, heightMm: 42 };
      const content = Buffer.from(RED_RING.contentStream).toString('latin1');
      return seal(bytes, {
        fieldName: 'Seal2',
        visible: { pageIndex: 0, place, appearance: RED_RING },
        ownLook: () => formXObject(content, [0, 0, 120, 120]),
      });
    },
    ['plain', 'P=2', 'P=3', 'locked'],
  ),
  benign(
    'a field filled',
    (file) => {
      const { number } = file.field('Name');
      return file.edit(number, (field) => field.with({ V: text('new'), AP: dict({ N: ref(file.next) }) }), [
        { number: file.next, object: fieldLook('new') },
      ]);
    },
    ['plain', 'P=2', 'P=3', 'locked'],
  ),
  benign(
    'a field filled on a white ground of its own',
    (file) => {
      const { number } = file.field('Name');
      const look = formXObject('1 g 0 0 200 20 re f /Tx BMC EMC', [0, 0, 200, 20]);
      return file.edit(number, (field) => field.with({ V: text('new'), AP: dict({ N: ref(file.next) }) }), [
        { number: file.next, object: look },
      ]);
    },
    ['plain', 'P=2', 'P=3', 'locked'],
  ),
  benign(
    'a box ticked',
    (file) =>
      file.edit(file.field('Agree').number, (field) => field.with({ V: name('Yes'), AS: name('Yes') })),
    ['plain', 'P=2', 'P=3', 'locked'],
  ),
  benign(
    'a note in the margin',
    (file) => {
      const note = dict({
        Type: name('Annot'),
        Subtype: name('Text'),
        Rect: [10, 800, 30, 820],
        Contents: text('seen'),
      });
      return file.append([pageWithAnnotation(file, 0, ref(file.next)), { number: file.next, object: note }]);
    },
    ['P=3'],
  ),
];
