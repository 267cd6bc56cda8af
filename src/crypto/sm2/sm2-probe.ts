import { openSm2PublicKey } from './sm2-key.ts';
import { sm2Verify } from './sm2-signature.ts';
import { sm3 } from './sm3.ts';

/** The signature example of GB/T 32918.5 annex A: public key, message, r and s under the default id. */
const STANDARD_EXAMPLE = {
  spkiDer: Buffer.from(
    '3059301306072a8648ce3d020106082a811ccf5501822d034200' +
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
      'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    'hex',
  ),
  message: Buffer.from('message digest', 'ascii'),
  signature: Buffer.from(
    '3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
      '022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
    'hex',
  ),
};
const SM3_OF_ABC = '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0';

/**
 * Whether this build of Node makes SM3 and SM2 as the standard's examples say (GB/T 32905 annex A.1, GB/T 32918.5
 * annex A). Builds without SM algorithms, or that sign without Z, answer false; ask once at start.
 */
export function sm2Available(): boolean {
  try {
    if (sm3(Buffer.from('abc')).toString('hex') !== SM3_OF_ABC) return false;
    const { spkiDer, message, signature } = STANDARD_EXAMPLE;
    return sm2Verify(openSm2PublicKey(spkiDer), message, signature);
  } catch {
    return false;
  }
}
