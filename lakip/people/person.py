"""A person who can sign in. What they may do is written in their offices, not here."""

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

from lakip.people.government import Agency

NIP = RegexValidator(r"^\d{18}$", "NIP terdiri atas 18 angka tanpa spasi.")


class People(BaseUserManager["Person"]):
    """Makes people and finds them by their e-mail address, whatever its capitals."""

    def create_person(self, *, email: str, name: str, **more: Any) -> "Person":
        """Make a person without a usable password; an invitation lets them choose one."""
        password = more.pop("password", None)
        person = self.model(email=email.strip().lower(), name=name.strip(), **more)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person of that e-mail address. Raises DoesNotExist."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody who works at an agency; `is_operator` looks after the installation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("e-mail", unique=True)
    name = models.CharField("nama", max_length=120)
    nip = models.CharField("NIP", max_length=18, blank=True, validators=[NIP])
    rank = models.CharField("pangkat/golongan", max_length=60, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="people", verbose_name="OPD"
    )
    is_operator = models.BooleanField("operator", default=False)
    is_active = models.BooleanField("aktif", default=True)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as mails and forms of Django ask for it."""
        return self.name
