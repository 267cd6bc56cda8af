import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.ers.ERSByteData;
import org.bouncycastle.tsp.ers.ERSEvidenceRecord;

/**
 * Bouncy Castle as an outside judge: `JudgeEvidenceRecord RECORD FILE` prints `holds`, or what does not: the chains, the
 * file's place in the newest one, the signature of the newest time-stamp.
 */
public class JudgeEvidenceRecord {
  public static void main(String[] parameters) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    byte[] record = Files.readAllBytes(Path.of(parameters[0]));
    byte[] file = Files.readAllBytes(Path.of(parameters[1]));
    System.out.println(verdict(record, file));
  }

  private static String verdict(byte[] der, byte[] file) {
    try {
      DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().setProvider("BC").build();
      ERSEvidenceRecord record = new ERSEvidenceRecord(der, digests);
      record.validatePresent(new ERSByteData(file), new java.util.Date(Long.MAX_VALUE / 2));
      X509CertificateHolder authority = record.getSigningCertificate();
      record.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(authority));
      return "holds";
    } catch (Exception problem) {
      return problem.getClass().getSimpleName() + ": " + problem.getMessage();
    }
  }
}
