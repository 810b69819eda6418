"""Open to everybody: is this paper, or this file, the one that was signed?"""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from lakip.journey import proving
from lakip.pages.policy import anyone

NO_FILE = "Pilih berkas PDF yang akan diperiksa."
TOO_LARGE = "Berkas lebih besar dari {most} MB; surat dari aplikasi ini selalu lebih kecil."


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The form that takes a file, and what is said of it. Nothing of the file is kept."""
    if request.method != "POST":
        return render(request, "verifikasi/periksa.html", {"here": "verifikasi"})
    upload = request.FILES.get("file")
    fault = _fault(upload)
    if fault or upload is None:
        context = {"here": "verifikasi", "reasons": [fault]}
        return render(request, "verifikasi/periksa.html", context, status=422)
    answer = proving.of_file(upload.read())
    return render(
        request,
        "verifikasi/periksa.html",
        {"here": "verifikasi", "answer": answer, "proof": answer.proof, "name": upload.name},
    )


def _fault(upload: UploadedFile | None) -> str:
    if upload is None or not upload.size:
        return NO_FILE
    if upload.size > settings.LARGEST_UPLOAD:
        return TOO_LARGE.format(most=settings.LARGEST_UPLOAD // (1024 * 1024))
    return ""


@anyone
@require_safe
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """The page that a paper's QR leads to."""
    found = proving.by_token(token)
    if found is None:
        raise Http404
    return render(request, "verifikasi/surat.html", {"here": "verifikasi", "proof": found})
