import { sm3 } from './sm3.ts';

/** The id that GM/T 0009 §10 prescribes where none is agreed: the ASCII digits 1234567812345678. */
export const SM2_DEFAULT_USER_ID: Buffer = Buffer.from('1234567812345678', 'ascii');

/** a ‖ b ‖ xG ‖ yG of the recommended curve, 32 bytes each, big-endian (GB/T 32918.5 §2). */
const CURVE_PARAMETERS = Buffer.from(
  'FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC' +
    '28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93' +
    '32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7' +
    'BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0',
  'hex',
);
const LONGEST_USER_ID_BYTES = 0xffff >> 3;

/**
 * ZA = SM3(ENTLA ‖ ID ‖ a ‖ b ‖ xG ‖ yG ‖ xA ‖ yA), GB/T 32918.2 §5.5: binds a signature to its signer's id and key.
 *
 * @param point uncompressed public point, 65 bytes `04 ‖ x ‖ y`
 * @param userId 0 to 8191 bytes
 * @returns 32 bytes
 * @throws RangeError when the id does not fit ENTLA (a length in bits, two bytes) or the point has another form
 */
export function sm2ZValue(point: Uint8Array, userId: Uint8Array = SM2_DEFAULT_USER_ID): Buffer {
  if (userId.length > LONGEST_USER_ID_BYTES) throw new RangeError('SM2 user id is longer than 8191 bytes');
  if (point.length !== 65 || point[0] !== 0x04) throw new RangeError('SM2 point is not 04 ‖ x ‖ y');
  const idLengthBits = Buffer.alloc(2);
  idLengthBits.writeUInt16BE(userId.length * 8);
  return sm3(idLengthBits, userId, CURVE_PARAMETERS, point.subarray(1));
}
