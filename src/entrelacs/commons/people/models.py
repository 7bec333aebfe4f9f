from functools import cached_property
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.access.roles import RoleCode
from entrelacs.commons.privacy.declaration import Erasure, PersonalData
from entrelacs.commons.programmes.isolation import ProgrammeModel

KEPT = "24 months after last contact"


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        # People sign in by a typed code; no password is ever set.
        account.set_unusable_password()
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Someone who signs in; one account may be a person in several programmes."""

    personal_data = PersonalData(purpose="to sign in", kept=KEPT, erasure=Erasure.DELETE)

    email = models.EmailField(_("mail address"), unique=True)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = AccountManager()

    def __str__(self) -> str:
        return self.email


class Person(ProgrammeModel):
    """Someone a programme knows: several worlds, or none; never a person accompanied."""

    personal_data = PersonalData(
        purpose="to invite people and seat them", kept=KEPT, erasure=Erasure.BLANK
    )

    account = models.ForeignKey(
        Account, models.SET_NULL, null=True, blank=True, related_name="people"
    )
    given_name = models.CharField(_("first name"), max_length=80, blank=True)
    family_name = models.CharField(_("last name"), max_length=80, blank=True)
    email = models.EmailField(_("mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    function = models.CharField(_("occupation"), max_length=120, blank=True)
    worlds = models.ManyToManyField("commons.World", blank=True, related_name="+")
    territory = models.ForeignKey(
        "commons.Territory", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Accents, case, hyphens and order folded: two spellings of one name meet here.
    name_key = models.CharField(max_length=170, db_index=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_contact_at = models.DateTimeField(_("last contact"), default=timezone.now)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    class Meta:
        ordering = ("family_name", "given_name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "email"),
                condition=~models.Q(email=""),
                name="person_email_once",
            ),
            models.UniqueConstraint(
                fields=("programme", "account"),
                condition=models.Q(account__isnull=False),
                name="person_account_once",
            ),
        )

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or str(_("A participant"))

    @property
    def initials(self) -> str:
        return (self.given_name[:1] + self.family_name[:1]).upper() or "?"

    @cached_property
    def role_codes(self) -> frozenset[str]:
        return frozenset(role.code for role in self.roles.all())


class Affiliation(ProgrammeModel):
    """A person in a structure; the main one is the one shown."""

    personal_data = PersonalData(
        purpose="to seat colleagues apart", kept=KEPT, erasure=Erasure.DELETE
    )

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    organization = models.ForeignKey(
        "commons.Organization", models.CASCADE, related_name="affiliations"
    )
    is_main = models.BooleanField(_("main structure"), default=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ("-is_main", "pk")
        constraints = (
            models.UniqueConstraint(fields=("person", "organization"), name="affiliation_once"),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.organization}"


class Role(ProgrammeModel):
    """What a person may do in the programme."""

    personal_data = PersonalData(purpose="access rights", kept=KEPT, erasure=Erasure.DELETE)

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    code = models.CharField(_("role"), max_length=20, choices=RoleCode.choices)

    class Meta:
        ordering = ("code",)
        constraints = (models.UniqueConstraint(fields=("person", "code"), name="role_once"),)

    def __str__(self) -> str:
        return f"{self.person}: {self.code}"
