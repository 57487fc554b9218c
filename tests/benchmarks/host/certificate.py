"""A certificate for a server on this machine."""
import subprocess


def make_certificate(folder):
    """For 127.0.0.1, signed by itself, valid for a day: the files of its key and of itself."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-days", "1", "-subj", "/CN=benchmark", "-addext", "subjectAltName=IP:127.0.0.1",
                    "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return key, certificate
