"""A time-stamp authority for tests: certificates and answers by the `openssl` program, over HTTP on a loopback address."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

OPENSSL = shutil.which("openssl")
_CONFIG = """
[tsa]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
[ext]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[req]
distinguished_name = name
[name]
"""


def certificates(folder: Path) -> Path:
    """Make a root and an authority's certificate; return the root's file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder), encoding="utf-8")
    (folder / "serial").write_text("01\n", encoding="utf-8")
    new = ["req", "-config", "tsa.cnf", "-newkey", "rsa:2048", "-nodes", "-sha256"]
    _openssl(folder, *new, "-x509", "-days", "3650", "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=made-up root")
    _openssl(folder, *new, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=made-up authority")
    signing = ["-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "3650", "-extfile", "tsa.cnf", "-extensions", "ext"]
    _openssl(folder, "x509", "-req", "-in", "tsa.csr", *signing, "-out", "tsa.pem")
    return folder / "root.pem"


def answer(folder: Path, request: bytes) -> bytes:
    (folder / "query.tsq").write_bytes(request)
    _openssl(
        folder,
        "ts",
        "-reply",
        "-config",
        "tsa.cnf",
        "-section",
        "tsa",
        "-queryfile",
        "query.tsq",
        "-signer",
        "tsa.pem",
        "-inkey",
        "tsa.key",
        "-out",
        "answer.tsr",
    )
    return (folder / "answer.tsr").read_bytes()


def verified_by_openssl(folder: Path, stamp: Path, digest: str) -> bool:
    done = subprocess.run(  # noqa: S603  # openssl, by a path of our own, with arguments of the tests
        [str(OPENSSL), "ts", "-verify", "-digest", digest, "-in", str(stamp), "-CAfile", "root.pem"], cwd=folder, check=False, capture_output=True
    )  # the program named above
    return done.returncode == 0


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Answer requests on loopback; yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # http.server's name
            body = answer(folder, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def _openssl(folder: Path, *arguments: str) -> None:
    subprocess.run([str(OPENSSL), *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S603  # the program named above
