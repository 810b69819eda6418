"""An agency's kop, paper, numbers and way of signing; kept by its own admin."""

import uuid

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lakip.documents import filing
from lakip.documents.filing import NotTaken
from lakip.documents.numbering import Pattern
from lakip.pages.clock import today
from lakip.pages.policy import SignedRequest, signed_in
from lakip.people.appointing import may_manage
from lakip.people.government import Agency
from lakip.people.letterhead import Letterhead, letterhead_of

LARGEST_LOGO = 1024 * 1024
PICTURES = ("image/png", "image/jpeg")
NO_LOGO = "Logo harus berupa gambar PNG atau JPG, paling besar 1 MB."
NO_SVG = (
    "Logo SVG belum dapat dipakai. Simpan sebagai PNG selebar 600 titik atau lebih, lalu unggah."
)
NO_SERVICE = (
    "Layanan TTE belum disambungkan oleh operator aplikasi, jadi surat tidak dapat ditandatangani "
    "lewat layanan itu. Pilih cara lain, atau hubungi operator aplikasi."
)


class LetterheadForm(forms.ModelForm):
    """What an agency chooses for its papers."""

    picture = forms.FileField(label="Logo", required=False, help_text=NO_LOGO)

    class Meta:
        model = Letterhead
        fields = [
            "government_line", "agency_line", "address", "place", "color", "paper",
            "classification", "unit", "letter_pattern", "decree_pattern", "signing",
        ]  # fmt: skip
        widgets = {
            "address": forms.Textarea(attrs={"rows": 3}),
            "color": forms.TextInput(attrs={"type": "color"}),
        }
        help_texts = {
            "government_line": "Kosongkan untuk memakai nama pemerintah daerah.",
            "agency_line": "Kosongkan untuk memakai nama OPD.",
            "address": "Tiga baris atau kurang.",
            "classification": "Misalnya 000.8.6; tanyakan kepada unit kearsipan.",
            "letter_pattern": "Boleh memuat {urut}, {urut3}, {klasifikasi}, {unit}, {bulan}, "
            "{bulan_romawi}, {tahun}.",
            "decree_pattern": "Tanda yang sama berlaku di sini.",
            "signing": "Sertifikat dari aplikasi ini bersifat internal, bukan TTE tersertifikasi. "
            "Layanan TTE meminta NIK dan frasa sandi setiap kali.",
        }

    def clean_letter_pattern(self) -> str:
        """A pattern without a number would give the same one twice."""
        return self._pattern("letter_pattern")

    def clean_decree_pattern(self) -> str:
        """The same for decrees."""
        return self._pattern("decree_pattern")

    def _pattern(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        codes = {"classification": "x", "unit": "x"}  # They may be entered later.
        if faults := Pattern(text=text, **codes).faults():
            raise forms.ValidationError(faults)
        return text

    def clean_signing(self) -> str:
        """A service that is not connected would leave everybody unable to sign."""
        way: str = self.cleaned_data["signing"]
        if way == Letterhead.Signing.REMOTE and not settings.SIGNING_SERVICE:
            raise forms.ValidationError(NO_SERVICE)
        return way

    def clean_picture(self) -> UploadedFile | None:
        """A picture that is small, and one that a paper can bear."""
        upload: UploadedFile | None = self.cleaned_data["picture"]
        if upload is None:
            return None
        if (upload.name or "").lower().endswith(".svg"):
            raise forms.ValidationError(NO_SVG)
        if upload.size is None or upload.size > LARGEST_LOGO:
            size = (upload.size or 0) / LARGEST_LOGO
            raise forms.ValidationError(f"Logo ini {size:.1f} MB. {NO_LOGO}".replace(".", ",", 1))
        try:
            content = filing.take_upload(upload)
        except NotTaken as no:
            raise forms.ValidationError(list(no.reasons)) from no
        if content.media_type not in PICTURES:
            raise forms.ValidationError(NO_LOGO)
        self.instance.logo = content.sha256
        return upload


def _agency(request: SignedRequest, agency: uuid.UUID) -> Agency:
    found = get_object_or_404(Agency.objects.select_related("government"), pk=agency)
    if not may_manage(request.user, found, day=today()):
        raise Http404
    return found


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def letterhead(request: SignedRequest, agency: uuid.UUID) -> HttpResponse:
    """The agency's letterhead, to be read and changed."""
    found = _agency(request, agency)
    head = letterhead_of(found)
    if request.method != "POST":
        return _page(request, head, LetterheadForm(instance=head))
    form = LetterheadForm(request.POST, request.FILES, instance=head)
    if not form.is_valid():
        return _page(request, letterhead_of(found), form, status=422)
    form.save()
    messages.success(
        request, "Kop dan penomoran disimpan; berlaku untuk surat yang disusun kemudian."
    )
    return redirect("kop", agency=found.pk)


def _page(
    request: SignedRequest, head: Letterhead, form: LetterheadForm, *, status: int = 200
) -> HttpResponse:
    context = {"here": "orang", "agency": head.agency, "head": head, "form": form}
    return render(request, "kop/kop.html", context, status=status)


@signed_in
@require_safe
def logo(request: SignedRequest, agency: uuid.UUID) -> HttpResponse:
    """The logo as it stands in the kop."""
    head = letterhead_of(_agency(request, agency))
    if not head.logo:
        raise Http404
    with filing.store().open(head.logo) as picture:
        data = picture.read()
    kind = PICTURES[0] if data.startswith(b"\x89PNG") else PICTURES[1]
    response = HttpResponse(data, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    return response
