"""Certificates that nobody but a test trusts: an authority, and those who sign."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass

from asn1crypto import keys
from asn1crypto import x509 as certificates
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.validation import PdfSignatureStatus, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore


@dataclass(frozen=True, slots=True)
class Authority:
    """One who vouches for others, in this test."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def made(cls) -> Authority:
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name("Nơi cấp thử")
        return cls(key, _certificate(name, name, key.public_key(), key, ca=True))

    def signer(self, name: str) -> SimpleSigner:
        """Somebody with a key of their own."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer = self.certificate.subject
        own = _certificate(_name(name), issuer, key.public_key(), self.key, ca=False)
        store = SimpleCertificateStore()
        store.register(_parsed(self.certificate))
        bare = key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return SimpleSigner(_parsed(own), keys.PrivateKeyInfo.load(bare), store)

    def judged(self, content: bytes) -> dict[str, PdfSignatureStatus]:
        """What every signature of a file is worth, by the name of its field."""
        reader = PdfFileReader(io.BytesIO(content))
        return {
            one.field_name: validate_pdf_signature(
                one, ValidationContext(trust_roots=[_parsed(self.certificate)])
            )
            for one in reader.embedded_signatures
        }


def signed(content: bytes, field: str, signer: SimpleSigner) -> bytes:
    """The file with one more of its own fields signed."""
    given = IncrementalPdfFileWriter(io.BytesIO(content))
    what = PdfSignatureMetadata(field_name=field)
    held = sign_pdf(given, what, signer=signer, existing_fields_only=True)
    whole: bytes = held.getvalue()
    return whole


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    signing: ec.EllipticCurvePrivateKey,
    *,
    ca: bool,
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    usage = dict.fromkeys(
        (
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    signs = x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_cert_sign=ca,
        crl_sign=ca,
        **usage,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(signs, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()),
            critical=False,
        )
        .sign(signing, hashes.SHA256())
    )


def _parsed(certificate: x509.Certificate) -> certificates.Certificate:
    return certificates.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
