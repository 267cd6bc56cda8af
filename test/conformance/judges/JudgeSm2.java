import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Security;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Bouncy Castle as an outside judge: `JudgeSm2 cms|seal CONTAINER CONTENT` prints `holds`, or what does not.
 * Its SM2 takes the default id of GM/T 0009.
 */
public class JudgeSm2 {
  public static void main(String[] parameters) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    byte[] container = Files.readAllBytes(Path.of(parameters[1]));
    byte[] content = Files.readAllBytes(Path.of(parameters[2]));
    System.out.println(parameters[0].equals("cms") ? ofCms(container, content) : ofSeal(container, content));
  }

  @SuppressWarnings("unchecked")
  private static String ofCms(byte[] container, byte[] content) throws Exception {
    CMSSignedData signedData = new CMSSignedData(new CMSProcessableByteArray(content), container);
    SignerInformation signer = signedData.getSignerInfos().getSigners().iterator().next();
    X509CertificateHolder certificate =
        (X509CertificateHolder) signedData.getCertificates().getMatches(signer.getSID()).iterator().next();
    try {
      boolean holds =
          signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(certificate));
      return holds ? "holds" : "signature differs";
    } catch (org.bouncycastle.cms.CMSSignerDigestMismatchException mismatch) {
      return "digest differs";
    }
  }

  /** SES_Signature and SESeal of GB/T 38540-2020, field by field; a PDF pads them with zeros. */
  private static String ofSeal(byte[] container, byte[] content) throws Exception {
    ASN1Sequence signature = ASN1Sequence.getInstance(new ASN1InputStream(container).readObject());
    ASN1Sequence toSign = ASN1Sequence.getInstance(signature.getObjectAt(0));
    ASN1Sequence seal = ASN1Sequence.getInstance(toSign.getObjectAt(1));
    ASN1Sequence info = ASN1Sequence.getInstance(seal.getObjectAt(0));
    ASN1Sequence property = ASN1Sequence.getInstance(info.getObjectAt(2));
    ASN1Sequence certificates = ASN1Sequence.getInstance(property.getObjectAt(3));
    byte[] signerDer = ASN1OctetString.getInstance(signature.getObjectAt(1)).getOctets();
    byte[] admittedDer = ASN1OctetString.getInstance(certificates.getObjectAt(0)).getOctets();
    byte[] dataHash = ASN1BitString.getInstance(toSign.getObjectAt(3)).getOctets();
    String header = ASN1IA5String.getInstance(ASN1Sequence.getInstance(info.getObjectAt(0)).getObjectAt(0)).getString();
    if (!header.equals("ES")) return "header differs";
    if (!Arrays.equals(signerDer, admittedDer)) return "signer not in seal";
    if (!Arrays.equals(MessageDigest.getInstance("SM3", "BC").digest(content), dataHash)) return "digest differs";
    if (!holds(seal, info, 1)) return "signature of the seal differs";
    return holds(signature, toSign, 1) ? "holds" : "signature differs";
  }

  /** Whether the certificate, algorithm and value that stand from `at` on are over `signed`. */
  private static boolean holds(ASN1Sequence container, ASN1Sequence signed, int at) throws Exception {
    byte[] certificateDer = ASN1OctetString.getInstance(container.getObjectAt(at)).getOctets();
    String algorithm = ASN1ObjectIdentifier.getInstance(container.getObjectAt(at + 1)).getId();
    Certificate certificate =
        CertificateFactory.getInstance("X.509", "BC").generateCertificate(new ByteArrayInputStream(certificateDer));
    Signature verifier = Signature.getInstance(algorithm, "BC");
    verifier.initVerify(certificate.getPublicKey());
    verifier.update(signed.getEncoded("DER"));
    return verifier.verify(ASN1BitString.getInstance(container.getObjectAt(at + 2)).getOctets());
  }
}
