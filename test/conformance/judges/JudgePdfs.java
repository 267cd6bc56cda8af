import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.Security;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Selector;

/**
 * PDFBox and Bouncy Castle as an outside judge. Reads paths of PDFs, one a line, and answers each with a line:
 * `holds at B-B` to `B-LTA` when every signature of the file holds, the level being that of the newest seal; else what
 * does not hold. Bouncy Castle's SM2 takes the default id of GM/T 0009.
 */
public class JudgePdfs {
  private static final String TIME_STAMP = "ETSI.RFC3161";

  public static void main(String[] parameters) throws Exception {
    Security.addProvider(new BouncyCastleProvider());
    BufferedReader paths = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String path = paths.readLine(); path != null; path = paths.readLine()) {
      System.out.println(answerOn(Files.readAllBytes(Path.of(path))));
    }
  }

  private static String answerOn(byte[] file) {
    try (PDDocument document = PDDocument.load(file)) {
      return "holds at " + levelOf(document, file);
    } catch (DoesNotHold reason) {
      return reason.getMessage();
    } catch (CMSSignerDigestMismatchException mismatch) {
      return "digest differs";
    } catch (Exception unreadable) {
      return "unreadable: " + unreadable;
    }
  }

  private static class DoesNotHold extends Exception {
    DoesNotHold(String what) {
      super(what);
    }
  }

  private static void require(boolean holds, String otherwise) throws DoesNotHold {
    if (!holds) throw new DoesNotHold(otherwise);
  }

  private static String levelOf(PDDocument document, byte[] file) throws Exception {
    List<PDSignature> signatures = new ArrayList<>(document.getSignatureDictionaries());
    signatures.sort(Comparator.comparingInt(JudgePdfs::endOf));
    require(!signatures.isEmpty(), "no signature");
    boolean isStamped = false;
    Set<String> names = new HashSet<>();
    for (PDSignature signature : signatures) {
      byte[] contents = signature.getContents(file);
      byte[] signed = signature.getSignedContent(file);
      names.add(nameInStore(contents));
      if (TIME_STAMP.equals(signature.getSubFilter())) isStamped = requireTimeStamp(contents, signed);
      else if ("GM.sm2seal".equals(signature.getSubFilter())) isStamped = requireSeal(contents, signed);
      else isStamped = requireCms(contents, signed);
    }
    PDSignature last = signatures.get(signatures.size() - 1);
    boolean isArchived = TIME_STAMP.equals(last.getSubFilter()) && endOf(last) == file.length;
    boolean hasEvidence = requireEvidence(document, names);
    return isArchived && hasEvidence ? "B-LTA" : hasEvidence ? "B-LT" : isStamped ? "B-T" : "B-B";
  }

  private static int endOf(PDSignature signature) {
    return signature.getByteRange()[2] + signature.getByteRange()[3];
  }

  /** Whether the signature, which must hold, bears a time-stamp. */
  private static boolean requireCms(byte[] contents, byte[] signed) throws Exception {
    CMSSignedData signedData = new CMSSignedData(new CMSProcessableByteArray(signed), contents);
    SignerInformation signer = signedData.getSignerInfos().getSigners().iterator().next();
    require(signer.verify(verifierFor(signedData.getCertificates().getMatches(signerOf(signer)))), "signature differs");
    Attribute stamp =
        signer.getUnsignedAttributes() == null
            ? null
            : signer.getUnsignedAttributes().get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
    if (stamp == null) return false;
    return requireTimeStamp(stamp.getAttributeValues()[0].toASN1Primitive().getEncoded(), signer.getSignature());
  }

  @SuppressWarnings("unchecked")
  private static Selector<X509CertificateHolder> signerOf(SignerInformation signer) {
    return signer.getSID();
  }

  private static SignerInformationVerifier verifierFor(java.util.Collection<X509CertificateHolder> found) throws Exception {
    require(!found.isEmpty(), "signer's certificate missing");
    return new JcaSignerInfoVerifierBuilder(new JcaDigestCalculatorProviderBuilder().setProvider("BC").build())
        .setProvider("BC")
        .setSignatureAlgorithmNameGenerator(NAMES)
        .build(found.iterator().next());
  }

  /** GB/T 35275 names the key's algorithm where CMS names that of the signature; Bouncy Castle must be told. */
  private static final DefaultCMSSignatureAlgorithmNameGenerator NAMES =
      new DefaultCMSSignatureAlgorithmNameGenerator() {
        {
          setSigningEncryptionAlgorithmMapping(new ASN1ObjectIdentifier("1.2.156.10197.1.301.1"), "SM2");
        }
      };

  /** True, or an exception; `validate` asks for the purpose, the certificate's period and the attribute that names it. */
  @SuppressWarnings("unchecked")
  private static boolean requireTimeStamp(byte[] tokenDer, byte[] stamped) throws Exception {
    TimeStampToken token = new TimeStampToken(new CMSSignedData(tokenDer));
    String digest = token.getTimeStampInfo().getHashAlgorithm().getAlgorithm().getId();
    byte[] imprint = MessageDigest.getInstance(digest, "BC").digest(stamped);
    require(Arrays.equals(imprint, token.getTimeStampInfo().getMessageImprintDigest()), "time-stamp is over other bytes");
    token.validate(verifierFor(token.getCertificates().getMatches(token.getSID())));
    return true;
  }

  /**
   * Whether there is a document security store; all that is in it must be signed. Its entries by signature are optional,
   * but each must name one that the file has.
   */
  private static boolean requireEvidence(PDDocument document, Set<String> signatureNames) throws Exception {
    COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
    if (!(catalog.getDictionaryObject("DSS") instanceof COSDictionary store)) return false;
    List<X509CertificateHolder> certificates = new ArrayList<>();
    for (byte[] der : streamsOf(store, "Certs")) certificates.add(new X509CertificateHolder(der));
    for (byte[] der : streamsOf(store, "OCSPs")) requireAnswer((BasicOCSPResp) new OCSPResp(der).getResponseObject());
    for (byte[] der : streamsOf(store, "CRLs")) requireList(new X509CRLHolder(der), certificates);
    require(store.containsKey("OCSPs") || store.containsKey("CRLs"), "store without revocation data");
    if (store.getDictionaryObject("VRI") instanceof COSDictionary related) {
      for (COSName key : related.keySet()) {
        require(signatureNames.contains(key.getName()), "store names an unknown signature");
      }
    }
    return true;
  }

  private static void requireAnswer(BasicOCSPResp answer) throws Exception {
    require(answer.isSignatureValid(keyOf(answer.getCerts()[0])), "OCSP answer differs");
  }

  private static void requireList(X509CRLHolder list, List<X509CertificateHolder> certificates) throws Exception {
    for (X509CertificateHolder issuer : certificates) {
      if (issuer.getSubject().equals(list.getIssuer()) && list.isSignatureValid(keyOf(issuer))) return;
    }
    throw new DoesNotHold("list differs");
  }

  private static ContentVerifierProvider keyOf(X509CertificateHolder certificate) throws Exception {
    return new JcaContentVerifierProviderBuilder().setProvider("BC").build(certificate);
  }

  private static String nameInStore(byte[] contents) throws Exception {
    return HexFormat.of().withUpperCase().formatHex(MessageDigest.getInstance("SHA-1").digest(contents));
  }

  private static List<byte[]> streamsOf(COSDictionary store, String key) throws IOException {
    List<byte[]> found = new ArrayList<>();
    if (!(store.getDictionaryObject(key) instanceof COSArray streams)) return found;
    for (int index = 0; index < streams.size(); index++) {
      COSBase stream = streams.getObject(index);
      found.add(((COSStream) stream).createInputStream().readAllBytes());
    }
    return found;
  }

  /**
   * Whether SES_Signature of GB/T 38540-2020 bears a time-stamp; it and the SESeal in it must hold, field by field. A PDF
   * pads them with zeros.
   */
  private static boolean requireSeal(byte[] container, byte[] content) throws Exception {
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
    require(header.equals("ES"), "header differs");
    require(Arrays.equals(signerDer, admittedDer), "signer not in seal");
    require(Arrays.equals(MessageDigest.getInstance("SM3", "BC").digest(content), dataHash), "digest differs");
    require(holds(seal, info), "signature of the seal differs");
    require(holds(signature, toSign), "signature differs");
    if (signature.size() < 5) return false;
    ASN1TaggedObject stamp = ASN1TaggedObject.getInstance(signature.getObjectAt(4));
    byte[] value = ASN1BitString.getInstance(signature.getObjectAt(3)).getOctets();
    return requireTimeStamp(ASN1BitString.getInstance(stamp, true).getOctets(), value);
  }

  /** Whether the certificate, algorithm and value that stand behind `signed` are over it. */
  private static boolean holds(ASN1Sequence container, ASN1Sequence signed) throws Exception {
    byte[] certificateDer = ASN1OctetString.getInstance(container.getObjectAt(1)).getOctets();
    String algorithm = ASN1ObjectIdentifier.getInstance(container.getObjectAt(2)).getId();
    Certificate certificate =
        CertificateFactory.getInstance("X.509", "BC").generateCertificate(new ByteArrayInputStream(certificateDer));
    Signature verifier = Signature.getInstance(algorithm, "BC");
    verifier.initVerify(certificate.getPublicKey());
    verifier.update(signed.getEncoded("DER"));
    return verifier.verify(ASN1BitString.getInstance(container.getObjectAt(3)).getOctets());
  }
}
