/** Object identifiers of CMS content types and attributes, with the clause that defines each. */
export const CONTENT_TYPE = {
  /** RFC 5652 §4. */
  data: '1.2.840.113549.1.7.1',
  /** RFC 5652 §5.1. */
  signedData: '1.2.840.113549.1.7.2',
  /** RFC 3161 §2.4.2. */
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  /** GB/T 35275: the same structures under their own identifiers. */
  gmData: '1.2.156.10197.6.1.4.2.1',
  gmSignedData: '1.2.156.10197.6.1.4.2.2',
} as const;

export const ATTRIBUTE_TYPE = {
  /** RFC 5652 §11.1. */
  contentType: '1.2.840.113549.1.9.3',
  /** RFC 5652 §11.2. */
  messageDigest: '1.2.840.113549.1.9.4',
  /** RFC 5652 §11.3. */
  signingTime: '1.2.840.113549.1.9.5',
  /** RFC 2634 §5.4: SHA-1. */
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  /** RFC 5035 §3. */
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  /** RFC 6211. */
  cmsAlgorithmProtection: '1.2.840.113549.1.9.52',
  /** ETSI EN 319 122-1 §5.2.6.1. */
  signerAttributesV2: '0.4.0.19122.1.1',
  /** ETSI EN 319 122-1 §5.2.5. */
  signerLocation: '1.2.840.113549.1.9.16.2.17',
  /** ETSI EN 319 122-1 §5.2.9. */
  signaturePolicyIdentifier: '1.2.840.113549.1.9.16.2.15',
  /** RFC 3161 appendix A, unsigned. */
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
} as const;
