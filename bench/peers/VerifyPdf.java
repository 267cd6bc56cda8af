import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.StringJoiner;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.Selector;

/**
 * Asked with a number, verifies the signatures of the file so often, as PDFBox's example does: digest and value. What
 * has changed since a signature it does not ask.
 */
public class VerifyPdf {
  public static void main(String[] parameters) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    byte[] file = Files.readAllBytes(Path.of(parameters[0]));
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      StringJoiner ms = new StringJoiner(",", "[", "]");
      for (int done = 0; done < Integer.parseInt(line); done++) {
        long startedAt = System.nanoTime();
        verify(file);
        ms.add(String.valueOf((System.nanoTime() - startedAt) / 1e6));
      }
      System.out.println("{\"ms\":" + ms + ",\"peakMib\":" + peakMemoryMib() + "}");
    }
  }

  @SuppressWarnings("unchecked")
  private static void verify(byte[] file) throws Exception {
    try (PDDocument document = PDDocument.load(file)) {
      for (PDSignature signature : document.getSignatureDictionaries()) {
        CMSProcessableByteArray signed = new CMSProcessableByteArray(signature.getSignedContent(file));
        CMSSignedData signedData = new CMSSignedData(signed, signature.getContents(file));
        SignerInformation signer = signedData.getSignerInfos().getSigners().iterator().next();
        Selector<X509CertificateHolder> wanted = signer.getSID();
        X509CertificateHolder certificate = signedData.getCertificates().getMatches(wanted).iterator().next();
        if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(certificate))) {
          throw new IllegalStateException(signature.getName());
        }
      }
    }
  }

  private static double peakMemoryMib() throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
    }
    return 0;
  }
}
